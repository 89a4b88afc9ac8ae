// What the slider keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_SLIDER_UI_H_
#define GREENLENS_GUI_VIEWS_SLIDER_UI_H_

#include <optional>

#include "gui/views/slider/model.h"
#include "tracer/scene/timeline/axis.h"

namespace greenlens::gui::slider {

struct Ui {
  std::vector<Tick> ticks;
  uint64_t events = 0;  // of the trace that they are for
  float pixels = 0;     // that they are for
  scene::Axis axis = scene::Axis::steps;
  std::vector<scene::StepPlace> places;  // where time is the axis
  std::optional<uint64_t> held;          // the step of the note that the mouse holds
};

}  // namespace greenlens::gui::slider

#endif  // GREENLENS_GUI_VIEWS_SLIDER_UI_H_
