// Whether what was told can be so: the rules held against a recording, fact by fact.
//
// A state believes what it is told (tracer/state); this does not. What a fact says that follows
// from the state before it is worked out anew, and each field that differs is a contradiction, with
// both values. Sentences about it are made in tracer/words.
//
// What does not follow is believed: the program's choices, where compilers put things, texts,
// registers' values at the first sight. So is, in a switch to a greenlet that had begun before the
// recording, everything that its past decides. And after EventsLost no state can be known, since
// any greenlet may have been left or started meanwhile: from there to the end of the recording only
// what contradicts itself is found, such as a range that ends before it begins.
//
// One thing more is believed because no state has it: whom a switch had asked for that another one
// has interrupted, while its target's body was looked up.
//
// Takes any fact and any state, also damaged or hostile ones. The work is bounded by the number of
// greenlets and frames, no sum overflows.
#ifndef GREENLENS_TRACER_RULES_CHECK_H_
#define GREENLENS_TRACER_RULES_CHECK_H_

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tracer/facts/fact.h"
#include "tracer/state/state.h"

namespace greenlens::rules {

// A kind of fact, by its name (facts::fact_name), which lives for ever.
struct FactName {
  std::string_view name;
  bool operator==(const FactName&) const = default;
};

// A field's value in its own kind. Counts are frames' numbers, bytes and depths, which the field's
// name tells apart. Nothing: no value would have been right.
using Value = std::variant<std::monostate, bool, facts::GreenletId, uint64_t, facts::Address,
                           facts::Payload, facts::Extent, std::string, FactName>;

// A field that says something else than what follows.
struct Contradiction {
  const char* field = "";  // as the fact's fields() names it, or kOrder; lives for ever
  Value told;
  Value expected;
};

// The "field" of a fact that comes at the wrong time: `told` is its name, `expected` that of the
// fact that has to come first, or nothing when there is none such.
inline constexpr const char* kOrder = "order";

// A fact that this thread tells. In the order of the fact's fields, the order of facts first; empty
// when all is well. When a fact comes at the wrong time, nothing else of it is looked at.
std::vector<Contradiction> check(const state::State& before, const facts::Fact& fact,
                                 facts::ThreadId teller = 1);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_CHECK_H_
