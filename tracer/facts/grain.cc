#include "tracer/facts/grain.h"

namespace greenlens::facts {
namespace {

constexpr std::array<const char*, kGrains.size()> kNames = {"phase",       "switch", "line",
                                                            "instruction", "call",   "story"};

}  // namespace

const char* grain_name(Grain grain) { return kNames[static_cast<size_t>(grain)]; }

std::optional<Grain> grain_from_name(std::string_view name) {
  for (const Grain grain : kGrains) {
    if (name == grain_name(grain)) return grain;
  }
  return std::nullopt;
}

}  // namespace greenlens::facts
