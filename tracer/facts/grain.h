// How far a step goes: what a story tells, a line of the program, a call, a switch, one thing that
// the engine does, or a single instruction.
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
  phase,        // one fact of the engine
  switch_,      // until a switch is over, by its delivery or its failure
  line,         // until the program's next line that calls into the engine
  instruction,  // one fact of any kind: an instruction, where they are recorded
  call,         // until the calls that have interpreter frames are others
  story,        // until someone starts or dies, bytes are copied, or something is printed
};
inline constexpr std::array<Grain, 6> kGrains = {Grain::phase,       Grain::switch_, Grain::line,
                                                 Grain::instruction, Grain::call,    Grain::story};
// "phase", "switch", "line", "instruction", "call", "story": words of the command line.
const char* grain_name(Grain grain);
// None for a word that names no grain. Exactly these words, in lower case.
std::optional<Grain> grain_from_name(std::string_view name);

// The grains at which a fact ends a step. The finest is always among them, and Grain::phase for all
// that is told of the engine.
class Stops {
 public:
  template <typename... Grains>
  constexpr explicit Stops(Grains... grains)
      : bits_(static_cast<uint8_t>(
            ((bit(Grain::instruction) | bit(Grain::phase)) | ... | bit(grains)))) {}
  static constexpr Stops only(Grain grain) {
    Stops stops;
    stops.bits_ = bit(grain);
    return stops;
  }
  constexpr bool at(Grain grain) const { return (bits_ & bit(grain)) != 0; }

 private:
  static constexpr uint8_t bit(Grain grain) {
    return static_cast<uint8_t>(1 << static_cast<unsigned>(grain));
  }
  uint8_t bits_;
};

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_GRAIN_H_
