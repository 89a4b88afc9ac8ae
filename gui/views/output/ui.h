// What the view of the output keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_OUTPUT_UI_H_
#define GREENLENS_GUI_VIEWS_OUTPUT_UI_H_

#include <cstddef>

namespace greenlens::gui::output {

struct Ui {
  size_t shown = 0;  // how many lines were there when it was scrolled last
};

}  // namespace greenlens::gui::output

#endif  // GREENLENS_GUI_VIEWS_OUTPUT_UI_H_
