// The switches on the slider: what the view says.
#ifndef GREENLENS_GUI_VIEWS_SLIDER_MODEL_H_
#define GREENLENS_GUI_VIEWS_SLIDER_MODEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/store/trace.h"

namespace greenlens::gui::slider {

// A switch on the slider.
struct Tick {
  uint64_t step = 0;
  std::string label;  // "gr1→gr2"; empty where only a part is known in which switches were
};

// The switches that were done, ascending; of those that would share a pixel the first one. The
// whole trace is `pixels` wide.
std::vector<Tick> ticks(const store::Trace& trace, float pixels);

}  // namespace greenlens::gui::slider

#endif  // GREENLENS_GUI_VIEWS_SLIDER_MODEL_H_
