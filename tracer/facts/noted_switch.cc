#include "tracer/facts/noted_switch.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/fields.h"

namespace greenlens::facts {
namespace {

bool same_line(const SourceLine& a, const SourceLine& b) {
  return a.line == b.line && a.function == b.function && a.file == b.file;
}

// The number of a line in the batch's list, from 1. There are few: as many as the program has calls
// that switch.
uint64_t number_of(const SourceLine& at, std::vector<SourceLine>* lines) {
  if (at.line == 0) return 0;
  const auto found = std::find_if(lines->begin(), lines->end(),
                                  [&](const SourceLine& line) { return same_line(line, at); });
  if (found != lines->end()) return static_cast<uint64_t>(found - lines->begin()) + 1;
  lines->push_back(at);
  return lines->size();
}

uint64_t flags(const NotedSwitch& noted) {
  return (noted.kind == Payload::error ? 1u : 0u) | (noted.last_handle_gone ? 2u : 0u) |
         (noted.origin != 0 ? 4u : 0u);
}

// A column that is read from front to back.
template <typename T>
class Column {
 public:
  bool open(std::string_view* body) { return read_bytes(body, &left_); }
  bool next(T* value) { return read_value(&left_, value); }
  size_t bytes_left() const { return left_.size(); }

 private:
  std::string_view left_;
};

}  // namespace

void SwitchBatch::add(const NotedSwitch& noted) {
  const uint64_t time = noted.time_ns / kNotedTimeUnit;
  // Threads may be told of a little out of turn: a time that goes back stands still.
  const uint64_t since = time > last_time_ ? time - last_time_ : 0;
  last_time_ += since;
  write_value(&times_, since);
  write_value(&threads_, noted.thread);
  write_value(&requested_, noted.requested);
  write_value(&kinds_, flags(noted));
  if (noted.origin != 0) write_value(&origins_, noted.origin);
  write_value(&sps_, noted.sp);
  write_value(&depths_, noted.recursion_depth);
  write_value(&ats_, number_of(noted.at, &lines_));
  // Beside sp: so it is the same number wherever the call stands in the stack.
  write_value(&callers_, noted.at.line == 0 ? Address{0} : noted.caller_sp - noted.sp);
  write_value(&steps_, noted.steps);
  ++count_;
}

size_t SwitchBatch::bytes() const {
  return times_.size() + threads_.size() + requested_.size() + kinds_.size() + origins_.size() +
         sps_.size() + depths_.size() + ats_.size() + callers_.size() + steps_.size();
}

std::string SwitchBatch::take_record() {
  std::string body;
  write_value(&body, count_);
  write_value(&body, lines_);
  for (const std::string* column : {&times_, &threads_, &requested_, &kinds_, &origins_, &sps_,
                                    &depths_, &ats_, &callers_, &steps_}) {
    write_value(&body, *column);
  }
  std::string record;
  write_varint(&record, kSwitchesTag);
  write_varint(&record, body.size());
  record += body;
  *this = SwitchBatch();
  return record;
}

NotedSwitch NotedBatch::operator[](size_t i) const {
  NotedSwitch noted;
  get(i, &noted);
  return noted;
}

void NotedBatch::get(size_t i, NotedSwitch* noted) const {
  const Row& row = rows_[i];
  noted->time_ns = row.time_ns;
  noted->thread = row.thread;
  noted->origin = row.origin;
  noted->requested = row.requested;
  noted->kind = row.kind;
  noted->last_handle_gone = row.last_handle_gone;
  noted->sp = row.sp;
  noted->recursion_depth = row.recursion_depth;
  if (row.line != 0) {
    noted->at = lines_[row.line - 1];
  } else {
    noted->at = {};
  }
  noted->caller_sp = row.caller_sp;
  noted->steps = row.steps;
}

std::optional<NotedBatch> read_batch(std::string_view body) {
  uint32_t count = 0;
  NotedBatch batch;
  std::vector<SourceLine>& lines = batch.lines_;
  if (!read_value(&body, &count) || count > kMostNoted || !read_value(&body, &lines)) return {};
  Column<uint64_t> times, kinds, ats;
  Column<ThreadId> threads;
  Column<GreenletId> requested, origins;
  Column<Address> sps, callers;
  Column<uint32_t> depths, steps;
  if (!times.open(&body) || !threads.open(&body) || !requested.open(&body) || !kinds.open(&body) ||
      !origins.open(&body) || !sps.open(&body) || !depths.open(&body) || !ats.open(&body) ||
      !callers.open(&body) || !steps.open(&body)) {
    return {};
  }
  // Each has a byte in each column at least.
  batch.rows_.reserve(std::min<size_t>(count, steps.bytes_left()));
  uint64_t time = 0;
  while (batch.rows_.size() < count) {
    NotedBatch::Row row;
    uint64_t since = 0, kind = 0, at = 0;
    Address caller = 0;
    if (!times.next(&since) || !threads.next(&row.thread) || !requested.next(&row.requested) ||
        !kinds.next(&kind) || !sps.next(&row.sp) || !depths.next(&row.recursion_depth) ||
        !ats.next(&at) || !callers.next(&caller) || !steps.next(&row.steps)) {
      return {};
    }
    if (at > lines.size() || kind > 7 || row.steps == 0) return {};
    if ((kind & 4) != 0 && !origins.next(&row.origin)) return {};
    time += since;
    row.time_ns = time * kNotedTimeUnit;
    row.kind = (kind & 1) != 0 ? Payload::error : Payload::value;
    row.last_handle_gone = (kind & 2) != 0;
    row.line = static_cast<uint32_t>(at);
    // Whatever a damaged trace says, without overflow.
    if (at != 0) {
      row.caller_sp =
          static_cast<Address>(static_cast<uint64_t>(row.sp) + static_cast<uint64_t>(caller));
    }
    batch.rows_.push_back(row);
  }
  return batch;
}

}  // namespace greenlens::facts
