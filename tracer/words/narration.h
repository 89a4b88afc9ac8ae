// One sentence for every step, made from the event and the states on both sides of it. It tells
// what the engine did and why it had to, in the articles' words and with the step's own numbers.
// Pure.
#ifndef GREENLENS_TRACER_WORDS_NARRATION_H_
#define GREENLENS_TRACER_WORDS_NARRATION_H_

#include <string>
#include <vector>

#include "tracer/state/moment.h"
#include "tracer/words/messages.h"
#include "tracer/words/told.h"

namespace greenlens::words {

struct Narration {
  // "gr2's whole slice is copied to the heap." Long values and names end with an ellipsis.
  std::string headline;
  std::string detail;   // why, with numbers; nothing in it is cut; may be empty
  std::string whole{};  // the headline with nothing cut
  // Where in the first two something stands that is this step's own: names, values, numbers.
  std::vector<TextRange> headline_values{}, detail_values{};
};

// Every kind of fact has its sentence, and step 0 one too. A greenlet that is not known is "#7";
// nothing fails.
Narration narrate(const Messages& messages, const state::Moment& moment);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NARRATION_H_
