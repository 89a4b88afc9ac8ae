// A scene as an SVG document: real text, ids, <title> and <desc>. The same scene gives the same
// bytes everywhere.
#ifndef GREENLENS_TRACER_SCENE_SVG_H_
#define GREENLENS_TRACER_SCENE_SVG_H_

#include <string>

#include "tracer/scene/scene.h"
#include "tracer/scene/theme.h"

namespace greenlens::tracer {

std::string to_svg(const Scene& scene, Theme theme);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_SCENE_SVG_H_
