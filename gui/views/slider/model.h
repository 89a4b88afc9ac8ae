// The switches on the slider: what the view says.
#ifndef GREENLENS_GUI_VIEWS_SLIDER_MODEL_H_
#define GREENLENS_GUI_VIEWS_SLIDER_MODEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "gui/look.h"
#include "tracer/store/trace.h"

namespace greenlens::gui::slider {

// A switch on the slider.
struct Tick {
  uint64_t step = 0;
  std::string label;  // "gr1→gr2"; empty where it stands for several switches
  float share = 1;    // of the most switches that there are anywhere in as many steps
};

// The switches that were done, ascending, in a trace that is `pixels` wide. When they stand too
// close to be told apart, a tick stands for those of a pixel or two: and says how many.
std::vector<Tick> ticks(const store::Trace& trace, float pixels);

// From where to where it reaches in a place so wide: where the timeline's steps are, so that a step
// stands at one x in both, if that is not much less; else all of it but for `pad` at each side.
Ends reach(Area area, const Ends& timeline, float pad);

}  // namespace greenlens::gui::slider

#endif  // GREENLENS_GUI_VIEWS_SLIDER_MODEL_H_
