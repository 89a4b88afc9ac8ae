// What the legend keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_LEGEND_UI_H_
#define GREENLENS_GUI_VIEWS_LEGEND_UI_H_

#include "gui/picture.h"

namespace greenlens::gui::legend {

struct Ui {
  Picture picture;
};

}  // namespace greenlens::gui::legend

#endif  // GREENLENS_GUI_VIEWS_LEGEND_UI_H_
