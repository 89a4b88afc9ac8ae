// The scenes as pictures that stand alone, by name.
#ifndef GREENLENS_TRACER_EXPORT_SCENES_H_
#define GREENLENS_TRACER_EXPORT_SCENES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "tracer/processes/family.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/sheet/sheet_scene.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/timeline/axis.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

// What of a trace a picture shows.
// How much of a greenlet's slice is opened.
enum class Opened : uint8_t {
  if_selected,  // of the one that is selected all, where the picture has a place beside the stack
  frames,       // of the one that is selected, or else whoever runs, its C frames
  words         // and the words in them
};
struct Shown {
  Shown(uint64_t one, scene::Steps many = {}, bool with_times = false)
      : step(one), steps(many), times(with_times) {}
  std::vector<facts::GreenletId> hidden{};  // ascending: left out of tree and timeline
  facts::GreenletId select = 0;             // whose slice is opened; 0: nobody's
  Opened opened = Opened::if_selected;
  uint64_t step;       // an event's number; 0 is the beginning
  scene::Steps steps;  // for pictures of more than one: those that fill it
  bool times;          // and when they were told
  scene::Axis axis = scene::Axis::steps;
  scene::SheetNotes notes{};
  // The run that it is of, for the picture of its processes, and which of them it is; null: it is
  // looked at alone.
  std::shared_ptr<const processes::Together> together{};
  std::optional<size_t> process{};
  // Of more recordings than this one, for pictures beside each other; null: of this one.
  std::shared_ptr<const scene::RunExtent> run{};
};

// Where what is written at the step stands.
enum class NotesIn : uint8_t {
  none,    // the picture is of many steps, or of none
  below,   // it becomes higher
  inside,  // it has room for them
};
std::shared_ptr<scene::RunExtent> whole_run(const store::Trace& trace);

enum class Opens : uint8_t { nobody, a_slice };
struct NamedScene {
  const char* name;
  NotesIn notes;
  Opens opens;
  // Without notes, unless it has room for them. Pure.
  scene::Scene (*make)(const words::Messages& messages, const store::Trace& trace,
                       const Shown& shown);
};

const std::vector<NamedScene>& scenes();
// The picture with its notes, and pins on what they are about. Pure.
scene::Scene make_noted(const NamedScene& scene, const words::Messages& messages,
                        const store::Trace& trace, const Shown& shown);
// Null when there is none.
const NamedScene* find_scene(std::string_view name);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_SCENES_H_
