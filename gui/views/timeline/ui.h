// What the view of the timeline keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_TIMELINE_UI_H_
#define GREENLENS_GUI_VIEWS_TIMELINE_UI_H_

#include <optional>

#include "gui/picture.h"

namespace greenlens::gui::timeline {

// What the mouse is drawn for.
enum class Drag : uint8_t { none, mark, pan, lanes, seek };

struct Ui {
  Picture picture;
  Picture branches;  // beneath it, where the run has two ways
  Drag drag = Drag::none;
  float begun_x = 0, begun_y = 0;        // where, in the picture
  scene::ShownPart before;               // what was shown then
  std::optional<scene::ShownPart> part;  // what is shown now; none: nothing
};

}  // namespace greenlens::gui::timeline

#endif  // GREENLENS_GUI_VIEWS_TIMELINE_UI_H_
