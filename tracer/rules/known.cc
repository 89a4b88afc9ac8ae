#include "tracer/rules/known.h"

#include "tracer/state/queries.h"

namespace greenlens::rules {

bool is_known(const state::State& state, facts::GreenletId id) {
  const state::GreenletState* g = find(state, id);
  if (g == nullptr) return true;
  const auto& s = thread_of(state, *g).in_switch;
  const bool is_target = s && s->target == id && s->origin != id;
  // A main greenlet that has not been left runs, and nobody can come back to it. If it does not, or
  // somebody does, it was left before the recording.
  if (g->is_main) {
    return g->stack_start != facts::kStarted || (is_current(state, *g) && !is_target);
  }
  if (g->stack_stop == facts::kNull || g->body_entered) return true;
  // A context with a stack of its own was found, and that is all that it had been before.
  if (g->stack != 0) return true;
  // It has a stack_stop, and nobody saw it begin: unless it is about to.
  return is_target && s->first_start;
}

}  // namespace greenlens::rules
