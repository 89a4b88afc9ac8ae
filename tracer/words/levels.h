// At which depth a step is told: the same sentences' places, three texts.
//
// The texts stand in a catalogue as narrate.<id>, which is "mechanism", level.story.<id> and
// level.addresses.<id>; an id that a level has no text of its own for has the mechanism's. Any
// other text can be told otherwise likewise, by its whole id: level.story.scene.stack.sp_tip.
#ifndef GREENLENS_TRACER_WORDS_LEVELS_H_
#define GREENLENS_TRACER_WORDS_LEVELS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace greenlens::words {

enum class Level : uint8_t {
  story,      // who does what and why: no address, no register
  mechanism,  // what the engine does, with the step's sizes
  addresses,  // by which rule of greenlet.c, with all numbers
};
inline constexpr std::array<Level, 3> kLevels = {Level::story, Level::mechanism, Level::addresses};

// "story", "mechanism", "addresses": words of the command line.
const char* level_name(Level level);
// None for a word that names no level. Exactly these words, in lower case.
std::optional<Level> level_from_name(std::string_view name);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_LEVELS_H_
