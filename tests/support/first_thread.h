// What tests of one thread ask of a state: that of the recording's first thread.
#ifndef GREENLENS_TESTS_SUPPORT_FIRST_THREAD_H_
#define GREENLENS_TESTS_SUPPORT_FIRST_THREAD_H_

#include <vector>

#include "tracer/state/queries.h"

namespace greenlens::testing {

inline const state::Thread& first_thread(const state::State& state) { return thread_in(state, 1); }

// Of its own stack.
inline std::vector<state::StackRange> ranges_of(const state::State& state) {
  return stack_ranges(state, first_thread(state).own_stack);
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_FIRST_THREAD_H_
