// The app without a display: one picture of the window, into a PNG file.
#ifndef GREENLENS_GUI_PLATFORM_OFFSCREEN_H_
#define GREENLENS_GUI_PLATFORM_OFFSCREEN_H_

#include <cstdint>
#include <string>

#include "tracer/facts/grain.h"
#include "tracer/scene/theme.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {

struct SnapshotOptions {
  int width = 1280, height = 800;  // pixels
  scene::Theme theme = scene::Theme::light;
  float scale = 1;  // 1 to 3
  uint64_t step = 0;
  facts::Grain grain = facts::Grain::phase;
  scene::Steps steps{};  // that fill the timeline
  bool times = false;    // say when things were told
};

// Draws the window at one step into a PNG file; needs no display. A fault when this machine cannot
// draw, or the file cannot be written. One at a time.
facts::Fault render_png(const store::Trace& trace, const SnapshotOptions& options,
                        const std::string& path);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_OFFSCREEN_H_
