#include "gui/still_watch.h"

#include <memory>

namespace greenlens::gui {
namespace {

constexpr float kLong = 2, kAgain = 1;  // seconds

}  // namespace

void StillWatch::go_on(float seconds, bool waits, uint64_t steps, const session::Ask& ask) {
  worker_.take();
  if (!waits || steps != steps_) {
    steps_ = steps;
    silent_ = asked_ = 0;
    still_ = {};
    return;
  }
  silent_ += seconds;
  if (silent_ < kLong) return;
  still_.seconds = static_cast<int>(silent_);
  if (!ask || worker_.busy() || (asked_ != 0 && silent_ - asked_ < kAgain)) return;
  asked_ = silent_;
  worker_.begin([this, ask](const store::OnProgress&) -> Worker::Finish {
    const session::Activity activity = ask();
    return [this, activity] {
      if (still_.seconds > 0) still_.activity = activity;
    };
  });
}

void StillWatch::leave() {
  worker_.cancel();
  silent_ = asked_ = 0;
  steps_ = 0;
  still_ = {};
}

}  // namespace greenlens::gui
