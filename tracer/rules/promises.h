// What a switch promises to the machine, held against its single instructions: each call of it
// finds the registers and the stack pointer again when it returns, to where it was made, and never
// goes above that stack pointer before; what it calls is called with an aligned stack; and behind
// the move nothing is read whose bytes are not in place. Part of check().
#ifndef GREENLENS_TRACER_RULES_PROMISES_H_
#define GREENLENS_TRACER_RULES_PROMISES_H_

#include <vector>

#include "tracer/facts/context_facts.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/rules/check.h"
#include "tracer/state/state.h"

namespace greenlens::rules {

// Whose call of the function that switches this instruction belongs to, told by that thread of that
// state: it is the one that returns with it, if it does, of whoever was left there; on a first
// start that is still the origin. Null when that call was not seen.
const state::GreenletState* who_has_called(const state::State& before, const state::Thread& teller,
                                           const facts::InstructionExecuted& told);
// The registers that this one's call should have found again, and what they hold.
std::vector<facts::RegisterPair> lost_registers(const state::GreenletState& caller,
                                                const state::Thread& teller,
                                                const facts::InstructionExecuted& told);
// Where its stack pointer should be once that call has returned, which until then is the highest
// place for it.
facts::Address kept_sp(const state::GreenletState& caller, const facts::InstructionExecuted& told);

// Of a switch of the engine's own. In the order of the fact's fields.
std::vector<Contradiction> broken_promises(const state::State& before, const state::Thread& teller,
                                           const facts::InstructionExecuted& told);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_PROMISES_H_
