// How much of each pixel of a lane was somebody's. Private to this folder.
#ifndef GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_BARS_H_
#define GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_BARS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "tracer/processes/lanes.h"

namespace greenlens::scene {

// Bars have so many heights, from 1 on; 0: none.
inline constexpr int kBarLevels = 8;
int level_of(double covered);

// Of the pixels from `left` to `right`, and one more: from 0, at least a little of each in which it
// ran at all, to about 1. `x` says where a moment stands, which may be outside.
std::vector<double> covered_by(const processes::Lane& lane,
                               const std::function<float(uint64_t ns)>& x, float left, float right);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_PROCESSES_PROCESSES_BARS_H_
