// How far a live program may run before it stands still again.
#ifndef GREENLENS_TRACER_SESSION_PERMISSION_H_
#define GREENLENS_TRACER_SESSION_PERMISSION_H_

#include <cstdint>

#include "tracer/facts/grain.h"

namespace greenlens::session {

// It names a step, not a number of steps: one that is given twice, or late, lets nobody run farther
// than was meant. The program stands still at a stop when it has told of it, and before it goes on:
// so the viewer's last event is where the program is.
struct Permission {
  facts::Grain grain = facts::Grain::phase;  // until the first stop of this grain ...
  uint64_t after = 0;                        // ... beyond this step, below 2^45
  bool to_the_end = false;                   // or without stopping
  // This thread alone goes on, and the others stand where they are at their next fact; 0: all go
  // on, each to its own next stop. Not together with to_the_end. Below 2^16.
  uint16_t thread = 0;
};

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_PERMISSION_H_
