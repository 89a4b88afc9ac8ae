// A fault as a sentence that says what to do: the one place where the tracer's and the app's faults
// get their words.
#ifndef GREENLENS_TRACER_WORDS_SENTENCE_H_
#define GREENLENS_TRACER_WORDS_SENTENCE_H_

#include <string>

#include "tracer/facts/fault.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// Empty when there is no fault. It says what to do as far as anything can be done. Details are the
// system's or the program's words, as they are.
std::string sentence(const Messages& messages, const facts::Fault& fault);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_SENTENCE_H_
