// greenlens quiz FILE --perform STEP: a switch of a recording, performed by hand.
#ifndef GREENLENS_CLI_PERFORM_H_
#define GREENLENS_CLI_PERFORM_H_

#include <string>

#include "tracer/store/trace.h"

namespace greenlens::cli {

struct PerformOptions {
  std::string step;   // as the person named it
  std::string moves;  // a file of moves; empty: they are typed
  bool json = false;
};

// Asks for moves until the switch is over or nobody types any more, judges each, and says at the
// end how it went. Returns the command's status: fine when it is over and no move was refused.
// `file`: the recording's, for steps by notes.
int perform(const store::Trace& trace, const std::string& file, const PerformOptions& options);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_PERFORM_H_
