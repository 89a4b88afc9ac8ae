#include "tracer/store/chunk.h"

#include <xxhash.h>
#include <zstd.h>

#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/store/fixed.h"

namespace greenlens::store {
namespace {

constexpr size_t kHashedHeaderBytes = kChunkHeaderBytes - 8;
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

std::string encode_chunk(ChunkType type, std::string_view payload, uint64_t first_event,
                         uint32_t event_count) {
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
  put_u64(&out, hash(stored));
  put_u64(&out, hash(out));
  return out + stored;
}

HeaderCheck decode_header(std::string_view bytes, ChunkHeader* header) {
  if (get_u64(bytes, kHashedHeaderBytes) != hash(bytes.substr(0, kHashedHeaderBytes))) {
    return HeaderCheck::damaged;
  }
  header->type = static_cast<ChunkType>(get_u32(bytes, 0));
  header->stored_bytes = get_u32(bytes, 4);
  header->raw_bytes = get_u32(bytes, 8);
  header->event_count = get_u32(bytes, 12);
  header->first_event = get_u64(bytes, 16);
  header->payload_hash = get_u64(bytes, 24);
  if (header->stored_bytes > kMaxStoredBytes) return HeaderCheck::too_large;
  // What an unknown type's raw length means is not known either; it is skipped by its stored one.
  if (known(header->type) && header->raw_bytes > kMaxRawBytes) return HeaderCheck::too_large;
  return HeaderCheck::good;
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

bool decode_events(std::string_view raw, EventsPayload* payload, Allowance* allowed) {
  if (!facts::read_value(&raw, &payload->has_keyframe)) return false;
  if (payload->has_keyframe && !facts::read_value(&raw, &payload->keyframe)) return false;
  while (!raw.empty()) {
    if (payload->records == kMaxChunkEvents) return false;
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
