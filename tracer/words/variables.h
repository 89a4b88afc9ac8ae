// The variables of the function that a greenlet is in, as far as a recording of lines tells them.
// Pure.
#ifndef GREENLENS_TRACER_WORDS_VARIABLES_H_
#define GREENLENS_TRACER_WORDS_VARIABLES_H_

#include <string>
#include <vector>

#include "tracer/state/pointers.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

struct VariableRow {
  std::string name, type;
  std::string value;    // "7", "→ -0x1a0", "optimised out"
  std::string where;    // "at -0x1a0", "in rbx"; "" for nowhere
  std::string owner;    // of a pointer to bytes that are only in a copy: whose
  std::string warning;  // of a pointer to bytes that are not there: whose they are, whose lie there
};
// A sentence about such a pointer.
std::string warning_of(const Messages& messages, const state::State& state,
                       const state::OnlyInHeap& found);
// As they were before the line that it began last; none where no lines are told of.
std::vector<VariableRow> variable_rows(const Messages& messages, const state::State& state,
                                       const state::GreenletState& greenlet);
// Of all greenlets that have any, or of `only`, with a line before each one's; or why there are
// none.
std::string variables_text(const Messages& messages, const state::State& state,
                           facts::GreenletId only = 0);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_VARIABLES_H_
