// One sentence for every step, made from the event and the states on both sides of it.
#ifndef GREENLENS_TRACER_NARRATION_H_
#define GREENLENS_TRACER_NARRATION_H_

#include <string>

#include "tracer/messages.h"
#include "tracer/state.h"

namespace greenlens::tracer {

struct Narration {
  std::string headline;  // "gr2's whole slice is copied to the heap."
  std::string detail;    // why, with numbers; may be empty
};

// `event` led from `before` to `after`; null at step 0.
Narration narrate(const Messages& messages, const State& before, const Event* event,
                  const State& after);

// "-0x1a0", "NULL", "1", "max": an address as pictures and transcripts write it.
std::string format_address(Address address);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_NARRATION_H_
