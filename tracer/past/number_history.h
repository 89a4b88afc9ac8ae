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

class NumberHistory {
 public:
  // So many are listed, the first ones.
  static constexpr size_t kMostChanges = size_t{1} << 20;

  NumberHistory(StepName name, state::State before);
  // Goes on along the trace, at most up to this step, for a moment; false when it is there, or when
  // there is no room for more.
  bool go_on(const store::Trace& trace, uint64_t to);
  uint64_t end() const { return state_.step; }
  const StepName& name() const { return name_; }
  const std::vector<ValueChange>& changes() const { return changes_; }

 private:
  void see(const facts::Event* event, const state::State& after);

  StepName name_;
  state::State state_;
  StepValue now_;
  std::string text_;
  std::vector<ValueChange> changes_;
};

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_NUMBER_HISTORY_H_
