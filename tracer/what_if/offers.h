// What can be done where a run is to go another way, and why anything else cannot. Pure.
#ifndef GREENLENS_TRACER_WHAT_IF_OFFERS_H_
#define GREENLENS_TRACER_WHAT_IF_OFFERS_H_

#include <string>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/state/state.h"
#include "tracer/store/what_if.h"
#include "tracer/what_if/place.h"

namespace greenlens::what_if {

// What is thrown where somebody only says that an error is to be.
inline constexpr char kSomeError[] = "error";

// The greenlets, by name, that a scenario's module has handles of.
using Handles = std::vector<std::string>;

// Why it cannot be done there; none: it can. `state` is the one at the place.
facts::Fault refused(const state::State& state, const Place& place, const Handles& handles,
                     const store::WhatIf& deed);

// All that can be done there, each with its place: switches first, in the order in which the
// greenlets were created.
std::vector<store::WhatIf> offers(const state::State& state, const Place& place,
                                  const Handles& handles);

// The greenlet of this thread that is called so: the newest that is still there; 0: nobody.
facts::GreenletId called(const state::State& state, const std::string& name);

}  // namespace greenlens::what_if

#endif  // GREENLENS_TRACER_WHAT_IF_OFFERS_H_
