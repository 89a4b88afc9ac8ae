// A switch of a recording at the moment at which somebody else can perform it: the registers lie on
// the stack, and nothing has moved yet.
#ifndef GREENLENS_TRACER_ROLEPLAY_STAGE_H_
#define GREENLENS_TRACER_ROLEPLAY_STAGE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/roleplay/move.h"
#include "tracer/rules/plan.h"
#include "tracer/state/state.h"
#include "tracer/store/trace.h"

namespace greenlens::roleplay {

struct Stage {
  uint64_t step = 0;  // that the registers lie there was told last
  uint64_t end = 0;   // the step at which the recorded switch is over
  facts::ThreadId thread = 0;
  state::State state;  // at `step`
  rules::Plan plan;    // what the rules say, from the state at which the target was found
  facts::Address sp = facts::kNull;
  std::vector<Move> right;  // the plan's moves
};

// The switch that step belongs to, or else the next one of the thread that tells it; at the
// beginning the first of any. A fault, no_switch_there: there is none, it was refused, the
// recording lost events before it, or its greenlets have stacks of their own, of which nothing is
// copied.
facts::Result<Stage> stage_at(const store::Trace& trace, uint64_t step);

// What the program did there, as moves: read from the recording, in the order in which it was told.
std::vector<Move> recorded_moves(const store::Trace& trace, const Stage& stage);

// The state when these moves were made, which are some of the right ones from the first on: so
// every picture of a state is one of an attempt, too. With the last of them the target runs.
state::State state_after(const Stage& stage, std::span<const Move> moves);

}  // namespace greenlens::roleplay

#endif  // GREENLENS_TRACER_ROLEPLAY_STAGE_H_
