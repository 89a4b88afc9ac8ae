// One sentence for every step, made from the event and the states on both sides of it.
#ifndef GREENLENS_TRACER_WORDS_NARRATION_H_
#define GREENLENS_TRACER_WORDS_NARRATION_H_

#include <string>

#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

struct Narration {
  // "gr2's whole slice is copied to the heap." Long values and names end with an ellipsis.
  std::string headline;
  std::string detail;   // why, with numbers; nothing in it is cut; may be empty
  std::string whole{};  // the headline with nothing cut
};

Narration narrate(const Messages& messages, const state::Moment& moment);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NARRATION_H_
