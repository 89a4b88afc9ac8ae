// A switch between two greenlets that live, applied at once: for whoever goes along with millions
// and stops in none of them.
#ifndef GREENLENS_TRACER_STATE_WHOLE_SWITCH_H_
#define GREENLENS_TRACER_STATE_WHOLE_SWITCH_H_

#include <optional>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/state/state.h"

namespace greenlens::state {

// What its facts say, in their order.
struct WholeSwitch {
  facts::ThreadId thread = 1;
  facts::GreenletId origin = 0;
  facts::GreenletId target = 0;               // another one
  const facts::SourceLine* line = nullptr;    // that was reached; null: no line was told
  facts::Address caller_sp = facts::kNull;    // there
  bool last_handle_gone = false;              // of the target
  facts::Address sp = facts::kNull;           // where the registers lie
  facts::Address stack_start = facts::kNull;  // the origin's
  struct Piece {
    facts::GreenletId owner = 0;
    facts::Address from = facts::kNull, to = facts::kNull;
    uint64_t stack_saved = 0;
  };
  const std::vector<Piece>* saves = nullptr;
  facts::Address sp_to = facts::kNull;
  std::optional<Piece> restored;
  facts::GreenletId stack_prev = 0;  // the target's
  facts::FrameId origin_top_frame = 0, target_top_frame = 0;
  uint32_t recursion_depth = 0;  // the target's
  uint64_t steps = 0;            // facts
};

// The same state as by applying its facts one after the other. False, and nothing is done, where
// that is not simple: the thread or one of the two is not known, somebody has ended, or something
// does not lie on the thread's own stack.
bool apply_whole(State* state, const WholeSwitch& whole);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_WHOLE_SWITCH_H_
