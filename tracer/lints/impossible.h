// What cannot be so by the rules (tracer/rules/check.h), as lints; and what is missing. Of a trace
// of which all steps were looked at (Trace::check_more).
#ifndef GREENLENS_TRACER_LINTS_IMPOSSIBLE_H_
#define GREENLENS_TRACER_LINTS_IMPOSSIBLE_H_

#include <cstdint>
#include <vector>

#include "tracer/lints/fired.h"
#include "tracer/rules/check.h"
#include "tracer/store/trace.h"

namespace greenlens::lints {

// Which lint it is of: a register, the stack pointer's alignment, or anything else.
Lint lint_of(const rules::Contradiction& contradiction);

// What is wrong at the first such step, and how many steps that lint has. Others that fire only
// behind it may be its consequences. The first step; 0: there is none.
uint64_t add_impossible(const store::Trace& trace, std::vector<Fired>* all);

// Whether there is more to come: of a program that is alive, or a file that still grows.
enum class Ends : uint8_t { here, later };
// `first_lost`: the step at which events were lost first; 0: none were.
void add_loss(const store::Trace& trace, const state::State& end, uint64_t first_lost, Ends ends,
              std::vector<Fired>* all);

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_IMPOSSIBLE_H_
