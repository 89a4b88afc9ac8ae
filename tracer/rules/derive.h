// The facts of a switch that was recorded in one piece.
//
// Telling every step of every switch is for those who want to watch; a long recording keeps of a
// switch only what does not follow from all that happened before. This gives back the rest.
#ifndef GREENLENS_TRACER_RULES_DERIVE_H_
#define GREENLENS_TRACER_RULES_DERIVE_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/fact.h"
#include "tracer/rules/plan.h"

namespace greenlens::rules {

// How far a switch came that was refused. It did nothing either way.
enum class Refused : uint8_t {
  no,
  at_once,         // another thread's greenlet, another stack, or may not leave
  nothing_to_run,  // the dead were passed over; a new one had no body
  not_saved,       // the registers were spilled; memory for the copies was lacking
};

// How the origin's body ended, when that is why it switches.
struct Ended {
  facts::Finish how = facts::Finish::returned;
  std::string what;  // repr of the value or the error
};

// What a switch brings: a value or an error, and its repr.
struct Carried {
  facts::Payload kind = facts::Payload::value;
  std::string what;
};

// One switch, or a try. Each member is here because nothing else tells it.
struct LeanSwitch {
  std::optional<Ended> ended;       // the first thing told, when the origin has just ended
  facts::GreenletId origin = 0;     // follows, but says to which state this belongs
  facts::GreenletId requested = 0;  // the program's choice
  facts::Payload kind = facts::Payload::value;
  std::string what;                    // repr of what is carried; empty when it was not recorded
  bool last_handle_gone = false;       // handles are not told of
  facts::Address sp = facts::kNull;    // the compiler's choice: where the registers lie
  facts::Address mark = facts::kNull;  // likewise; of a first start by one that lives
  // The target's, in force from now on. A state knows it only of few (rules::depth): it is here
  // until states keep the running one.
  uint32_t recursion_depth = 0;
  Refused refused = Refused::no;
  std::string message;  // of a refusal
  // What arrived, when a trace function replaced what was sent.
  std::optional<Carried> replaced;
  facts::ThreadId thread = 1;  // that tells it
};

// A switch's facts in the order of engine/core/observer.h, as they would have been told: all fields
// but bytes, C frames and registers, which are empty. What the program does in the middle of it is
// not in there: a body's lookup (after which the dead may be passed over once more), a trace
// function. `facts` is empty when there is a refusal: the
// record does not belong to this state, or the state is damaged.
struct Derived {
  std::vector<facts::Fact> facts;
  Refusal refusal = Refusal::none;
};
Derived derive(const state::State& before, const LeanSwitch& lean);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_DERIVE_H_
