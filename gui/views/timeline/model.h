// What the mouse does to the timeline, as plain functions of what is shown.
#ifndef GREENLENS_GUI_VIEWS_TIMELINE_MODEL_H_
#define GREENLENS_GUI_VIEWS_TIMELINE_MODEL_H_

#include "gui/request.h"
#include "gui/views/timeline/ui.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/timeline/timeline_scene.h"

namespace greenlens::gui::timeline {

// Places are pixels at 100 % from the picture's left edge and top.

// The wheel was turned at `x`: up is positive. It zooms around the mouse, or scrolls lanes: with
// Shift, and beside the lanes.
struct Wheel {
  float up = 0, right = 0;
  bool shift = false;
};
Requests turned(const Wheel& wheel, float x, const scene::ShownPart& shown, uint64_t size);

// Which kind of drag begins there.
Drag drag_from(float x, float y, const scene::ShownPart& shown, bool shift);
// Above the lanes, and on the scale below them: there the mouse goes to the step that it is over.
bool is_on_scale(float x, float y, const scene::ShownPart& shown);
// It has come from ui.begun to (x, y), in a picture so high.
Requests dragged(const Ui& ui, float x, float y, float height, uint64_t size);

}  // namespace greenlens::gui::timeline

#endif  // GREENLENS_GUI_VIEWS_TIMELINE_MODEL_H_
