// What the person searches for in the list of events, and what was made for drawing it.
#ifndef GREENLENS_GUI_VIEWS_EVENTS_UI_H_
#define GREENLENS_GUI_VIEWS_EVENTS_UI_H_

#include <map>

#include "gui/views/events/model.h"

namespace greenlens::gui::events {

struct Ui {
  char words[128] = "";
  Search search;
  std::map<uint64_t, std::string> lines;  // of the steps that were drawn last
  uint64_t shown = 0;  // the step that was scrolled to last: only another one is followed
};

}  // namespace greenlens::gui::events

#endif  // GREENLENS_GUI_VIEWS_EVENTS_UI_H_
