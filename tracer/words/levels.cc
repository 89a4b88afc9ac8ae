#include "tracer/words/levels.h"

namespace greenlens::words {

const char* level_name(Level level) {
  constexpr std::array<const char*, kLevels.size()> kNames = {"story", "mechanism", "addresses"};
  return kNames[static_cast<size_t>(level)];
}

std::optional<Level> level_from_name(std::string_view name) {
  for (const Level level : kLevels) {
    if (name == level_name(level)) return level;
  }
  return std::nullopt;
}

}  // namespace greenlens::words
