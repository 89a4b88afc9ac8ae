// How long a fact takes to be applied, beyond what every one does. Most take the same time in every
// state; some go through all greenlets, threads or footprints that there are, and of both a small
// file can hold many.
#ifndef GREENLENS_TRACER_STORE_EFFORT_H_
#define GREENLENS_TRACER_STORE_EFFORT_H_

#include <cstdint>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"

namespace greenlens::store {

// How many things are gone through for it, about; 0 for most.
uint64_t effort_of(const facts::Event& event, const state::State& before);

// So much between two keyframes is some ten seconds. A recording has keyframes where its states are
// large, and stays far below.
inline constexpr uint64_t kMostEffort = uint64_t{1} << 32;

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_EFFORT_H_
