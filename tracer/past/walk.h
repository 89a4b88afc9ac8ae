// Along a trace, step by step: each event with the state that it leads to, also of switches that
// were only noted. One thread.
#ifndef GREENLENS_TRACER_PAST_WALK_H_
#define GREENLENS_TRACER_PAST_WALK_H_

#include <cstdint>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/store/trace.h"

namespace greenlens::past {

class Walk {
 public:
  Walk(const store::Trace& trace, uint64_t from) : Walk(trace, trace.state(from)) {}
  // From where another one has come to.
  Walk(const store::Trace& trace, state::State from) : trace_(trace), state_(std::move(from)) {}

  // False at the end.
  bool next() {
    if (state_.step >= trace_.size()) return false;
    const uint64_t step = state_.step + 1;
    event_ = trace_.event(step);
    // Where events are missing a trace may know more than follows from those before.
    if (facts::as<facts::EventsLost>(&event_) != nullptr) {
      state_ = trace_.state(step);
    } else {
      apply(&state_, event_);
    }
    return true;
  }
  uint64_t step() const { return state_.step; }
  const facts::Event& event() const { return event_; }
  const state::State& state() const { return state_; }

 private:
  const store::Trace& trace_;
  facts::Event event_;
  state::State state_;
};

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_WALK_H_
