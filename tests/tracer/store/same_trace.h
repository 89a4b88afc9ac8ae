// Whether two traces answer alike, whatever is asked of them.
#ifndef GREENLENS_TESTS_TRACER_STORE_SAME_TRACE_H_
#define GREENLENS_TESTS_TRACER_STORE_SAME_TRACE_H_

#include "tracer/store/trace.h"

namespace greenlens::testing {

// Expects of `trace` what `expected` answers: at every step and grain, from both sides, in the
// order of the steps, backwards and by leaps. Stops at the first difference.
void expect_same_trace(const store::Trace& trace, const store::Trace& expected);

// Their steps only: events, and the states that they lead to.
void expect_same_steps(const store::Trace& trace, const store::Trace& expected);

// Whether a part answers what steps `from` to `to` of its whole do: states, sentences, times, what
// contradicts the rules, who ran, and how its switches are numbered.
void expect_same_part(const store::Trace& part, const store::Trace& whole, uint64_t from,
                      uint64_t to);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_STORE_SAME_TRACE_H_
