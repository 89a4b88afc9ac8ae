// What a switch that was only noted does to a state, without telling of it: for whoever goes along
// with millions.
#ifndef GREENLENS_TRACER_RULES_FOLLOW_H_
#define GREENLENS_TRACER_RULES_FOLLOW_H_

#include <array>
#include <cstdint>
#include <vector>

#include "tracer/facts/noted_switch.h"
#include "tracer/rules/slices.h"
#include "tracer/state/state.h"

namespace greenlens::rules {

// What was told, in numbers.
struct Followed {
  uint32_t steps = 0;
  uint32_t by_origin = 0;  // of these, before the target ran
  uint64_t bytes_out = 0, bytes_in = 0;
  std::vector<Save> saves{};  // whose bytes went to the heap, in order
  bool restores = false;      // the target had a copy, which came back
  uint64_t switch_stops = 0, line_stops = 0, story_stops = 0;
  uint64_t subjects = 0;           // bit n % 64: a fact was about greenlet n
  std::array<uint64_t, 4> tags{};  // bit tag % 64 of tag / 64: there was such a fact
};

// The same state as by applying told() of noted.h, one after the other. Where `noted.steps` is not
// 0 and the rules have another number of facts, or more than `most`, nothing is done: false, and
// told() has to do.
bool follow(state::State* state, const facts::NotedSwitch& noted, uint32_t most,
            Followed* followed);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_FOLLOW_H_
