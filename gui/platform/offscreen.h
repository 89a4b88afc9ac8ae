// The app without a display: one picture of the window, into a PNG file.
#ifndef GREENLENS_GUI_PLATFORM_OFFSCREEN_H_
#define GREENLENS_GUI_PLATFORM_OFFSCREEN_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"
#include "gui/settings.h"
#include "gui/wall_deeds.h"
#include "tracer/facts/fault.h"
#include "tracer/facts/grain.h"
#include "tracer/questions/ask.h"
#include "tracer/scene/theme.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/trace.h"
#include "tracer/words/levels.h"
#include "tracer/words/notes.h"

namespace greenlens::gui {

struct SnapshotOptions {
  int width = 1280, height = 800;  // pixels
  std::string language = "en";     // by its id
  words::Level level = words::Level::mechanism;
  std::vector<ScenarioEntry> scenarios{};  // of which one may be shown
  scene::Theme theme = scene::Theme::light;
  LayoutChoice layout = LayoutChoice::everything;
  float scale = 0;  // 1 to 3; 0: as it is with that layout
  uint64_t step = 0;
  facts::Grain grain = facts::Grain::phase;
  scene::Steps steps{};                   // that fill the timeline
  bool times = false;                     // say when things were told
  scene::Axis axis = scene::Axis::steps;  // what the timeline is divided into
  std::vector<facts::GreenletId> hidden;  // ascending
  std::string select;                     // a greenlet's name; empty: none
  std::string view;                       // that is brought to the front; empty: none
  std::string place;                      // the past of which is asked about; empty: of none
  std::vector<std::string> stops;         // breakpoints, by their conditions
  words::Notes notes{};
  greenlens::questions::Asking asking{};  // how questions are made
  bool asks = false;                      // the first question of the step stands open
  std::string answer{};                   // that is given to it; empty: it waits
  bool performs = false;                  // the switch of the step is performed
  std::vector<std::string> moves{};       // that were tried so far, as they are typed
  std::string lesson{};                   // that is open, by its id or its file; empty: none
  size_t lesson_part = 0;                 // of it; then at its step
  decltype(LessonFiles::read) read_lesson{};
  std::vector<WallDeed> wall{};  // what somebody in front of a class has done
  std::shared_ptr<const greenlens::strategies::Sweep> sweep;  // that was measured; null: nothing
  std::optional<ImVec2> mouse;                                // where it is; none: nowhere
  std::optional<uint64_t> beside;   // a step that this one is compared with
  std::string with;                 // or a recording; empty: none
  std::vector<std::string> files;   // the recording's, and those of its run; empty: in no file
  decltype(FileSystem::list) list;  // of folders, where that is looked for
  std::function<Opened(const std::string&, const store::OnProgress&)> open;  // opens that
  // Runs the scenario as it was, where the recording goes another way; null: nobody does.
  std::function<Opened(const StartOrder&)> start;
  // For what the picture says of the whole trace.
  std::chrono::milliseconds most_waiting = std::chrono::seconds(30);
};

// The window at one step, as the bytes of a PNG file; needs no display. A fault when this machine
// cannot draw. One at a time. What the picture says of the whole trace is looked for first, as
// long as the options say: lines that were never reached, what contradicts the rules, and numbers.
// What was not found by then is left out.
facts::Result<std::string> render_png(const store::Trace& trace, const SnapshotOptions& options);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_OFFSCREEN_H_
