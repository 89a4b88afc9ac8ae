// The scenes as pictures that stand alone, by name.
#ifndef GREENLENS_TRACER_EXPORT_SCENES_H_
#define GREENLENS_TRACER_EXPORT_SCENES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "tracer/scene/scene.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

struct NamedScene {
  const char* name;
  // Of one step of the trace. Pure.
  scene::Scene (*make)(const words::Messages& messages, const store::Trace& trace, uint64_t step);
};

const std::vector<NamedScene>& scenes();
// Null when there is none.
const NamedScene* find_scene(std::string_view name);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_SCENES_H_
