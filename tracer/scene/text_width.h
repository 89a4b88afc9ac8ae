// How wide texts are, without a font at hand.
#ifndef GREENLENS_TRACER_SCENE_TEXT_WIDTH_H_
#define GREENLENS_TRACER_SCENE_TEXT_WIDTH_H_

#include <string>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// The width of a text in pixels, from a table of the faces' advance widths; exact enough to lay
// out.
float text_width(const std::string& text, float size, Face face);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TEXT_WIDTH_H_
