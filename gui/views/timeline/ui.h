// What the view of the timeline keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_TIMELINE_UI_H_
#define GREENLENS_GUI_VIEWS_TIMELINE_UI_H_

#include "gui/picture.h"

namespace greenlens::gui::timeline {

// What the mouse is drawn for.
enum class Drag : uint8_t { none, mark, pan, lanes, seek };

struct Ui {
  Picture picture;
  Drag drag = Drag::none;
  float begun_x = 0, begun_y = 0;  // where, in the picture
  scene::ShownPart before;         // what was shown then
};

}  // namespace greenlens::gui::timeline

#endif  // GREENLENS_GUI_VIEWS_TIMELINE_UI_H_
