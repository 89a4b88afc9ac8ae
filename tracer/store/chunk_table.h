// What is known of each chunk of a file, and which of them holds a step or a stop: all that a trace
// in a file keeps of its whole length. About 200 bytes a chunk; no I/O.
#ifndef GREENLENS_TRACER_STORE_CHUNK_TABLE_H_
#define GREENLENS_TRACER_STORE_CHUNK_TABLE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/facts/grain.h"
#include "tracer/store/summary.h"
#include "tracer/store/trace_index.h"

namespace greenlens::store {

// A chunk's steps are those that its events lead to: first_step + 1 to first_step + steps.
struct ChunkRow {
  uint64_t offset = 0;
  uint64_t bytes = 0;
  uint64_t first_record = 0;  // how many records stand before it, from the table's first_record()
  uint64_t first_step = 0;    // and how many steps: fewer, where kinds are not known or gaps are
  uint32_t records = 0;
  uint32_t steps = 0;
  Totals before;                // of all chunks before it
  uint64_t missing_before = 0;  // events of chunks that are not there
  uint64_t first_ns = 0, last_ns = 0;
  uint64_t subjects = 0;
  uint32_t ran_at = 0, ran_count = 0;      // in shares()
  std::optional<uint32_t> contradictions;  // when somebody has looked
  bool has_keyframe = false;
  bool is_gap = false;  // not there, or damaged: `steps` stand for the events that are missing
  bool letters_beyond = false;
  bool has_processes = false;  // forks, signals, requests for another program
};

// Nothing is missing before it, and nothing in it that is not known here: the state before it is
// what the events led to.
constexpr bool follows_from_events(const ChunkRow& row) {
  return row.missing_before == 0 && row.first_record == row.first_step;
}

class ChunkTable {
 public:
  // Of a part of a recording: how many records of the whole stand before it. Before the first
  // add().
  void begin_at(uint64_t first_record) { first_record_ = first_record; }
  uint64_t first_record() const { return first_record_; }
  // What its first chunk says was counted before it, in the whole.
  const Totals& counted_before() const { return counted_before_; }
  // One more, behind all others. Chunks without steps are left out.
  void add(const IndexEntry& entry, bool is_gap);
  // These turned out to be damaged: their steps stay, as gaps. Linear in what follows.
  void lose(size_t first, size_t count);
  // It turned out to hold something else than was said; `instead.events` are its steps.
  void correct(size_t wrong, const Totals& instead);
  // What was said, or found.
  Totals here(size_t row) const;
  void set_keyframe(size_t row, bool has_one) { rows_[row].has_keyframe = has_one; }
  void set_ran(size_t row, const std::vector<Share>& ran);
  void set_subjects(size_t row, uint64_t subjects) { rows_[row].subjects = subjects; }
  void set_contradictions(size_t row, std::optional<uint32_t> count) {
    rows_[row].contradictions = count;
  }

  const std::vector<ChunkRow>& rows() const { return rows_; }
  const std::vector<Share>& shares() const { return shares_; }
  const Totals& totals() const { return totals_; }
  uint64_t missing() const { return missing_; }
  // The steps of gaps, which stand for what is missing.
  uint64_t steps_missing() const { return steps_missing_; }

  // The chunk whose event leads to step n, 1 <= n <= totals().events.
  size_t row_of(uint64_t n) const;
  // The chunk with the k-th stop, 1 <= k <= totals().stops(grain).
  size_t row_of_stop(facts::Grain grain, uint64_t k) const;
  // The chunk with the k-th printed line, 1 <= k <= totals().printed.
  size_t row_of_line(uint64_t k) const;

 private:
  std::vector<ChunkRow> rows_;
  std::vector<Share> shares_;
  Totals totals_;
  uint64_t missing_ = 0, steps_missing_ = 0;
  uint64_t first_record_ = 0;
  Totals counted_before_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_CHUNK_TABLE_H_
