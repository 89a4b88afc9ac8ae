// What is missing in what is told of a thread, since it was not asked for.
#ifndef GREENLENS_TRACER_WORDS_RECORDED_H_
#define GREENLENS_TRACER_WORDS_RECORDED_H_

#include <string>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// In a few words, and in a sentence; empty when its switches are recorded with all there is.
std::string recorded_briefly(const Messages& messages, const state::Thread& thread);
std::string what_is_recorded(const Messages& messages, const state::Thread& thread);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_RECORDED_H_
