// What the slider keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_SLIDER_UI_H_
#define GREENLENS_GUI_VIEWS_SLIDER_UI_H_

#include "gui/views/slider/model.h"

namespace greenlens::gui::slider {

struct Ui {
  std::vector<Tick> ticks;
  uint64_t events = 0;  // of the trace that they are for
  float pixels = 0;     // that they are for
};

}  // namespace greenlens::gui::slider

#endif  // GREENLENS_GUI_VIEWS_SLIDER_UI_H_
