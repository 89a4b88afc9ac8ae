// A step as plain text: its sentence, and the whole state with a stack diagram in characters. For
// terminals, logs and readers who cannot see pictures: what the stack picture shows is in here. The
// same moment gives the same text; nothing fails.
#ifndef GREENLENS_TRACER_WORDS_TRANSCRIPT_H_
#define GREENLENS_TRACER_WORDS_TRANSCRIPT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/state/moment.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"
#include "tracer/words/narration.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::words {

// "  12  main’s slice ends at the stack pointer: -0x240.", without a line feed.
std::string transcript_line(uint64_t step, const Narration& narration);

// When it was told is said to who asks: two runs tell the same at other times.
enum class Times : uint8_t { untold, told };
// That line of a step behind the beginning and, if it printed one, that line, marked. Without the
// last line feed.
std::string told_step(const Messages& messages, const state::Moment& moment, Times times);

// Where there are more greenlets, a list of all with a diagram would be most of a page.
inline constexpr size_t kMostInTable = 24;

// Every part below ends with a line feed; the table has a row a greenlet in the order of creation,
// `>` before the current one. Long names are not cut.
std::string greenlet_table(const Messages& messages, const state::State& state,
                           const state::Thread& thread);
// The C frames of all of whom they are known now, of each a line with its name and a list of them;
// where nobody's are, that is said. `only`: of one greenlet; 0: of all.
std::string frames_of_all(const Messages& messages, const state::State& state,
                          facts::GreenletId only = 0);
// The same with the words in them.
std::string words_of_all(const Messages& messages, const state::State& state,
                         const Machine& machine, facts::GreenletId only = 0);
// What was printed: the lines that are given, and how many there are before those.
std::string output_so_far(const Messages& messages, const store::Output& output);

// That facts are missing up to here, in one sentence; empty when none are. It belongs to every step
// from the loss on, for nothing that is shown there is sure.
std::string lost_so_far(const Messages& messages, const state::State& state);

// All that speaks against what is shown at a step, a sentence each: what contradicts the rules
// there, and that facts are missing. None when all is well. Every face and format says it.
std::vector<std::string> doubts(const Messages& messages, const state::Moment& moment);

// Headline and reason, what contradicts the rules, what was lost, diagram, greenlets and output of
// step n; of the output the last lines. `number` of `count` is how the caller counts its step: by a
// grain.
std::string state_text(const Messages& messages, const store::Trace& trace, uint64_t n,
                       uint64_t number, uint64_t count, Times times = Times::untold);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_TRANSCRIPT_H_
