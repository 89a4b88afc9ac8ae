#include "tracer/facts/ended_switch.h"

#include <variant>

namespace greenlens::facts {

std::optional<EndedSwitch> ended_switch(const Fact& fact) {
  if (const auto* delivered = std::get_if<Delivered>(&fact)) {
    return EndedSwitch{delivered->origin, delivered->target, delivered->kind};
  }
  if (const auto* returned = std::get_if<SwitchReturned>(&fact)) {
    return EndedSwitch{returned->origin, returned->target};
  }
  return std::nullopt;
}

}  // namespace greenlens::facts
