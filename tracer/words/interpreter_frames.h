// What is said of an interpreter's frames: records in the heap, one for each call.
#ifndef GREENLENS_TRACER_WORDS_INTERPRETER_FRAMES_H_
#define GREENLENS_TRACER_WORDS_INTERPRETER_FRAMES_H_

#include <string>
#include <vector>

#include "tracer/facts/engine_facts.h"
#include "tracer/state/queries.h"
#include "tracer/words/saying.h"

namespace greenlens::words {

// "consumer, line 16; guard, line 9": the innermost first, of many the first few and how many more.
std::string chain_text(const Messages& messages,
                       const std::vector<const state::InterpreterFrameState*>& chain);

Narration narrate(const Saying& s, const facts::FramesSeen& fact);

// Of each greenlet that is known to have any: its name, and a line for each frame, the innermost
// first, with its locals where they were told. "" where nobody has looked at frames.
std::string frames_text(const Messages& messages, const state::State& state);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_INTERPRETER_FRAMES_H_
