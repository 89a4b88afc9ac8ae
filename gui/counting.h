// A trace in numbers for who looks at it: of all of it or of a part, and how each greenlet had
// moved by the step that is shown.
//
// All is counted once, and from there on as the trace grows; a part when it is wanted, from where
// it begins. On the way through all marks are left behind, so that the numbers of any step are
// counted from the nearest mark: a few milliseconds, however long the trace is. For the app; one
// thread.
#ifndef GREENLENS_GUI_COUNTING_H_
#define GREENLENS_GUI_COUNTING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "gui/pass.h"
#include "tracer/lints/seeker.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/moves.h"
#include "tracer/store/statistics.h"

namespace greenlens::gui {

// Moves at some steps, in order. What they take together is bounded: where there are very many
// greenlets they lie farther from each other.
class Marks {
 public:
  // Of a step behind those that are there; it is kept if it is time for one.
  void add(const store::Moves& moves);
  // The last one up to that step; null when there is none.
  const store::Moves* before(uint64_t step) const;
  size_t size() const { return marks_.size(); }
  size_t bytes() const { return bytes_; }

 private:
  std::vector<store::Moves> marks_;
  uint64_t every_ = 2048;  // steps
  size_t bytes_ = 0;
};

// All steps; one more way with the same object goes on where it ended.
class CountAll final : public Pass {
 public:
  bool go_on(const store::Trace& trace) override;
  Worker::Progress progress() const override { return progress_; }
  // At the end.
  uint64_t counted() const { return state_.step; }
  const Marks& marks() const { return marks_; }
  std::shared_ptr<const store::Numbers> numbers() const { return numbers_; }
  // What looks wrong in it.
  std::shared_ptr<const std::vector<findings::Finding>> findings() const { return findings_; }
  std::shared_ptr<const std::vector<lints::Fired>> lints() const { return lints_; }

 private:
  bool begun_ = false;
  state::State state_;
  lints::Seeker seeker_;
  Marks marks_;
  Worker::Progress progress_;
  std::shared_ptr<const store::Numbers> numbers_;
  std::shared_ptr<const std::vector<findings::Finding>> findings_;
  std::shared_ptr<const std::vector<lints::Fired>> lints_;
};

// A part, as store::count_steps does it.
class CountPart final : public Pass {
 public:
  explicit CountPart(scene::Steps steps) : steps_(steps) {}
  bool go_on(const store::Trace& trace) override;
  Worker::Progress progress() const override { return progress_; }
  scene::Steps steps() const { return steps_; }
  // At the end.
  std::shared_ptr<const store::Numbers> numbers() const { return numbers_; }

 private:
  scene::Steps steps_;
  std::optional<state::State> state_;
  store::Statistics sums_;
  Worker::Progress progress_;
  std::shared_ptr<const store::Numbers> numbers_;
};

// From a mark to a step.
class CountTo final : public Pass {
 public:
  // None: from the beginning.
  CountTo(std::optional<store::Moves> from, uint64_t to) : moves_(std::move(from)), to_(to) {}
  bool go_on(const store::Trace& trace) override;
  Worker::Progress progress() const override { return progress_; }
  // At the end.
  const store::Moves& moves() const { return *moves_; }

 private:
  std::optional<store::Moves> moves_;
  uint64_t to_;
  std::optional<state::State> state_;
  Worker::Progress progress_;
};

class Counting {
 public:
  // Somebody shows numbers of these steps ({0, 0}: all), with those of this one: to be said in each
  // frame.
  void want(const store::Trace& trace, uint64_t step, scene::Steps part = {});
  // Once a frame.
  void go_on(const store::Trace& trace);

  // Of what was counted last: their sums say of which steps, which are others until those that are
  // wanted have been counted. Null: not yet.
  std::shared_ptr<const store::Numbers> numbers() const {
    return part_numbers_ != nullptr ? part_numbers_ : numbers_;
  }
  // Of all steps; and what looks wrong there. Null: not yet.
  std::shared_ptr<const store::Numbers> all_numbers() const { return numbers_; }
  std::shared_ptr<const std::vector<findings::Finding>> findings() const { return findings_; }
  std::shared_ptr<const std::vector<lints::Fired>> lints() const { return lints_; }
  // At the step that was wanted last; null: not yet.
  const store::Moves* moves() const {
    return moves_ && moves_->step() == wanted_ ? &*moves_ : nullptr;
  }

  bool busy() const { return all_passing_.busy() || part_passing_.busy() || to_passing_.busy(); }
  Worker::Progress progress() const;
  facts::Fault take_fault();
  // It is not begun again before there is more.
  void cancel();
  void leave();

 private:
  void want_all(const store::Trace& trace);
  void want_part(const store::Trace& trace, scene::Steps part);
  void take_part();
  void want_step(const store::Trace& trace, uint64_t step);

  std::shared_ptr<CountAll> all_;
  std::shared_ptr<CountPart> part_;
  std::shared_ptr<CountTo> to_;
  Passing all_passing_, part_passing_, to_passing_;
  std::shared_ptr<const store::Numbers> numbers_, part_numbers_;
  std::shared_ptr<const std::vector<findings::Finding>> findings_;
  std::shared_ptr<const std::vector<lints::Fired>> lints_;
  std::optional<store::Moves> moves_;
  uint64_t wanted_ = 0, seen_size_ = 0;
  std::optional<uint64_t> called_off_;  // when there were so many steps
  std::optional<uint64_t> tried_;       // the step that was counted to last, or is
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_COUNTING_H_
