// What a program leaves behind when it ends: who never finished, and what that costs.
#ifndef GREENLENS_TRACER_WORDS_WHAT_IS_LEFT_H_
#define GREENLENS_TRACER_WORDS_WHAT_IS_LEFT_H_

#include "tracer/state/state.h"
#include "tracer/words/messages.h"
#include "tracer/words/told.h"

namespace greenlens::words {

// Sentences: one for each greenlet where they are few, else one for all of a kind, with the lines
// at which most of them stand. Of a program of any size so many that they can be read.
Told what_is_left(const Messages& messages, const state::State& end);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_WHAT_IS_LEFT_H_
