// A scene as an SVG document: real text, ids, <title> and <desc>. The same scene gives the same
// bytes everywhere.
#ifndef GREENLENS_TRACER_EXPORT_SVG_H_
#define GREENLENS_TRACER_EXPORT_SVG_H_

#include <string>

#include "tracer/scene/scene.h"
#include "tracer/scene/theme.h"

namespace greenlens::exports {

std::string to_svg(const scene::Scene& scene, scene::Theme theme);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_SVG_H_
