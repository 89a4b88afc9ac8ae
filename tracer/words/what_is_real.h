// What of the pictures is real, and what is drawn simplified: what a teacher is asked first. Pure.
#ifndef GREENLENS_TRACER_WORDS_WHAT_IS_REAL_H_
#define GREENLENS_TRACER_WORDS_WHAT_IS_REAL_H_

#include <string>
#include <vector>

#include "tracer/words/messages.h"

namespace greenlens::words {

struct WhatIsReal {
  // Sentences in the order in which they are read.
  std::vector<std::string> real, simplified;
};
WhatIsReal what_is_real(const Messages& messages);
// Both with their titles, wrapped for a terminal.
std::string what_is_real_text(const Messages& messages);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_WHAT_IS_REAL_H_
