// What in a recording cannot be so, in sentences: the field, what was told of it, and what follows
// from the rules (tracer/rules/check.h).
#ifndef GREENLENS_TRACER_WORDS_CONTRADICTION_H_
#define GREENLENS_TRACER_WORDS_CONTRADICTION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "tracer/rules/check.h"
#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// One of the fact that `moment` is about.
std::string sentence(const Messages& messages, const state::Moment& moment,
                     const rules::Contradiction& contradiction);

// So many of one event are said: one of a damaged recording may have millions, as many as a list of
// its fact is long.
inline constexpr size_t kMostContradictions = 100;

// The first of them, in the order of the fact's fields, and of those that are left out how many;
// none when all is well, and at step 0.
std::vector<std::string> contradictions(const Messages& messages, const state::Moment& moment,
                                        size_t most = kMostContradictions);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_CONTRADICTION_H_
