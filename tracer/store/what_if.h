// Another way from a step of a scenario: how a run was made, or is to be made, that goes it. Plain
// values and their text.
//
//   7: switch gr2          at step 7 of the run as it was, who runs there switches to gr2
//   7: switch gr2 = hello  ... with a value: an int where it reads as one, else a str
//   7: throw gr2           throws a GreenletExit into gr2
//   7: throw gr2 = trouble ... an error with that text
//   7: drop gr2            lets go of the scenario's own handle of gr2
#ifndef GREENLENS_TRACER_STORE_WHAT_IF_H_
#define GREENLENS_TRACER_STORE_WHAT_IF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/facts/values.h"

namespace greenlens::store {

// The run is made once more, as before up to there, and then goes on with this deed
// (facts::WentAnotherWay). With TraceInfo::settings it says how to make it again.
struct WhatIf {
  uint64_t step = 0;  // of the run as it was: a line of the program's own
  uint64_t line = 0;  // which one that is of the lines that the first thread reaches, from 1
  facts::Deed deed = facts::Deed::switch_to;
  std::string greenlet;  // whom it is done to, by its name then
  std::string value;     // what is carried there; empty: nothing, or a GreenletExit
  bool operator==(const WhatIf&) const = default;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("step", &WhatIf::step), f("line", &WhatIf::line), f("deed", &WhatIf::deed);
    f("greenlet", &WhatIf::greenlet), f("value", &WhatIf::value);
  }
};

// "switch gr2 = hello".
std::string deed_text(const WhatIf& what_if);
// Back, without a place; none when it is no such text.
std::optional<WhatIf> deed_from_text(std::string_view text);

// "7: switch gr2", as people write it: what stands before the first colon names the step.
struct WrittenWhatIf {
  std::string step;
  WhatIf deed;  // without a place
};
std::optional<WrittenWhatIf> read_what_if(std::string_view text);

// "33/7: switch gr2": with its place, for the program that is to go that way.
std::string order_text(const WhatIf& what_if);
std::optional<WhatIf> order_from_text(std::string_view text);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_WHAT_IF_H_
