#include "tracer/facts/grain.h"

#include <array>

namespace greenlens::facts {
namespace {

constexpr std::array<const char*, 3> kGrainNames = {"phase", "switch", "line"};

}  // namespace

const char* grain_name(Grain grain) { return kGrainNames[static_cast<size_t>(grain)]; }

bool grain_from_name(std::string_view name, Grain* grain) {
  for (size_t i = 0; i < kGrainNames.size(); ++i) {
    if (name != kGrainNames[i]) continue;
    *grain = static_cast<Grain>(i);
    return true;
  }
  return false;
}

bool is_stop(const Fact& fact, Grain grain) {
  switch (grain) {
    case Grain::phase:
      return true;
    case Grain::switch_:
      return std::holds_alternative<Delivered>(fact) ||
             std::holds_alternative<SwitchFailed>(fact) ||
             std::holds_alternative<ProgramFinished>(fact);
    case Grain::line:
      return std::holds_alternative<LineReached>(fact) ||
             std::holds_alternative<ProgramFinished>(fact);
  }
  return false;
}

}  // namespace greenlens::facts
