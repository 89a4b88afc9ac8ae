// A step as plain text: its sentence, and the whole state with a stack diagram in characters.
//
// The diagram is the one of greenlet's source and the articles: the stack on the left with its
// addresses, heap copies on the right, `*` where a slice's part on the stack ends and its part in
// the heap begins. Nothing is wider than 100 columns.
#ifndef GREENLENS_TRACER_TRANSCRIPT_H_
#define GREENLENS_TRACER_TRANSCRIPT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/messages.h"
#include "tracer/narration.h"
#include "tracer/timeline.h"

namespace greenlens::tracer {

inline constexpr size_t kTextColumns = 100;

// "  12  main’s slice ends at the stack pointer: -0x240.", without a line feed.
std::string transcript_line(uint64_t step, const Narration& narration);

// Every part below ends with a line feed.
std::string stack_diagram(const Messages& messages, const State& state);
std::string greenlet_table(const Messages& messages, const State& state);
std::string output_so_far(const Messages& messages, const State& state);

// Headline and reason, diagram, greenlets and output of step n of the timeline. `number` of `count`
// is how the caller counts it: by its grain.
std::string state_text(const Messages& messages, const Timeline& timeline, uint64_t n,
                       uint64_t number, uint64_t count);

// Text by words in lines of at most `columns` characters.
std::string wrapped(const std::string& text, size_t columns);
// Exactly `columns` characters: filled up with blanks, or cut with an ellipsis.
std::string fitted(const std::string& text, size_t columns);
size_t characters_in(const std::string& text);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_TRANSCRIPT_H_
