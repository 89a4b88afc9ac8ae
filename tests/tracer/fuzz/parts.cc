#include "tests/tracer/fuzz/parts.h"

#include <xxhash.h>

#include <algorithm>

#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/rules/check.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/expand.h"
#include "tracer/store/fixed.h"
#include "tracer/store/summary.h"

namespace greenlens::fuzz {

using store::ChunkType;

namespace {

constexpr uint32_t kMostRaw = 4u << 20;         // of a payload that is looked into
constexpr uint64_t kMostEventsRight = 200'000;  // that are counted anew

// A header's fields, believed without its sum.
bool read_part(std::string_view* left, uint32_t version, Part* part) {
  const size_t head = store::header_bytes(version);
  if (left->size() < head) return false;
  store::ChunkHeader header;
  std::string fixed(left->substr(0, head));
  const auto hash = XXH64(fixed.data(), head - 8, 0);
  fixed.resize(head - 8);
  store::put_u64(&fixed, hash);
  if (decode_header(fixed, version, &header) != store::HeaderCheck::good) return false;
  const uint64_t whole = whole_bytes(header, version);
  if (left->size() < whole || header.raw_bytes > kMostRaw) return false;
  const auto stored = left->substr(head + header.summary_bytes, header.stored_bytes);
  header.payload_hash = XXH64(stored.data(), stored.size(), 0);
  part->type = header.type;
  part->first_event = header.first_event;
  part->event_count = header.event_count;
  part->recording = header.recording;
  part->summary = left->substr(head, header.summary_bytes);
  if (decode_payload(header, stored, &part->payload) != store::PayloadCheck::good) return false;
  left->remove_prefix(whole);
  return true;
}

// As version 1 had them; it is not written any more.
std::string encode_old(const Part& part) {
  std::string out;
  store::put_u32(&out, static_cast<uint32_t>(part.type));
  store::put_u32(&out, static_cast<uint32_t>(part.payload.size()));
  store::put_u32(&out, static_cast<uint32_t>(part.payload.size()));
  store::put_u32(&out, part.event_count);
  store::put_u64(&out, part.first_event);
  store::put_u64(&out, XXH64(part.payload.data(), part.payload.size(), 0));
  store::put_u64(&out, XXH64(out.data(), out.size(), 0));
  return out + part.payload;
}

std::string encode(const Part& part, uint32_t version) {
  if (version == 1) return encode_old(part);
  return encode_chunk(part.type, part.payload, part.first_event, part.event_count,
                      {part.recording, part.summary.substr(0, store::kMaxSummaryBytes)});
}

}  // namespace

Parts take_apart(std::string_view file) {
  Parts parts;
  if (file.size() < store::kPreambleBytes) return parts;
  const uint32_t version = store::get_u32(file, store::kMagic.size());
  if (version >= store::kOldestVersion && version <= store::kFormatVersion) parts.version = version;
  file.remove_prefix(store::kPreambleBytes);
  Part part;
  while (read_part(&file, parts.version, &part)) parts.all.push_back(std::move(part)), part = {};
  return parts;
}

std::string put_together(const Parts& parts) {
  std::string out(store::kMagic);
  store::put_u32(&out, parts.version);
  store::put_u32(&out, 0);
  for (const Part& part : parts.all) out += encode(part, parts.version);
  return out;
}

std::vector<store::IndexEntry> entries_of(const Parts& parts) {
  std::vector<store::IndexEntry> entries;
  uint64_t offset = store::kPreambleBytes;
  for (const Part& part : parts.all) {
    if (part.type == ChunkType::index || part.type == ChunkType::end) continue;
    store::IndexEntry entry{part.type,        offset,           encode(part, parts.version).size(),
                            part.first_event, part.event_count, {}};
    store::decode_summary(part.summary, &entry.summary);
    offset += entry.bytes;
    if (part.type == ChunkType::info || part.type == ChunkType::events) entries.push_back(entry);
  }
  return entries;
}

void set_index(Parts* parts, const std::vector<store::IndexEntry>& entries) {
  std::erase_if(parts->all, [](const Part& part) {
    return part.type == ChunkType::index || part.type == ChunkType::end;
  });
  uint64_t at = store::kPreambleBytes, events = 0;
  for (const Part& part : parts->all) {
    at += encode(part, parts->version).size();
    if (part.type == ChunkType::events) events += part.event_count;
  }
  const uint64_t recording = parts->all.empty() ? 0 : parts->all.front().recording;
  Part index{ChunkType::index, encode_index(entries), events, 0, recording, {}};
  store::put_u64(&index.summary, 0);
  Part end{ChunkType::end, {}, events, 0, recording, {}};
  store::put_u64(&end.payload, at);
  parts->all.push_back(std::move(index));
  parts->all.push_back(std::move(end));
}

Records records_of(std::string_view payload) {
  Records result;
  bool has_keyframe = false;
  if (!facts::read_value(&payload, &has_keyframe)) return result;
  if (has_keyframe && !facts::read_value(&payload, &result.keyframe)) return result;
  while (!payload.empty()) {
    std::string_view rest = payload, body;
    uint64_t tag = 0;
    if (!facts::read_varint(&rest, &tag) || !facts::read_bytes(&rest, &body)) break;
    result.records.emplace_back(payload.substr(0, payload.size() - rest.size()));
    payload = rest;
  }
  return result;
}

std::string payload_of(const Records& records) {
  std::string all;
  for (const std::string& record : records.records) all += record;
  return store::encode_events(records.keyframe, all);
}

std::vector<facts::NotedSwitch> noted_in(std::string_view record) {
  uint64_t tag = 0;
  std::string_view body;
  if (!facts::read_varint(&record, &tag) || tag != facts::kSwitchesTag) return {};
  if (!facts::read_bytes(&record, &body)) return {};
  const facts::NotedBatch batch = facts::read_batch(body).value_or(facts::NotedBatch());
  std::vector<facts::NotedSwitch> noted(batch.size());
  for (size_t i = 0; i < noted.size(); ++i) noted[i] = batch[i];
  return noted;
}

std::string as_record(const std::vector<facts::NotedSwitch>& noted) {
  facts::SwitchBatch batch;
  for (const facts::NotedSwitch& one : noted) batch.add(one);
  return batch.take_record();
}

std::string as_record(const facts::Event& event) {
  std::string record;
  append_event(&record, event);
  return record;
}

bool set_right(Parts* parts) {
  Parts made = *parts;
  state::State state;
  store::Summarizer summarizer;
  uint64_t records = 0;
  for (Part& part : made.all) {
    part.first_event = records;
    if (part.type != ChunkType::events) continue;
    Records inside = records_of(part.payload);
    if (!inside.keyframe.empty()) {
      if (auto keyframe = state::decode_state(inside.keyframe)) {
        keyframe->step = records;
        inside.keyframe = encode_state(*keyframe);
        part.payload = payload_of(inside);
      }
    }
    store::EventsPayload payload;
    store::decode_events(part.payload, &payload);
    const bool has_keyframe = payload.has_keyframe;
    part.event_count = static_cast<uint32_t>(payload.records);
    records += payload.records;
    if (records > kMostEventsRight) return false;
    state::State along = state;
    summarizer.begin();
    for (const facts::Event& event : expand(std::move(payload), &along)) {
      const bool wrong = !rules::check(state, event.fact, event.thread).empty();
      apply(&state, event);
      summarizer.add(event, state);
      if (wrong) summarizer.contradicted();
    }
    store::Summary summary = summarizer.summary(/*looked=*/true);
    summary.has_keyframe = has_keyframe;
    part.summary = encode_summary(summary);
  }
  *parts = std::move(made);
  return true;
}

}  // namespace greenlens::fuzz
