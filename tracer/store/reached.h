// A state before a chunk, and what has been spent on the way to it since the last keyframe. Where
// that is kept with the state, what is too much is so whichever way one came.
#ifndef GREENLENS_TRACER_STORE_REACHED_H_
#define GREENLENS_TRACER_STORE_REACHED_H_

#include <cstdint>

#include "tracer/state/state.h"

namespace greenlens::store {

struct Spent {
  uint64_t weight = 0;  // of the events that it has gone along with, in bytes
  uint64_t effort = 0;  // tracer/store/effort.h
};

struct Reached {
  state::State state;
  Spent spent;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_REACHED_H_
