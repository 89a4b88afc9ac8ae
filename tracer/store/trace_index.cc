// An entry only says where to look. What a chunk holds is read from the chunk itself, which has
// sums of its own, so that a wrong index leads to nothing rather than to something wrong.
#include "tracer/store/trace_index.h"

#include <algorithm>

#include "tracer/facts/fields.h"
#include "tracer/store/allowance.h"
#include "tracer/store/fixed.h"

namespace greenlens::store {
namespace {

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
  return f(entry.type) && f(entry.offset) && f(entry.bytes) && f(entry.first_event) &&
         f(entry.event_count) && f(entry.summary);
}

// No file needs more: what claims to have more is not what the writer wrote.
constexpr size_t kMostEntries = 2 * kIndexPartEntries;

// Where the parts stand, from the first; false when that cannot be so.
bool find_parts(const Bytes& file, const FileEnd& end, std::vector<uint64_t>* parts) {
  uint64_t below = file.size();
  for (uint64_t at = end.index_at; at != 0;) {
    if (at >= below) return false;
    below = at;
    parts->push_back(at);
    const std::string bytes = file.read(at, kChunkHeaderBytes + sizeof(uint64_t));
    ChunkHeader header;
    if (bytes.size() < kChunkHeaderBytes + sizeof(uint64_t)) return false;
    const auto head = std::string_view(bytes).substr(0, kChunkHeaderBytes);
    const auto summary = std::string_view(bytes).substr(kChunkHeaderBytes);
    if (decode_header(head, kFormatVersion, &header) != HeaderCheck::good) return false;
    if (header.type != ChunkType::index || header.recording != end.recording) return false;
    if (!is_summary_of(header, summary)) return false;
    at = get_u64(summary, 0);
  }
  std::reverse(parts->begin(), parts->end());
  return true;
}

// Whether entries can follow each other, and make a whole.
class Sequence {
 public:
  Sequence(const Bytes& file, uint64_t first_event)
      : file_(file), file_bytes_(file.size()), events_(first_event) {}
  bool goes_on_with(const IndexEntry& entry) {
    if (entry.offset > file_bytes_ || !only_others_until(entry.offset)) return false;
    if (entry.bytes < kChunkHeaderBytes || entry.bytes > file_bytes_ - entry.offset) return false;
    offset_ = entry.offset + entry.bytes;
    if (entry.type != ChunkType::events) return true;
    if (entry.first_event != events_ || entry.event_count > kMaxChunkEvents) return false;
    if (!can_be_of(entry.summary, entry.event_count)) return false;
    events_ += entry.event_count;
    return true;
  }
  uint64_t events() const { return events_; }

  // Between the chunks that the entries tell of there are none that they would have to.
  bool only_others_until(uint64_t end) {
    while (offset_ < end) {
      const std::string bytes = file_.read(offset_, kChunkHeaderBytes);
      ChunkHeader header;
      if (bytes.size() < kChunkHeaderBytes) return false;
      if (decode_header(bytes, kFormatVersion, &header) != HeaderCheck::good) return false;
      if (header.type == ChunkType::info || header.type == ChunkType::events) return false;
      offset_ += whole_bytes(header, kFormatVersion);
    }
    return offset_ == end;
  }

 private:
  const Bytes& file_;
  uint64_t file_bytes_;
  uint64_t offset_ = kPreambleBytes;
  uint64_t events_;
};

// What somebody meant who opens it (tracer/export/jsonl.cc).
constexpr std::string_view kLinesBegin = R"({"greenlens":"t)";

}  // namespace

facts::Result<uint32_t> read_version(const Bytes& bytes, const std::string& place) {
  const std::string start = bytes.read(0, kPreambleBytes);
  const size_t there = std::min(start.size(), kMagic.size());
  if (start.empty()) return facts::Fault{facts::FaultKind::trace_empty, place, 0, 0, ""};
  if (start.starts_with(kLinesBegin)) {
    return facts::Fault{facts::FaultKind::are_lines, place, 0, 0, ""};
  }
  if (start.compare(0, there, kMagic, 0, there) != 0) {
    return facts::Fault{facts::FaultKind::not_a_trace, place, 0, 0, shown_start(start)};
  }
  if (start.size() < kPreambleBytes) {
    return facts::Fault{facts::FaultKind::trace_cut, place, start.size(), 0, ""};
  }
  const uint32_t version = get_u32(start, kMagic.size());
  if (version >= kOldestVersion && version <= kFormatVersion) return version;
  return facts::Fault{facts::FaultKind::trace_version, place, version, kFormatVersion, ""};
}

bool read_chunk(const Bytes& file, uint32_t version, uint64_t offset, ChunkHeader* header,
                std::string* raw) {
  const size_t head = header_bytes(version);
  std::string bytes = file.read(offset, head);
  if (bytes.size() < head || decode_header(bytes, version, header) != HeaderCheck::good)
    return false;
  bytes = file.read(offset + head + header->summary_bytes, header->stored_bytes);
  return bytes.size() == header->stored_bytes &&
         decode_payload(*header, bytes, raw) == PayloadCheck::good;
}

std::string encode_index(const std::vector<IndexEntry>& entries) {
  std::string out;
  facts::write_varint(&out, entries.size());
  for (const IndexEntry& entry : entries) {
    std::string body;
    each_member(entry, [&](const auto& member) {
      facts::write_value(&body, member);
      return true;
    });
    facts::write_value(&out, body);
  }
  return out;
}

bool decode_index(std::string_view payload, std::vector<IndexEntry>* entries) {
  uint64_t count = 0;
  if (!facts::read_varint(&payload, &count) || count > kMostEntries) return false;
  entries->clear();
  for (uint64_t i = 0; i < count; ++i) {
    std::string_view body;
    if (!facts::read_bytes(&payload, &body)) return false;
    IndexEntry& entry = entries->emplace_back();
    if (!each_member(entry, [&](auto& member) { return take(&body, &member); })) return false;
  }
  return true;
}

bool read_end(const Bytes& file, FileEnd* end) {
  const uint64_t size = file.size();
  ChunkHeader header;
  std::string raw;
  if (size < kPreambleBytes + kEndChunkBytes) return false;
  if (!read_chunk(file, kFormatVersion, size - kEndChunkBytes, &header, &raw)) return false;
  if (header.type != ChunkType::end || raw.size() != sizeof(uint64_t)) return false;
  *end = {header.recording, header.first_event, get_u64(raw, 0)};
  return true;
}

bool read_index(const Bytes& file, const FileEnd& end, uint64_t first_event,
                const std::function<void(const IndexEntry&)>& show) {
  Allowance allowed;
  allowed.came(file.size());
  std::vector<uint64_t> parts;
  if (!find_parts(file, end, &parts)) return false;
  Sequence sequence(file, first_event);
  std::vector<IndexEntry> entries;
  for (const uint64_t part : parts) {
    ChunkHeader header;
    std::string raw;
    if (!read_chunk(file, kFormatVersion, part, &header, &raw)) return false;
    if (!allowed.take(raw.size()) || !decode_index(raw, &entries)) return false;
    for (const IndexEntry& entry : entries) {
      if (!sequence.goes_on_with(entry)) return false;
      show(entry);
    }
  }
  const uint64_t last = file.size() - kEndChunkBytes;
  return sequence.only_others_until(last) && sequence.events() == end.events;
}

}  // namespace greenlens::store
