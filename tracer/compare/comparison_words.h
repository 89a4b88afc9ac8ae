// A comparison as a text for people.
#ifndef GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_
#define GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/compare/comparison.h"
#include "tracer/facts/values.h"
#include "tracer/words/messages.h"

namespace greenlens::compare {

// How they begin to differ, or that they do not: a few lines without numbers.
std::vector<std::string> first_difference_lines(const words::Messages& messages,
                                                const Comparison& comparison);
// All of it as data, for whoever lays it out. Words are as they may be shown.
struct Report {
  struct Line {
    std::string words;
    bool is_inside = false;     // of the line above it
    char which = 0;             // 'A' or 'B', of an event whose place is known; 0: neither
    facts::SourceLine place{};  // of that one
  };
  struct Row {
    std::string what;
    uint64_t a = 0, b = 0;
  };
  std::vector<Line> lines;
  std::vector<Row> numbers;
};
Report report_of(const words::Messages& messages, const Comparison& comparison);
// The same; lines. The recordings are called A and B here and there, and texts are as they may be
// shown.
std::string comparison_text(const words::Messages& messages, const Comparison& comparison);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COMPARISON_WORDS_H_
