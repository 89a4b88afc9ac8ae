// What a switch takes and what all greenlets hold, by how much stack each has: a curve for each
// strategy, where they cross, and bars at the size that is looked at.
//
// Strategies are told apart by their lines, not by colours, which are greenlets'; the accent is the
// size that is looked at. Scales are logarithmic, because sizes are.
#ifndef GREENLENS_TRACER_SCENE_STRATEGIES_STRATEGIES_SCENE_H_
#define GREENLENS_TRACER_SCENE_STRATEGIES_STRATEGIES_SCENE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/strategies/sweep.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// `points` are those of one number of greenlets, ascending; `at` is the one that is looked at. A
// click on an item that picks another one says which: picked_point(). Any size will do: what has no
// room is left out. Pure, and never fails.
Scene strategies_scene(const words::Messages& messages,
                       const std::vector<strategies::Point>& points, size_t at,
                       const SceneOptions& options);

// Which point an item of this id picks; none: it picks none.
std::optional<size_t> picked_point(const std::string& item_id);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STRATEGIES_STRATEGIES_SCENE_H_
