// The sentences of what a stepper tells: single instructions, and the switches of a program that
// has its own.
#ifndef GREENLENS_TRACER_WORDS_MACHINE_NARRATION_H_
#define GREENLENS_TRACER_WORDS_MACHINE_NARRATION_H_

#include "tracer/facts/context_facts.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/words/saying.h"

namespace greenlens::words {

Narration narrate_fact(const Saying& saying, const facts::InstructionExecuted& fact);
Narration narrate_fact(const Saying& saying, const facts::LineBegun& fact);
Narration narrate_fact(const Saying& saying, const facts::ContextFound& fact);
Narration narrate_fact(const Saying& saying, const facts::SwitchCalled& fact);
Narration narrate_fact(const Saying& saying, const facts::ContextEntered& fact);
Narration narrate_fact(const Saying& saying, const facts::SwitchReturned& fact);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_MACHINE_NARRATION_H_
