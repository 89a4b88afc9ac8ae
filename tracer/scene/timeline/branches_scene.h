// The other way of a run beneath the timeline of the one that is shown: from where they part. What
// both have in common stands above, once. A pure function of two traces.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_BRANCHES_SCENE_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_BRANCHES_SCENE_H_

#include <cstdint>
#include <string>

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

struct Branches {
  const store::Trace& shown;  // whose timeline stands above
  const store::Trace& other;
  uint64_t fork = 0;  // the last step that both have
  std::string shown_caption, other_caption;
};

// Items of the other one are called kOtherBranch and more: their steps are its own.
inline constexpr char kOtherBranch[] = "branches.other";

// So high it wants to be, in pixels at 100 %; with less room it is empty.
inline constexpr float kBranchesHeight = 42;

// Who ran, as bars, and where they switched. `above` is what the timeline of the shown one shows,
// and where: steps stand below each other. What lies beyond is left out.
Scene branches_scene(const words::Messages& messages, const Branches& branches,
                     const ShownPart& above, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_BRANCHES_SCENE_H_
