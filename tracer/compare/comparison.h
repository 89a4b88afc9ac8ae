// Whether two recordings tell the same story, and where they differ if not. Thread by thread: in
// which order threads take turns is not compared.
#ifndef GREENLENS_TRACER_COMPARE_COMPARISON_H_
#define GREENLENS_TRACER_COMPARE_COMPARISON_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/compare/align.h"
#include "tracer/compare/counterparts.h"
#include "tracer/compare/digest.h"

namespace greenlens::compare {

struct ThreadDifference {
  ThreadName thread;
  Difference difference;
};
struct OnlyThread {
  ThreadName thread;
  uint64_t events = 0;
};

// So many threads that differ are looked at event by event.
inline constexpr size_t kMostThreads = 16;

struct Comparison {
  Sums a, b;
  uint64_t common = 0;       // events
  uint64_t differences = 0;  // all, also those that are not listed
  // The first ones of each thread; that which came first in the first recording stands first.
  std::vector<ThreadDifference> first;
  std::vector<OnlyThread> only_a, only_b;
  uint64_t threads_not_looked_at = 0;  // that differ, behind the first kMostThreads

  bool same() const {
    return differences == 0 && only_a.empty() && only_b.empty() && threads_not_looked_at == 0;
  }
};

// None when `progress` said not to go on. Who wants to know which step is which says so: then
// threads that are the same are read once more, too.
std::optional<Comparison> compare(const store::Trace& a, const store::Trace& b,
                                  const Compared& compared, size_t most_listed,
                                  const store::OnProgress& progress = {},
                                  Counterparts* counterparts = nullptr);

// Where each is at the first difference: the first step of what only it has, or else the last one
// that both have. None: there is no difference.
struct Places {
  uint64_t a = 0, b = 0;
};
std::optional<Places> first_difference(const Comparison& comparison);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COMPARISON_H_
