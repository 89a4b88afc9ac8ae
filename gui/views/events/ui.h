// What the person searches for in the list of events, and what was made for drawing it.
#ifndef GREENLENS_GUI_VIEWS_EVENTS_UI_H_
#define GREENLENS_GUI_VIEWS_EVENTS_UI_H_

#include "gui/views/events/model.h"

namespace greenlens::gui::events {

struct Ui {
  char words[128] = "";
  Lines lines;
  uint64_t shown = 0;  // the step that was scrolled to last: only another one is followed
};

}  // namespace greenlens::gui::events

#endif  // GREENLENS_GUI_VIEWS_EVENTS_UI_H_
