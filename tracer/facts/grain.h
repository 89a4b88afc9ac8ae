// How far a step goes: a line of the program, a switch, or all that the engine does at once.
#ifndef GREENLENS_TRACER_FACTS_GRAIN_H_
#define GREENLENS_TRACER_FACTS_GRAIN_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace greenlens::facts {

// How far one step goes. The values are part of permissions (tracer/session/permission.h): new ones
// come last.
enum class Grain : uint8_t {
  phase,    // one fact
  switch_,  // until a switch is over, by its delivery or its failure
  line,     // until the program's next line that calls into the engine
};
inline constexpr std::array<Grain, 3> kGrains = {Grain::phase, Grain::switch_, Grain::line};
const char* grain_name(Grain grain);  // "phase", "switch", "line": words of the command line
// None for a word that names no grain. Exactly these words, in lower case.
std::optional<Grain> grain_from_name(std::string_view name);

// The grains at which a fact ends a step. Grain::phase is always among them.
class Stops {
 public:
  template <typename... Grains>
  constexpr explicit Stops(Grains... grains)
      : bits_(static_cast<uint8_t>((bit(Grain::phase) | ... | bit(grains)))) {}
  constexpr bool at(Grain grain) const { return (bits_ & bit(grain)) != 0; }

 private:
  static constexpr uint8_t bit(Grain grain) {
    return static_cast<uint8_t>(1 << static_cast<unsigned>(grain));
  }
  uint8_t bits_;
};

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_GRAIN_H_
