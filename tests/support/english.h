// The catalogue that tests compare sentences with.
#ifndef GREENLENS_TESTS_SUPPORT_ENGLISH_H_
#define GREENLENS_TESTS_SUPPORT_ENGLISH_H_

#include "tracer/words/messages.h"

namespace greenlens::testing {

inline const words::Messages& english() { return words::Messages::of("en"); }

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_ENGLISH_H_
