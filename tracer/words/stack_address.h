// An address as a person reads it, whichever of a thread's stacks it lies on.
#ifndef GREENLENS_TRACER_WORDS_STACK_ADDRESS_H_
#define GREENLENS_TRACER_WORDS_STACK_ADDRESS_H_

#include <string>

#include "tracer/state/state.h"

namespace greenlens::words {

// Relative to the base of the thread's own stack, or to the high end of another stack where it lies
// there: "-0x40". Elsewhere, as far as the thread's base is known, as the program has it:
// "0x555555559040".
std::string address_on(const state::State& state, const state::Thread& thread,
                       facts::Address address);
// Likewise of a raw address; `base` is what the thread's addresses are relative to.
std::string raw_address_on(const state::State& state, const state::Thread& thread, uint64_t base,
                           uint64_t address);

// What addresses on a greenlet's stack count from: 0 on its thread's own.
facts::Address end_of_stack(const state::State& state, facts::GreenletId greenlet);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_STACK_ADDRESS_H_
