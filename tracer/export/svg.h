// A scene as an SVG document: real text, ids, <title> and <desc>, so that it can be searched,
// styled and read aloud. The same scene gives the same bytes everywhere. Fonts are named, not
// embedded: widths are those that the scene was laid out with (tracer/scene/text_width.h).
#ifndef GREENLENS_TRACER_EXPORT_SVG_H_
#define GREENLENS_TRACER_EXPORT_SVG_H_

#include <cstdint>
#include <string>

#include "tracer/scene/scene.h"
#include "tracer/scene/theme.h"

namespace greenlens::exports {

// Letters that a font draws as one ("->", the x of 0x790) are what they are in browsers; what else
// renders SVG has to be given them one by one.
enum class Ligatures : uint8_t { left_to_style, kept_apart };

// A whole document, ending with a line feed; as many pixels wide and high as the scene at 100 %.
// Never fails: what XML cannot hold is there as it may be shown (tracer/facts/shown.h).
std::string to_svg(const scene::Scene& scene, scene::Theme theme,
                   Ligatures ligatures = Ligatures::left_to_style);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_SVG_H_
