// A fault as the English sentence that a person reads.
#ifndef GREENLENS_TESTS_SUPPORT_SAID_H_
#define GREENLENS_TESTS_SUPPORT_SAID_H_

#include <string>

#include "tracer/words/sentence.h"

namespace greenlens {

inline std::string said(const facts::Fault& fault) {
  return words::sentence(words::Messages::of("en"), fault);
}

}  // namespace greenlens

#endif  // GREENLENS_TESTS_SUPPORT_SAID_H_
