// A program that was let go on and tells nothing. Plain values.
#ifndef GREENLENS_GUI_STILL_H_
#define GREENLENS_GUI_STILL_H_

#include "tracer/session/activity.h"

namespace greenlens::gui {

struct Still {
  int seconds = 0;  // for so long; 0: it does not
  session::Activity activity{};
  bool operator==(const Still&) const = default;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_STILL_H_
