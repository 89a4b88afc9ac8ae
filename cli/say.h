// The command's words, from the message catalogue.
#ifndef GREENLENS_CLI_SAY_H_
#define GREENLENS_CLI_SAY_H_

#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>

#include "cli/exit_codes.h"
#include "tracer/words/messages.h"
#include "tracer/words/sentence.h"

namespace greenlens::cli {

inline std::string say(std::string_view id,
                       std::initializer_list<words::Messages::Place> places = {}) {
  return words::Messages::of("en").text(id, places);
}

inline std::string say(const facts::Fault& fault) {
  return words::sentence(words::Messages::of("en"), fault);
}

// One sentence on stderr, and the status to leave with.
inline int refuse(ExitCode code, const std::string& sentence) {
  std::fprintf(stderr, "greenlens: %s\n", sentence.c_str());
  return code;
}

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_SAY_H_
