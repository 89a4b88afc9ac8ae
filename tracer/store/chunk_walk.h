// Finds a trace's chunks without an index: from header to header, and behind damage by looking for
// the next header. What a chunk holds is not read, but for its summary.
//
// It can go on where it stopped when more has been written. One thread.
#ifndef GREENLENS_TRACER_STORE_CHUNK_WALK_H_
#define GREENLENS_TRACER_STORE_CHUNK_WALK_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "tracer/facts/fault.h"
#include "tracer/store/bytes.h"
#include "tracer/store/chunk.h"
#include "tracer/store/trace_index.h"

namespace greenlens::store {

class ChunkWalk {
 public:
  // `version` is one that is read. Which recording it is say two of the first three chunks that say
  // the same, or the first: one of them may be another's.
  // `first_event` is how many events of the whole stand before it, where it is a part.
  explicit ChunkWalk(uint32_t version, uint64_t first_event = 0)
      : version_(version), events_(first_event) {}

  struct Found {
    IndexEntry entry;
    bool has_summary = false;
    // No chunk but the place of some that are not there, or a piece of it: its event_count steps
    // stand for summary.here.lost events. No piece has more than a chunk, and all pieces together
    // not more than such a place can have held.
    bool is_gap = false;
  };
  // The next chunk of INFO or events, or gap. None when there is none yet, or never will be.
  std::optional<Found> next(const Bytes& file);

  // The end mark has come: nothing follows.
  bool complete() const { return complete_; }
  // The events up to here, with those that are missing.
  uint64_t events() const { return events_; }
  // Where it goes on: all before it belongs to chunks, or was passed over.
  uint64_t offset() const { return offset_; }
  uint64_t recording() const { return recording_.value_or(0); }
  // What was wrong at the first place where something was, with the byte in `at`.
  const facts::Fault& fault() const { return fault_; }

 private:
  std::optional<uint64_t> recording_of(const Bytes& file) const;
  bool find_header(const Bytes& file, ChunkHeader* header);
  bool look_for_header(const Bytes& file, ChunkHeader* header);
  bool can_follow(const ChunkHeader& header) const;
  void note(facts::FaultKind kind);
  Found gap_before(uint64_t first_event);
  Found take(const Bytes& file, const ChunkHeader& header);

  uint32_t version_;
  uint64_t offset_ = kPreambleBytes;
  uint64_t looked_from_ = kPreambleBytes;  // no header that was not found begins before it
  uint64_t gap_from_ = kPreambleBytes;     // where the last good chunk ended
  uint64_t events_;
  std::optional<uint64_t> recording_;
  bool complete_ = false;
  facts::Fault fault_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_CHUNK_WALK_H_
