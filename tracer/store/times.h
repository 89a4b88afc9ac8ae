// When steps were told: for pictures in which time is an axis.
#ifndef GREENLENS_TRACER_STORE_TIMES_H_
#define GREENLENS_TRACER_STORE_TIMES_H_

#include <cstdint>
#include <vector>

namespace greenlens::store {

class ChunkTable;

// A step, and when it was told: nanoseconds since the recording began.
struct StepTime {
  uint64_t step = 0, time_ns = 0;
  bool operator==(const StepTime&) const = default;
};

// Some steps in ascending order, at least the first and the last one that was asked for; what lies
// between two of them was told about evenly. Times never go back: the clocks of threads agree only
// nearly, so a step may have been told a little before its time here.
using Times = std::vector<StepTime>;

// One more, behind all others; without going back. Good for any numbers.
void add_time(Times* times, uint64_t step, uint64_t time_ns);

// When a step was told by them: in nanoseconds, which need not be whole between two. Steps beyond
// the first and the last one are as they are. 0 without times.
double time_at(const Times& times, uint64_t step);

// Of steps from..to, from what is known of each chunk: no event is read for it. Chunks that are
// missing were told evenly.
Times times_of(const ChunkTable& table, uint64_t from, uint64_t to);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TIMES_H_
