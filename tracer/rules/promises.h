// What a switch promises to the machine, held against its single instructions: each call of it
// finds the registers and the stack pointer again when it returns, what it calls is called with an
// aligned stack, and nothing is called through memory whose bytes are not in place. Part of
// check().
#ifndef GREENLENS_TRACER_RULES_PROMISES_H_
#define GREENLENS_TRACER_RULES_PROMISES_H_

#include <vector>

#include "tracer/facts/context_facts.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/rules/check.h"
#include "tracer/state/state.h"

namespace greenlens::rules {

// Whose call of the function that switches returns with this instruction, told by that thread of
// that state: the one that was left there, which on a first start is still the origin. Null when it
// does not return, or when that call was not seen.
const state::GreenletState* who_has_called(const state::State& before, const state::Thread& teller,
                                           const facts::InstructionExecuted& told);
// The registers that this one's call should have found again, and what they hold.
std::vector<facts::RegisterPair> lost_registers(const state::GreenletState& caller,
                                                const state::Thread& teller,
                                                const facts::InstructionExecuted& told);
// Where its stack pointer should be.
facts::Address kept_sp(const state::GreenletState& caller, const facts::InstructionExecuted& told);

// Of a switch of the engine's own. In the order of the fact's fields.
std::vector<Contradiction> broken_promises(const state::State& before, const state::Thread& teller,
                                           const facts::InstructionExecuted& told);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_PROMISES_H_
