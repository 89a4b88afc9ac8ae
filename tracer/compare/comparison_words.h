// A comparison as a text for people.
#ifndef GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_
#define GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_

#include <string>

#include "tracer/compare/comparison.h"
#include "tracer/words/messages.h"

namespace greenlens::compare {

// The recordings are called A and B in it; lines, as they may be shown.
std::string comparison_text(const words::Messages& messages, const Comparison& comparison);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_
