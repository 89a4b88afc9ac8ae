// Where a byte lies at a step: in a greenlet's heap copy, in place on its stack, or among what
// somebody has left behind there. And how a person names one. Pure.
#ifndef GREENLENS_TRACER_PAST_PLACE_H_
#define GREENLENS_TRACER_PAST_PLACE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tracer/state/state.h"

namespace greenlens::past {

enum class LiesIn : uint8_t { stack, heap, left_behind };
constexpr std::array<const char*, 3> enum_names(LiesIn) { return {"stack", "heap", "left_behind"}; }

// Some bytes of one greenlet's slice.
struct Place {
  facts::GreenletId greenlet = 0;
  facts::Address from = facts::kNull;
  uint64_t size = 0;
  LiesIn in = LiesIn::stack;
};

// Why there is none.
enum class NoPlace : uint8_t {
  none,
  no_such_greenlet,
  no_such_register,  // it was not left, or keeps no register of this name
  not_in_slice,      // of that greenlet, at that step
  nobody_there,      // no greenlet has used that part of the stack
  not_a_place,       // nothing that names one
};

// The bytes from an address on, whose first one lies in this greenlet's slice; or on the stack of
// the thread that told the step, whoever's they are, where it is 0. A word that begins in a copy
// lies there.
NoPlace find_place(const state::State& state, facts::GreenletId greenlet, facts::Address at,
                   uint64_t size, Place* place);

// By a name: "-0x1a0", an address as every face shows it; "gr1+0x28", so far above where gr1's
// slice begins; "gr1:-0x1a0", that address in gr1's slice; "gr1.rbx", where the switch has put that
// register of it. Names may have any of these signs in them: the last one counts.
NoPlace find_place_named(const state::State& state, std::string_view name, uint64_t size,
                         Place* place);

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_PLACE_H_
