// Who ran when in a process, as intervals of time: exact for what can be read at once, else by what
// the index says of each chunk. Pure.
#ifndef GREENLENS_TRACER_PROCESSES_LANES_H_
#define GREENLENS_TRACER_PROCESSES_LANES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/store/trace.h"

namespace greenlens::processes {

// Somebody ran there: all the time, or that share of the steps. Nanoseconds.
struct Stretch {
  uint64_t from_ns = 0, to_ns = 0;
  uint64_t step = 0;  // a step in it: of what is exact its first
  double share = 1;   // above 0, at most 1
};

// A greenlet's, or that of several which ran less.
struct Lane {
  facts::GreenletId greenlet = 0;  // 0: of others
  size_t others = 0;               // how many they are
  std::string name;
  facts::ThreadId thread = 0;
  std::string thread_name;     // may be empty
  uint64_t ran_ns = 0;         // in all
  std::vector<Stretch> ran{};  // in the order of time, without overlaps
};

struct LaneOptions {
  size_t most = 6;  // lanes of a process: of more greenlets those that ran longest, and the others
  uint64_t from_ns = 0, to_ns = UINT64_MAX;  // what is wanted, on the clock of the family
};

// Of a recording whose time 0 is at `zero_ns` of the clock on which times are wanted. In the order
// of threads and greenlets, the others of a thread last. More than kExactSteps steps are told by
// chunks, of which so many are put together that there are at most kMostStretches.
inline constexpr size_t kMostStretches = 2048;
std::vector<Lane> lanes_of(const store::Trace& trace, int64_t zero_ns, const LaneOptions& options);

}  // namespace greenlens::processes

#endif  // GREENLENS_TRACER_PROCESSES_LANES_H_
