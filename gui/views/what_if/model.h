// What else could be done at the step that is shown.
#ifndef GREENLENS_GUI_VIEWS_WHAT_IF_MODEL_H_
#define GREENLENS_GUI_VIEWS_WHAT_IF_MODEL_H_

#include <string>
#include <vector>

#include "gui/look.h"
#include "tracer/store/what_if.h"
#include "tracer/what_if/place.h"

namespace greenlens::gui::what_if {

struct CanDo {
  greenlens::what_if::Place place;  // the last one up to that step
  std::string who;                  // runs there
  std::vector<store::WhatIf> deeds;
  std::string why_not;  // a sentence; empty: there is such a place
};
// The look has a trace.
CanDo can_do(const Look& look);

}  // namespace greenlens::gui::what_if

#endif  // GREENLENS_GUI_VIEWS_WHAT_IF_MODEL_H_
