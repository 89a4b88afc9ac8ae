#include "tracer/store/cut.h"

#include <algorithm>
#include <string>
#include <utility>

#include "tracer/store/index_writer.h"
#include "tracer/store/recording_number.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

// What was counted up to step n, in what this is a part of, too.
Totals totals_at(const FileTrace& trace, uint64_t n) {
  Totals totals = trace.table().counted_before();
  if (n == 0) return totals;
  const ChunkRow& row = trace.table().rows()[trace.table().row_of(n)];
  totals.add(row.before);
  for (uint64_t step = row.first_step + 1; step <= n; ++step) totals.add(trace.event(step));
  return totals;
}

// What the part says of itself. That of a part is one of the same whole.
PartOf part_from(const FileTrace& trace, uint64_t from) {
  PartOf part = trace.info().part.value_or(PartOf{});
  const bool of_part = trace.info().part.has_value();
  const state::State there = trace.state(from);
  part.steps = of_part && part.steps != 0 ? part.steps : part.first + trace.size();
  part.first += from;
  part.lines = there.lines_printed;
  const Totals totals = totals_at(trace, from);
  part.switches = totals.switches + totals.failed;
  for (const auto& [id, thread] : there.threads) part.switches += thread.in_switch ? 1 : 0;
  return part;
}

class Cutter {
 public:
  Cutter(const FileTrace& whole, uint64_t from, uint64_t to,
         const std::function<bool(std::string_view)>& sink)
      : whole_(whole),
        from_(from),
        to_(to),
        part_(part_from(whole, from)),
        recording_(new_recording_number()),
        out_(sink, recording_, info(), 0) {}

  CutResult cut(const OnProgress& progress) {
    if (!out_.begin(part_.first)) return CutResult::refused;
    const ChunkTable& table = whole_.table();
    for (uint64_t at = from_; at < to_;) {
      const size_t row = table.row_of(at + 1);
      const uint64_t end = table.rows()[row].first_step + table.rows()[row].steps;
      if (!take(row, at, std::min(end, to_))) return CutResult::refused;
      at = end;
      if (progress && !progress(std::min(at, to_) - from_, to_ - from_)) {
        return CutResult::cancelled;
      }
    }
    return out_.finish(part_.first + to_ - from_) ? CutResult::done : CutResult::refused;
  }

 private:
  std::string info() const {
    TraceInfo info = whole_.info();
    info.part = part_;
    return to_json(info);
  }
  // Of a row steps (from, to]. What is missing stays so: its numbers are left out, and a reader
  // finds the gap where it was.
  bool take(size_t row, uint64_t from, uint64_t to) {
    if (!whole_.table().rows()[row].is_gap) return copy(row) || tell(from, to);
    missing_ += whole_.table().here(row).lost;
    return true;
  }
  // As it is, where its events are all known here and bear the numbers of their steps, and all of
  // them are wanted.
  bool copy(size_t row) {
    const ChunkRow& chunk = whole_.table().rows()[row];
    const bool numbered = chunk.records == chunk.steps && follows_from_events(chunk);
    const bool wanted = chunk.first_step >= from_ && chunk.first_step + chunk.steps <= to_;
    const bool begins = chunk.first_step > from_ || chunk.has_keyframe;
    if (whole_.version() != kFormatVersion || !numbered || !wanted || !begins) return false;
    const std::string bytes = whole_.whole_chunk(row);
    return !bytes.empty() && put(bytes);
  }
  bool put(std::string_view bytes) {
    ChunkHeader header;
    if (decode_header(bytes.substr(0, kChunkHeaderBytes), kFormatVersion, &header) !=
        HeaderCheck::good) {
      return false;
    }
    if (header.type != ChunkType::events) return true;
    IndexEntry entry{header.type, 0, bytes.size(), header.first_event, header.event_count, {}};
    const auto summary = bytes.substr(kChunkHeaderBytes, header.summary_bytes);
    return decode_summary(summary, &entry.summary) && out_.put(bytes, std::move(entry));
  }
  // Steps (from, to], one by one, in chunks of their own.
  bool tell(uint64_t from, uint64_t to) {
    TraceWriter writer([this](std::string_view bytes) { return taken_in(bytes); }, recording_);
    const uint64_t before = part_.first - from_;  // in the whole, before what is cut
    state::State state = whole_.state(from);
    state.step = before + from;
    state.events_lost -= std::min(state.events_lost, missing_);  // a reader adds them
    writer.begin_at(std::move(state), totals_at(whole_, from));
    preamble_came_ = false;
    if (!writer.begin({})) return false;
    for (uint64_t step = from + 1; step <= to; ++step) writer.add(whole_.event(step));
    return writer.flush();
  }
  // Its chunks of events are what is wanted of it.
  bool taken_in(std::string_view bytes) {
    if (!preamble_came_) return preamble_came_ = true;
    return put(bytes);
  }

  const FileTrace& whole_;
  uint64_t from_, to_;
  PartOf part_;
  uint64_t recording_;
  IndexWriter out_;
  bool preamble_came_ = false;
  uint64_t missing_ = 0;
};

}  // namespace

uint64_t cut_begin(const FileTrace& whole, uint64_t from) {
  const std::vector<ChunkRow>& rows = whole.table().rows();
  whole.state(from);  // what is damaged there is found so
  if (from >= whole.size()) return from;
  size_t row = whole.table().row_of(from + 1), back = row;
  while (back > 0 && !rows[back].is_gap && !rows[back].has_keyframe) --back;
  if (!rows[back].is_gap) return from;
  while (row < rows.size() && (rows[row].is_gap || !rows[row].has_keyframe)) ++row;
  return row < rows.size() ? rows[row].first_step : whole.size();
}

CutResult cut(const FileTrace& whole, uint64_t from, uint64_t to,
              const std::function<bool(std::string_view)>& sink, const OnProgress& progress) {
  return Cutter(whole, from, std::min(to, whole.size()), sink).cut(progress);
}

}  // namespace greenlens::store
