// Which lanes, or lines of an outline, have a place, of any number of them. Pure.
#ifndef GREENLENS_TRACER_SCENE_LANES_H_
#define GREENLENS_TRACER_SCENE_LANES_H_

#include <cstddef>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/state/state.h"

namespace greenlens::scene {

struct ShownLanes {
  std::vector<size_t> rows;  // the lane in each row, ascending
  size_t first = 0;          // how far they are scrolled: so many lanes lie above
  // So many rows at the top and at the bottom are not where they were scrolled to: a lane that has
  // to be seen stands there instead.
  size_t above = 0, below = 0;
};

// `count` lanes in `room` rows, scrolled by `first`, as far as that goes. Those in `needed` are
// always among them, the first ones rather than the last if there is no room for all: whoever lies
// beyond stands in the outermost rows, in place of what would be there. So nothing else moves.
ShownLanes shown_lanes(size_t count, size_t room, size_t first, const std::vector<size_t>& needed);

// Whose lanes have to be seen, most of all the first: who runs in the thread that told this step
// and who switches there, who is selected, who runs in other threads. Somebody may be there twice.
std::vector<facts::GreenletId> needed_first(const state::State& now, facts::GreenletId selected);

// Those of `hidden` that stay hidden: who is needed is seen all the same. Ascending, as `hidden`
// is.
std::vector<facts::GreenletId> still_hidden(const std::vector<facts::GreenletId>& hidden,
                                            const state::State& now, facts::GreenletId selected);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_LANES_H_
