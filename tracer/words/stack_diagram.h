// The stack diagram in characters: the one of greenlet's source and the articles. The stack stands
// on the left with its addresses, heap copies on the right, `*` where a slice's part on the stack
// ends and its part in the heap begins. Nothing is wider than kTextColumns.
#ifndef GREENLENS_TRACER_WORDS_STACK_DIAGRAM_H_
#define GREENLENS_TRACER_WORDS_STACK_DIAGRAM_H_

#include <string>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// Of that thread's own stack. Ends with a line feed; several lines, or one that says so when
// nothing is known of the stack. Not to scale: every part of the stack has the same few rows,
// whatever its size; the addresses tell. Copies for which there is no room are counted below. Pure.
std::string stack_diagram(const Messages& messages, const state::State& state,
                          const state::Thread& thread);

// The signs that occur in that diagram and in the table of greenlets below it, a line each with
// what it means; a line alone where there is no diagram. Ends with a line feed. Pure.
std::string diagram_legend(const Messages& messages, const state::State& state,
                           const state::Thread& thread);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_STACK_DIAGRAM_H_
