// Where a legend's entries stand, and how a sign looks in a small box.
#ifndef GREENLENS_TRACER_SCENE_LEGEND_LEGEND_LAYOUT_H_
#define GREENLENS_TRACER_SCENE_LEGEND_LEGEND_LAYOUT_H_

#include <vector>

#include "tracer/scene/legend/legend_scene.h"
#include "tracer/scene/painter.h"

namespace greenlens::scene {

// The greenlets' swatches with names in a row or two, below them the parts in columns of the
// scene's width; the scene becomes as high as they need.
void paint_legend(const words::Messages& messages, const state::State& state,
                  const std::vector<facts::GreenletId>& who, const std::vector<LegendPart>& parts,
                  Painter* painter);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_LEGEND_LEGEND_LAYOUT_H_
