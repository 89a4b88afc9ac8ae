// Whether two recordings tell the same story, and where they differ if not. Thread by thread: in
// which order threads take turns is not compared.
#ifndef GREENLENS_TRACER_COMPARE_COMPARISON_H_
#define GREENLENS_TRACER_COMPARE_COMPARISON_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/compare/align.h"
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

// None when `progress` said not to go on.
std::optional<Comparison> compare(const store::Trace& a, const store::Trace& b,
                                  const Compared& compared, size_t most_listed,
                                  const store::OnProgress& progress = {});

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COMPARISON_H_
