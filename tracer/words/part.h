// That a recording is a part of another one, and of which steps.
#ifndef GREENLENS_TRACER_WORDS_PART_H_
#define GREENLENS_TRACER_WORDS_PART_H_

#include <cstdint>
#include <string>

#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// All of it in a sentence or two; where one of its steps is in the whole; and that in a few words.
// Empty for a recording that is no part.
std::string part_text(const Messages& messages, const store::Trace& trace);
std::string part_step(const Messages& messages, const store::Trace& trace, uint64_t n);
std::string part_briefly(const Messages& messages, const store::Trace& trace, uint64_t n);

// How many steps the whole has, of which there is a part; else those of the recording.
uint64_t steps_of_whole(const store::Trace& trace);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_PART_H_
