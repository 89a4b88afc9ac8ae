#include "tracer/rules/known.h"

#include "tracer/rules/thread.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

bool is_known(const state::State& state, facts::GreenletId id) {
  const state::GreenletState* g = find(state, id);
  if (g == nullptr) return true;
  const state::SwitchInProgress* s = in_switch(state);
  const bool is_target = s != nullptr && s->target == id && s->origin != id;
  // A main greenlet that has not been left runs, and nobody can come back to it. If it does not, or
  // somebody does, it was left before the recording, or is another thread's.
  if (g->is_main) return g->stack_start != facts::kStarted || (id == current(state) && !is_target);
  if (g->stack_stop == facts::kNull || g->body_entered) return true;
  // It has a stack_stop, and nobody saw it begin: unless it is about to.
  return is_target && s->first_start;
}

}  // namespace greenlens::rules
