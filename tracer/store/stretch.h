// A run of a chunk's events, which is read or told at once: all of a chunk, mostly, or a few
// switches of one that has only notes of them.
#ifndef GREENLENS_TRACER_STORE_STRETCH_H_
#define GREENLENS_TRACER_STORE_STRETCH_H_

#include <cstdint>

#include "tracer/store/summary.h"

namespace greenlens::store {

struct Stretch {
  uint64_t first_step = 0;  // its events lead to the steps after this one
  Totals before;            // up to there
  Totals here;              // of its own events
  uint64_t subjects = 0;    // bit n % 64: an event may be about greenlet n
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_STRETCH_H_
