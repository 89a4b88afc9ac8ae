// A trace, or a part of it, in numbers: what there was of everything in a line, and bars for copies
// by size, for how long each greenlet ran and for how much of each was copied.
#ifndef GREENLENS_TRACER_SCENE_STATISTICS_STATISTICS_SCENE_H_
#define GREENLENS_TRACER_SCENE_STATISTICS_STATISTICS_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/store/statistics.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// Where bars have no room for all, those with most stand there, and the greenlet that is selected;
// an item "….more" says how many there are more; "statistics.left_out" names the charts and numbers
// for which there is no room. A bar's greenlet is its item's; a mark in the bar
// of who ran is as long as the longest run, and its step is where that began. With a caption it
// says first which steps these are. Any size will do: what has no room is left out. Pure, and never
// fails.
Scene statistics_scene(const words::Messages& messages, const store::Numbers& numbers,
                       const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STATISTICS_STATISTICS_SCENE_H_
