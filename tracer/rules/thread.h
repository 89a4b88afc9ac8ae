// What a state says of the thread whose stack it describes. The rules ask here and nowhere else, so
// that a state with several threads changes these lines and no rule.
#ifndef GREENLENS_TRACER_RULES_THREAD_H_
#define GREENLENS_TRACER_RULES_THREAD_H_

#include "tracer/state/state.h"

namespace greenlens::rules {

// greenlet.c's ts_current: whose registers the CPU has. 0 before the main greenlet is known.
inline facts::GreenletId current(const state::State& state) { return state.current; }
// The thread's innermost interpreter frame; 0: none.
inline facts::FrameId top_frame(const state::State& state) { return state.top_frame; }
// Where the stack pointer was told to stand last; kNull when it never was.
inline facts::Address sp(const state::State& state) { return state.sp; }
// Null when nobody is switching. Points into the state.
inline const state::SwitchInProgress* in_switch(const state::State& state) {
  return state.in_switch ? &*state.in_switch : nullptr;
}

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_THREAD_H_
