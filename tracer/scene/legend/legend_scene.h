// The legend of a moment: the greenlets with their looks, and each sign that occurs in the pictures
// beside it, drawn as it looks there, with a sentence. What does not occur is not in it.
#ifndef GREENLENS_TRACER_SCENE_LEGEND_LEGEND_SCENE_H_
#define GREENLENS_TRACER_SCENE_LEGEND_LEGEND_SCENE_H_

#include <string>
#include <vector>

#include "tracer/scene/legend/signs.h"
#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

struct LegendEntry {
  Sign sign;
  Item sample;                         // the first one in the pictures
  std::vector<facts::GreenletId> who;  // whose signs of this kind there are, ascending; may be none
  std::string words;                   // what it means, with their names
};
// Those of one picture, under its title.
struct LegendPart {
  std::string title;
  std::vector<LegendEntry> entries;  // in the order of signs()
};

// Of pictures of this moment. A ring is said once, with the first of them that has one; pictures
// without signs have no part.
std::vector<LegendPart> legend_of(const words::Messages& messages, const state::State& state,
                                  const std::vector<const Scene*>& pictures);

// In columns, as wide as the options say and as high as all of it needs; swatches are of as many
// greenlets as have room in two rows, with a word how many more there are. Pure.
Scene legend_scene(const words::Messages& messages, const state::State& state,
                   const std::vector<const Scene*>& pictures, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_LEGEND_LEGEND_SCENE_H_
