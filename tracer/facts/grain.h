// How far a step goes: a line of the program, a switch, or all that the engine does at once.
#ifndef GREENLENS_TRACER_FACTS_GRAIN_H_
#define GREENLENS_TRACER_FACTS_GRAIN_H_

#include <cstdint>
#include <string_view>

#include "tracer/facts/event.h"

namespace greenlens::facts {

enum class Grain : uint8_t { phase, switch_, line };
const char* grain_name(Grain grain);  // "phase", "switch", "line"
bool grain_from_name(std::string_view name, Grain* grain);

// Whether the step that ends with this event is a stop at that grain. The beginning (0) and the end
// always are. phase: every event. switch: Delivered, SwitchFailed, ProgramFinished. line:
// LineReached, ProgramFinished.
bool is_stop(const Fact& fact, Grain grain);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_GRAIN_H_
