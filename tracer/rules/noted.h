// What happened in a switch that was only noted (tracer/facts/noted_switch.h).
#ifndef GREENLENS_TRACER_RULES_NOTED_H_
#define GREENLENS_TRACER_RULES_NOTED_H_

#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/rules/derive.h"
#include "tracer/state/state.h"

namespace greenlens::rules {

// Its events, as if each had been told, in their order: the line that was reached, if it is known,
// and the switch itself. Without what was not recorded: bytes, C frames, registers, the words of
// what is carried, the engine's lines.
//
// Where the state does not know enough (the recording began in the middle of things, or events were
// lost) only what the note itself says: who asked for whom, where the registers lie, who runs now.
// Always noted.steps of them, since a recording counts its steps by that; as many as there are by
// the rules where that is 0.
//
// `by_the_rules`, if it is not null, becomes whether the rules have told them.
std::vector<facts::Event> told(const state::State& before, const facts::NotedSwitch& noted,
                               bool* by_the_rules = nullptr);
// Only what the note itself says, whatever the rules know: takes the same time in every state.
std::vector<facts::Event> told_as_noted(const state::State& before,
                                        const facts::NotedSwitch& noted);

// The same switch as derive() takes it.
LeanSwitch lean_of(const facts::NotedSwitch& noted, facts::GreenletId origin);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_NOTED_H_
