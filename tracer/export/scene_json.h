// A picture as data, for programs that draw it themselves or look at what is in it: the scene's
// shapes, item by item, with what they mean instead of colours (tracer/scene/scene.h). Of a
// timeline it says which steps it shows, and whether exactly.
#ifndef GREENLENS_TRACER_EXPORT_SCENE_JSON_H_
#define GREENLENS_TRACER_EXPORT_SCENE_JSON_H_

#include <string>

#include "tracer/scene/scene.h"

namespace greenlens::exports {

// One object, ending with a line feed. Never fails. The same scene gives the same bytes everywhere.
std::string to_json(const scene::Scene& scene);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_SCENE_JSON_H_
