// Breakpoints: the conditions at which one stops, and the steps that they stop at, which are looked
// for beside the window. For the app; one thread.
#ifndef GREENLENS_GUI_STOPPING_H_
#define GREENLENS_GUI_STOPPING_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gui/pass.h"
#include "gui/passes.h"
#include "tracer/past/condition.h"

namespace greenlens::gui {

// What was found so far, for who draws it.
struct Stops {
  std::vector<uint64_t> steps;  // ascending
  uint64_t read = 0;            // steps that were looked at
};

// To the nearest step at which one of them stops.
class WayToStop final : public WayToStep {
 public:
  WayToStop(uint64_t from, Direction direction, uint64_t size,
            std::vector<past::Condition> conditions);
  bool go_on(const store::Trace& trace) override;

 private:
  std::vector<past::Condition> conditions_;
};

// All steps of a trace at which one of them stops, from a step on.
class WayOfStops final : public Pass {
 public:
  WayOfStops(std::vector<past::Condition> conditions, uint64_t from);
  bool go_on(const store::Trace& trace) override;
  Worker::Progress progress() const override { return progress_; }
  // Moves what was found since the last time behind what is there. In any thread, at any time.
  void take(Stops* stops);

 private:
  const std::vector<past::Condition> conditions_;
  Worker::Progress progress_;
  std::mutex mutex_;
  Stops found_;
};

class Stopping {
 public:
  // In the place of those that there were; what is none is left out.
  void set(const std::vector<std::string>& texts);
  const std::vector<past::Condition>& conditions() const { return conditions_; }
  const Stops& stops() const { return stops_; }

  // Once a frame.
  void go_on(const store::Trace& trace);
  bool busy() const { return passing_.busy(); }
  Worker::Progress progress() const { return passing_.progress(); }
  facts::Fault take_fault() { return passing_.take_fault(); }
  // No more is looked for; what was found stays.
  void cancel();
  // The trace will be another one.
  void leave();

 private:
  std::vector<past::Condition> conditions_;
  Stops stops_;
  std::shared_ptr<WayOfStops> way_;
  Passing passing_;
  bool cancelled_ = false;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_STOPPING_H_
