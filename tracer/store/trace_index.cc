// An entry only says where to look. What a chunk holds is read from the chunk itself, which has
// sums of its own, so that a wrong index leads to nothing rather than to something wrong.
#include "tracer/store/trace_index.h"

#include "tracer/facts/fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/fixed.h"

namespace greenlens::store {
namespace {

// Header and raw payload of the chunk at `offset`; false when there is none that is whole.
bool chunk_at(std::string_view file, uint64_t offset, ChunkHeader* header, std::string* raw) {
  if (offset > file.size() || file.size() - offset < kChunkHeaderBytes) return false;
  if (decode_header(file.substr(offset, kChunkHeaderBytes), header) != HeaderCheck::good)
    return false;
  const auto stored = file.substr(offset + kChunkHeaderBytes);
  if (stored.size() < header->stored_bytes) return false;
  return decode_payload(*header, stored.substr(0, header->stored_bytes), raw) == PayloadCheck::good;
}

template <typename T>
bool take(std::string_view* payload, T* value) {
  return facts::read_value(payload, value);
}

// A type that is not known is no damage: nobody looks there.
bool take(std::string_view* payload, ChunkType* type) {
  uint32_t value = 0;
  if (!facts::read_value(payload, &value)) return false;
  *type = static_cast<ChunkType>(value);
  return true;
}

// Calls `f` with each member in the order of the file, as long as it says yes.
template <typename Entry, typename F>
bool each_member(Entry& entry, F f) {
  return f(entry.type) && f(entry.offset) && f(entry.first_event) && f(entry.event_count) &&
         f(entry.has_keyframe);
}

bool index_from_end(std::string_view file, std::vector<IndexEntry>* entries) {
  ChunkHeader header;
  std::string raw;
  if (file.size() < kEndChunkBytes) return false;
  if (!chunk_at(file, file.size() - kEndChunkBytes, &header, &raw)) return false;
  if (header.type != ChunkType::end || raw.size() != 8) return false;
  const uint64_t index_at = get_u64(raw, 0);
  return chunk_at(file, index_at, &header, &raw) && header.type == ChunkType::index &&
         decode_index(raw, entries);
}

std::vector<IndexEntry> scan(std::string_view file) {
  std::vector<IndexEntry> entries;
  uint64_t offset = kPreambleBytes;
  ChunkHeader header;
  std::string raw;
  // Each header tells where the next one is; behind the first that is damaged nothing can be found.
  while (chunk_at(file, offset, &header, &raw)) {
    if (header.type == ChunkType::info || header.type == ChunkType::events) {
      const bool keyframe = header.type == ChunkType::events && !raw.empty() && raw.front() == 1;
      entries.push_back({header.type, offset, header.first_event, header.event_count, keyframe});
    }
    offset += kChunkHeaderBytes + header.stored_bytes;
  }
  return entries;
}

}  // namespace

std::string encode_index(const std::vector<IndexEntry>& entries) {
  std::string out;
  facts::write_varint(&out, entries.size());
  for (const IndexEntry& entry : entries) {
    each_member(entry, [&](const auto& member) {
      facts::write_value(&out, member);
      return true;
    });
  }
  return out;
}

bool decode_index(std::string_view payload, std::vector<IndexEntry>* entries) {
  uint64_t count = 0;
  if (!facts::read_varint(&payload, &count) || count > payload.size()) return false;
  entries->clear();
  for (uint64_t i = 0; i < count; ++i) {
    IndexEntry entry;
    if (!each_member(entry, [&](auto& member) { return take(&payload, &member); })) return false;
    entries->push_back(entry);
  }
  return true;
}

TraceIndex read_index(std::string_view file) {
  TraceIndex index;
  if (index_from_end(file, &index.entries)) return index;
  index.entries = scan(file);
  index.rebuilt = true;
  return index;
}

bool read_lone_chunk(std::string_view file, const IndexEntry& entry, LoneChunk* chunk) {
  ChunkHeader header;
  std::string raw;
  if (!chunk_at(file, entry.offset, &header, &raw) || header.type != ChunkType::events)
    return false;
  EventsPayload payload;
  if (!decode_events(raw, &payload)) return false;
  chunk->has_keyframe = payload.has_keyframe;
  chunk->events = std::move(payload.events);
  if (!payload.has_keyframe) return true;
  facts::Result<state::State> keyframe = state::decode_state(payload.keyframe);
  if (keyframe) chunk->keyframe = std::move(*keyframe);
  return static_cast<bool>(keyframe);
}

}  // namespace greenlens::store
