// What every fact says of itself, in one line at the top of its struct.
//
//   GREENLENS_FACT(type, tag, name, stops, subject);
//
// clang-format off
// tag      its number in a trace, from 1, below kTagLimit. Never used twice, not even when a fact is
//          given up: old traces have it.
// name     what JSON and messages call it: narrate.<name>, scene.phase.<name>.
// stops    the grains at which it ends a step: Stops(Grain::line). A phase ends with every fact. Where that
//          depends on what it says, it has a function stops() as well (stops_of).
// subject  the member that names the greenlet it is about, or kNobody.
// clang-format on
//
// A fact whose tag another one has, or that lacks fields(), does not compile (fact.cc).
#ifndef GREENLENS_TRACER_FACTS_DECLARE_H_
#define GREENLENS_TRACER_FACTS_DECLARE_H_

#include <cstdint>

#include "tracer/facts/grain.h"
#include "tracer/facts/values.h"

namespace greenlens::facts {

inline constexpr uint16_t kTagLimit = 256;
inline constexpr GreenletId kNobody = 0;  // a fact about the recording, not about a greenlet

#define GREENLENS_FACT(type, tag, name, stops, about) \
  static constexpr uint16_t kTag = tag;               \
  static constexpr const char* kName = name;          \
  static constexpr Stops kStops = stops;              \
  GreenletId subject() const { return about; }        \
  using Self = type

// The grains at which this one ends a step.
template <typename Fact>
constexpr Stops stops_of(const Fact& fact) {
  if constexpr (requires { fact.stops(); }) {
    return fact.stops();
  } else {
    return Fact::kStops;
  }
}

// The facts of one family, for the variant of all (fact.h). Their order says nothing: in a trace
// they are told apart by their tags.
template <typename... Facts>
struct Family {};

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_DECLARE_H_
