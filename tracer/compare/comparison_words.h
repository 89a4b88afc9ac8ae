// A comparison as a text for people.
#ifndef GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_
#define GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_

#include <string>
#include <vector>

#include "tracer/compare/comparison.h"
#include "tracer/words/messages.h"

namespace greenlens::compare {

// How they begin to differ, or that they do not: a few lines without numbers.
std::vector<std::string> first_difference_lines(const words::Messages& messages,
                                                const Comparison& comparison);
// All of it; lines. The recordings are called A and B here and there, and texts are as they may be
// shown.
std::string comparison_text(const words::Messages& messages, const Comparison& comparison);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_
