#include "tracer/questions/ask.h"

#include "tracer/questions/ahead.h"
#include "tracer/questions/ask_bytes.h"
#include "tracer/questions/ask_end.h"
#include "tracer/questions/ask_field.h"
#include "tracer/questions/ask_printed.h"
#include "tracer/questions/ask_switch.h"
#include "tracer/questions/dice.h"
#include "tracer/state/queries.h"

namespace greenlens::questions {

std::optional<Question> ask(const store::Trace& trace, uint64_t step, Kind kind,
                            const Asking& asking) {
  const Ahead ahead(trace, step);
  // A thread without greenlets has dropped a handle: nothing is asked of it. Contexts with stacks
  // of their own are never copied, and none of the questions would fit.
  if (!ahead.is_known() || ahead.teller().current == 0 || state::has_contexts(ahead.now())) {
    return {};
  }
  Dice dice(asking.seed, step, static_cast<uint64_t>(kind));
  switch (kind) {
    case Kind::who_runs_next:
      return who_runs_next(ahead, &dice);
    case Kind::bytes_move:
      return bytes_move(ahead, asking.level, &dice);
    case Kind::printed_next:
      return printed_next(ahead, &dice);
    case Kind::field_after:
      return field_after(ahead, asking.level, &dice);
    case Kind::returns:
      return returns(ahead, &dice);
    case Kind::control_after_death:
      return control_after_death(ahead, &dice);
    case Kind::valid_on_stack:
      return valid_on_stack(ahead, asking.level, &dice);
    case Kind::leaks_at_end:
      return leaks_at_end(ahead, &dice);
    case Kind::own:
      return {};
  }
  return {};
}

}  // namespace greenlens::questions
