// What strategies cost on this machine: measured beside the window, when somebody asks for it. For
// the app; one thread.
#ifndef GREENLENS_GUI_MEASURING_H_
#define GREENLENS_GUI_MEASURING_H_

#include <functional>
#include <memory>
#include <optional>

#include "gui/worker.h"
#include "tracer/strategies/sweep.h"

namespace greenlens::gui {

// Called in another thread, and takes some seconds; it asks many times a second whether to go on.
// None: it could not be measured.
using TimeTurns = std::function<std::optional<greenlens::strategies::Sweep>(
    const std::function<bool()>& goes_on)>;

class Measuring {
 public:
  // `before`: what was measured already; null: nothing.
  Measuring(TimeTurns measure, std::shared_ptr<const greenlens::strategies::Sweep> before)
      : measure_(std::move(measure)), sweep_(std::move(before)) {}

  bool can() const { return measure_ != nullptr; }
  bool is_busy() const { return worker_.busy(); }
  // Null: nothing yet.
  const std::shared_ptr<const greenlens::strategies::Sweep>& sweep() const { return sweep_; }
  void begin();
  // Once a frame. False once, where it was measured in vain.
  bool go_on();

 private:
  TimeTurns measure_;
  std::shared_ptr<const greenlens::strategies::Sweep> sweep_;
  bool failed_ = false;
  Worker worker_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_MEASURING_H_
