// The history of a number, or of anything else with a name: the steps at which it became another
// one. Of what an event says, the events that say it. Pure.
#ifndef GREENLENS_TRACER_PAST_NUMBER_HISTORY_H_
#define GREENLENS_TRACER_PAST_NUMBER_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/past/step_values.h"
#include "tracer/store/trace.h"

namespace greenlens::past {

struct ValueChange {
  uint64_t step = 0;
  std::string was, is;  // as people read them; empty: there was none
};

// Told by somebody who goes along a trace himself, of each step in order.
class ChangesOf {
 public:
  // Of at most so many, the first ones.
  ChangesOf(StepName name, const state::State& before, size_t most);
  void see(const facts::Event& event, const state::State& after);
  const StepName& name() const { return name_; }
  // What it was at the beginning, as people read it; empty: there was none.
  const std::string& first() const { return first_; }
  const std::vector<ValueChange>& changes() const { return changes_; }
  // There were more than so many.
  bool is_cut() const { return is_cut_; }

 private:
  StepName name_;
  StepValue now_;
  std::string first_, text_;
  size_t most_;
  bool is_cut_ = false;
  std::vector<ValueChange> changes_;
};

class NumberHistory {
 public:
  // So many are listed, the first ones.
  static constexpr size_t kMostChanges = size_t{1} << 20;

  NumberHistory(StepName name, state::State before);
  // Goes on along the trace, at most up to this step, for a moment; false when it is there, or when
  // there is no room for more.
  bool go_on(const store::Trace& trace, uint64_t to);
  uint64_t end() const { return state_.step; }
  const StepName& name() const { return all_.name(); }
  const std::vector<ValueChange>& changes() const { return all_.changes(); }

 private:
  state::State state_;
  ChangesOf all_;
};

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_NUMBER_HISTORY_H_
