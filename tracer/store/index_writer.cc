#include "tracer/store/index_writer.h"

#include "tracer/store/fixed.h"

namespace greenlens::store {

bool IndexWriter::write(std::string_view bytes) {
  good_ = good_ && sink_(bytes);
  if (good_) at_ += bytes.size();
  return good_;
}

bool IndexWriter::put_info(uint64_t events) {
  const std::string chunk = encode_chunk(ChunkType::info, info_, events, 0, {recording_, {}});
  entries_.push_back({ChunkType::info, at_, chunk.size(), events, 0, {}});
  return write(chunk);
}

bool IndexWriter::put_part(uint64_t events) {
  ChunkMarks marks{recording_, {}};
  put_u64(&marks.summary, part_at_);
  part_at_ = at_;
  const std::string payload = encode_index(entries_);
  entries_.clear();
  return write(encode_chunk(ChunkType::index, payload, events, 0, marks));
}

bool IndexWriter::begin(uint64_t events) { return write(encode_preamble()) && put_info(events); }

bool IndexWriter::put(std::string_view chunk, IndexEntry entry) {
  entry.offset = at_;
  return write(with_recording(chunk, recording_)) && note(std::move(entry));
}

bool IndexWriter::note(IndexEntry entry) {
  const uint64_t events = entry.first_event + entry.event_count;
  entries_.push_back(std::move(entry));
  return entries_.size() < kIndexPartEntries || put_part(events);
}

bool IndexWriter::finish(uint64_t events) {
  if (!put_info(events) || !put_part(events)) return false;
  std::string where;
  put_u64(&where, part_at_);
  return write(encode_chunk(ChunkType::end, where, events, 0, {recording_, {}}));
}

}  // namespace greenlens::store
