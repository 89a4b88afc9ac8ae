// Two stories of a thread beside each other: what they have in common, and where they differ.
//
// Both are read along. Where they differ, a few thousand events of each are looked at for the
// shortest way from one to the other (E. Myers, An O(ND) difference algorithm and its variations,
// 1986), and both are read on from where they agree again. So memory is bounded, and the same
// recordings always have the same differences; of stories that have little in common there may be
// shorter ways.
#ifndef GREENLENS_TRACER_COMPARE_ALIGN_H_
#define GREENLENS_TRACER_COMPARE_ALIGN_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "tracer/compare/reader.h"

namespace greenlens::compare {

// So many events of a side of a difference are kept.
inline constexpr size_t kShown = 3;

// A place where they differ: behind `after`, events of the one stand where others of the other do.
// None on one side: there the other one has more.
struct Difference {
  std::optional<StoryEvent> after;  // the last one that both have; as the first recording has it
  uint64_t after_b_step = 0;        // and where it is in the second one
  std::vector<StoryEvent> a, b;     // the first ones
  uint64_t a_count = 0, b_count = 0;
  // What each has next, where it has nothing of its own; none: it has come to its end.
  std::optional<StoryEvent> a_next, b_next;
};

struct Aligned {
  uint64_t common = 0;       // events
  uint64_t differences = 0;  // all, also those that are not listed
  std::vector<Difference> first;
};

// False: nobody waits for it any more.
using OnRead = std::function<bool(uint64_t a_step, uint64_t b_step)>;
// Who wants to know which step is which is told of each event that both have, and where they
// differ.
struct OnAlign {
  std::function<void(uint64_t a_step, uint64_t b_step)> common{};
  std::function<void()> differs{};
};
std::optional<Aligned> align(Reader* a, Reader* b, size_t most_listed, const OnRead& on_read = {},
                             const OnAlign& on_align = {});

// How many of `a` and of `b` lie between two places where they agree.
struct Gap {
  size_t a_begin = 0, a_count = 0;
  size_t b_begin = 0, b_count = 0;
  bool operator==(const Gap&) const = default;
};
// Whether the way leads to the ends of both, or, as more may come, to that of either.
enum class Ends : uint8_t { both, either };
// The gaps on the shortest way from the first n to the first m of two sequences, ascending; one
// gap, all of both, when there are more than `most_edits`.
std::vector<Gap> gaps(size_t n, size_t m, const std::function<bool(size_t, size_t)>& are_same,
                      size_t most_edits, Ends ends = Ends::both);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_ALIGN_H_
