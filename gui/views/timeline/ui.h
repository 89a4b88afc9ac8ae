// What the view of the timeline keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_TIMELINE_UI_H_
#define GREENLENS_GUI_VIEWS_TIMELINE_UI_H_

#include "gui/picture.h"

namespace greenlens::gui::timeline {

struct Ui {
  Picture picture;
};

}  // namespace greenlens::gui::timeline

#endif  // GREENLENS_GUI_VIEWS_TIMELINE_UI_H_
