// Sees that a program which was let go on tells nothing, and asks beside the window what it does.
// For the app; one thread.
#ifndef GREENLENS_GUI_STILL_WATCH_H_
#define GREENLENS_GUI_STILL_WATCH_H_

#include <cstdint>

#include "gui/still.h"
#include "gui/worker.h"

namespace greenlens::gui {

class StillWatch {
 public:
  // Once a frame: `seconds` since the last one; whether something is waited for, how many steps
  // there are, and how to ask. What has come since is no standstill.
  void go_on(float seconds, bool waits, uint64_t steps, const session::Ask& ask);
  // For two seconds nothing counts.
  const Still& still() const { return still_; }
  // Another program.
  void leave();

 private:
  float silent_ = 0, asked_ = 0;  // seconds, since something was told; and of them when asked last
  uint64_t steps_ = 0;
  Still still_;
  Worker worker_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_STILL_WATCH_H_
