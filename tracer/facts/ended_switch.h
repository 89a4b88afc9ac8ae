// The end of a switch, whoever's it was: the engine's, or a program's own.
#ifndef GREENLENS_TRACER_FACTS_ENDED_SWITCH_H_
#define GREENLENS_TRACER_FACTS_ENDED_SWITCH_H_

#include <optional>

#include "tracer/facts/fact.h"

namespace greenlens::facts {

struct EndedSwitch {
  GreenletId origin = 0;
  GreenletId target = 0;  // who runs now
  Payload kind = Payload::value;
};
// None where the fact is no such end, or that of one that failed.
std::optional<EndedSwitch> ended_switch(const Fact& fact);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_ENDED_SWITCH_H_
