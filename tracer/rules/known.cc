#include "tracer/rules/known.h"

#include "tracer/rules/thread.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

bool is_known(const state::State& state, facts::GreenletId id) {
  const state::GreenletState* g = find(state, id);
  if (g == nullptr) return true;
  // A main greenlet that does not run has been left, and that would have been told. It was before,
  // or it is another thread's.
  if (g->is_main) return id == current(state) || g->stack_start != facts::kStarted;
  if (g->stack_stop == facts::kNull || g->body_entered) return true;
  // It has a stack_stop, and nobody saw it begin: unless it is about to.
  const state::SwitchInProgress* s = in_switch(state);
  return s != nullptr && s->first_start && s->target == id;
}

}  // namespace greenlens::rules
