// What has to be said beside the sentence of the step: what went wrong, what was done, or that the
// program stands still. With what can be done about it. Pure.
#ifndef GREENLENS_GUI_BANNER_H_
#define GREENLENS_GUI_BANNER_H_

#include <string>
#include <vector>

#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui {

struct Banner {
  std::string words;    // empty: there is none
  std::string details;  // may be empty
  bool trouble = false;
  bool can_be_dismissed = false;
  struct Button {
    std::string words;
    Request request;
  };
  std::vector<Button> buttons;
};
Banner banner_of(const Look& look);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BANNER_H_
