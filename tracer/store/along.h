// A state that goes along with a chunk's events, and what bounds how long that may take. Both go
// together and are copied together: so the same is told of a chunk whichever way one came to it.
//
// No I/O; one thread.
#ifndef GREENLENS_TRACER_STORE_ALONG_H_
#define GREENLENS_TRACER_STORE_ALONG_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/rules/follow.h"
#include "tracer/state/state.h"
#include "tracer/store/chunk.h"
#include "tracer/store/effort.h"
#include "tracer/store/onlooker.h"

namespace greenlens::store {

// The rules look at all who are in a switch's way, and at all frames; in vain where they do not fit
// the state. In a recording that is rare: of a chunk of which it is the rule only what was noted is
// told, or a small file could keep a reader busy for hours.
class Patience {
 public:
  // Whether to ask the rules once more.
  bool asks(const state::State& state, facts::ThreadId thread) const;
  void in_vain(const state::State& state, facts::ThreadId thread);

 private:
  uint64_t left_ = uint64_t{1} << 20;
};

// From a chunk's beginning on.
class Along {
 public:
  // `effort` is what it took to come there since the last keyframe.
  explicit Along(state::State before, uint64_t effort = 0)
      : state_(std::move(before)), effort_(effort) {}

  const state::State& state() const { return state_; }
  state::State take_state() { return std::move(state_); }
  uint64_t effort() const { return effort_; }
  // It takes longer than any recording does: from there on it stays where it is.
  bool is_too_long() const { return effort_ > kMostEffort; }

  void take(const facts::Event& event);
  // Its events, with which it goes along, and which `onlooker` is told of if there is one.
  std::vector<facts::Event> tell(const facts::NotedSwitch& noted, Onlooker* onlooker = nullptr);
  // Without telling them. False, and nothing has happened, when they have to be told.
  bool follow(const facts::NotedSwitch& noted, rules::Followed* followed);

 private:
  state::State state_;
  Patience patience_;
  uint64_t effort_ = 0;
};

// To the end of a payload.
void go_along(const EventsPayload& payload, Along* along);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_ALONG_H_
