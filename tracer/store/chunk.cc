#include "tracer/store/chunk.h"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>

#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/json.h"
#include "tracer/store/fixed.h"

namespace greenlens::store {
namespace {

constexpr size_t kWorthCompressing = 128;  // bytes; what is smaller hardly shrinks
constexpr int kLevel = 3;                  // zstd's own default

uint64_t hash(std::string_view bytes) { return XXH64(bytes.data(), bytes.size(), 0); }

bool known(ChunkType type) {
  switch (type) {
    case ChunkType::info:
    case ChunkType::events:
    case ChunkType::index:
    case ChunkType::end:
      return true;
  }
  return false;  // a later version's: skipped
}

std::string compressed(std::string_view payload) {
  std::string out(ZSTD_compressBound(payload.size()), '\0');
  const size_t size = ZSTD_compress(out.data(), out.size(), payload.data(), payload.size(), kLevel);
  // As it is, then: the header says so by its two equal lengths.
  if (ZSTD_isError(size)) return std::string(payload);
  out.resize(size);
  return out;
}

}  // namespace

std::string encode_preamble() {
  std::string out(kMagic);
  put_u32(&out, kFormatVersion);
  put_u32(&out, 0);
  return out;
}

std::string shown_start(std::string_view bytes) {
  bytes = bytes.substr(0, kMagic.size());
  const bool text =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  if (text) return "\"" + std::string(bytes) + "\"";
  std::string shown;
  for (const char c : bytes) shown += (shown.empty() ? "" : " ") + facts::to_hex({&c, 1});
  return shown;
}

std::string encode_chunk(ChunkType type, std::string_view payload, uint64_t first_event,
                         uint32_t event_count, const ChunkMarks& marks) {
  std::string stored(payload);
  if (payload.size() >= kWorthCompressing) {
    std::string smaller = compressed(payload);
    if (smaller.size() < payload.size()) stored = std::move(smaller);
  }
  std::string out;
  put_u32(&out, static_cast<uint32_t>(type));
  put_u32(&out, static_cast<uint32_t>(stored.size()));
  put_u32(&out, static_cast<uint32_t>(payload.size()));
  put_u32(&out, event_count);
  put_u64(&out, first_event);
  put_u64(&out, marks.recording);
  put_u32(&out, static_cast<uint32_t>(marks.summary.size()));
  put_u32(&out, 0);
  put_u64(&out, hash(marks.summary));
  put_u64(&out, hash(stored));
  put_u64(&out, hash(out));
  return out + marks.summary + stored;
}

std::string with_recording(std::string_view chunk, uint64_t recording) {
  constexpr size_t kNumberAt = 24, kHashed = kChunkHeaderBytes - 8;
  std::string head(chunk.substr(0, kNumberAt));
  put_u64(&head, recording);
  head += chunk.substr(kNumberAt + 8, kHashed - kNumberAt - 8);
  put_u64(&head, hash(head));
  return head.append(chunk.substr(kChunkHeaderBytes));
}

HeaderCheck decode_header(std::string_view bytes, uint32_t version, ChunkHeader* header) {
  const size_t hashed = header_bytes(version) - 8;
  if (get_u64(bytes, hashed) != hash(bytes.substr(0, hashed))) return HeaderCheck::damaged;
  *header = {};
  header->type = static_cast<ChunkType>(get_u32(bytes, 0));
  header->stored_bytes = get_u32(bytes, 4);
  header->raw_bytes = get_u32(bytes, 8);
  header->event_count = get_u32(bytes, 12);
  header->first_event = get_u64(bytes, 16);
  if (version > 1) {
    header->recording = get_u64(bytes, 24);
    header->summary_bytes = get_u32(bytes, 32);
    header->summary_hash = get_u64(bytes, 40);
  }
  header->payload_hash = get_u64(bytes, hashed - 8);
  if (header->stored_bytes > kMaxStoredBytes) return HeaderCheck::too_large;
  if (header->summary_bytes > kMaxSummaryBytes) return HeaderCheck::too_large;
  // What an unknown type's raw length means is not known either; it is skipped by its stored one.
  if (known(header->type) && header->raw_bytes > kMaxRawBytes) return HeaderCheck::too_large;
  return HeaderCheck::good;
}

bool is_summary_of(const ChunkHeader& header, std::string_view summary) {
  // Version 1 has none, and no sum of it.
  if (header.summary_bytes == 0) return summary.empty();
  return summary.size() == header.summary_bytes && hash(summary) == header.summary_hash;
}

PayloadCheck decode_payload(const ChunkHeader& header, std::string_view stored, std::string* raw) {
  if (hash(stored) != header.payload_hash) return PayloadCheck::wrong_checksum;
  if (!known(header.type)) return PayloadCheck::good;
  if (header.raw_bytes == header.stored_bytes) {
    *raw = stored;
    return PayloadCheck::good;
  }
  // The frame's own claim first: nothing is allocated for one that contradicts the header.
  if (ZSTD_getFrameContentSize(stored.data(), stored.size()) != header.raw_bytes) {
    return PayloadCheck::not_decompressible;
  }
  raw->resize(header.raw_bytes);
  const size_t size = ZSTD_decompress(raw->data(), raw->size(), stored.data(), stored.size());
  return !ZSTD_isError(size) && size == header.raw_bytes ? PayloadCheck::good
                                                         : PayloadCheck::not_decompressible;
}

std::string encode_events(const std::string& keyframe, std::string_view records) {
  std::string out;
  out.push_back(keyframe.empty() ? 0 : 1);
  if (!keyframe.empty()) facts::write_value(&out, keyframe);
  out.append(records);
  return out;
}

namespace {

bool is_batch(std::string_view raw) {
  uint64_t tag = 0;
  return facts::read_varint(&raw, &tag) && tag == facts::kSwitchesTag;
}

bool take_batch(std::string_view* raw, EventsPayload* payload, Allowance* allowed) {
  uint64_t tag = 0;
  std::string_view body;
  if (!facts::read_varint(raw, &tag) || !facts::read_bytes(raw, &body)) return false;
  auto switches = facts::read_batch(body);
  if (!switches) return false;
  uint64_t steps = 0;
  for (size_t i = 0; i < switches->size(); ++i) steps += switches->steps(i);
  if (payload->records + steps > kMaxChunkEvents) return false;
  // What it will be, when it is told.
  payload->too_much = allowed != nullptr && !allowed->take(steps * sizeof(facts::Event));
  if (payload->too_much) return false;
  payload->records += steps;
  payload->noted.push_back({payload->events.size(), std::move(*switches)});
  return true;
}

}  // namespace

bool decode_events(std::string_view raw, EventsPayload* payload, Allowance* allowed) {
  if (!facts::read_value(&raw, &payload->has_keyframe)) return false;
  if (payload->has_keyframe && !facts::read_value(&raw, &payload->keyframe)) return false;
  while (!raw.empty()) {
    if (payload->records >= kMaxChunkEvents) return false;
    if (is_batch(raw)) {
      if (!take_batch(&raw, payload, allowed)) return false;
      continue;
    }
    facts::Event event;
    switch (take_event(&raw, &event)) {
      case facts::Decoded::event:
        payload->too_much = allowed != nullptr && !allowed->take(weight_of(event));
        if (payload->too_much) return false;
        payload->events.push_back(std::move(event));
        break;
      case facts::Decoded::unknown_tag:
        break;
      case facts::Decoded::damaged:
        return false;
    }
    ++payload->records;  // unknown ones too, as the next chunk's first_event counts them
  }
  return true;
}

}  // namespace greenlens::store
