// One sentence for every step, made from the event and the states on both sides of it.
#ifndef GREENLENS_TRACER_WORDS_NARRATION_H_
#define GREENLENS_TRACER_WORDS_NARRATION_H_

#include <string>

#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

struct Narration {
  std::string headline;  // "gr2's whole slice is copied to the heap."
  std::string detail;    // why, with numbers; may be empty
};

Narration narrate(const Messages& messages, const state::Moment& moment);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NARRATION_H_
