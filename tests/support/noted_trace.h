// A recording of many switches of which only what does not follow was recorded: a main greenlet and
// some workers, which switch among themselves in random order and now and then print.
#ifndef GREENLENS_TESTS_SUPPORT_NOTED_TRACE_H_
#define GREENLENS_TESTS_SUPPORT_NOTED_TRACE_H_

#include <string>

#include "tracer/store/timeline.h"

namespace greenlens::testing {

struct NotedTrace {
  std::string bytes;         // as it was written
  store::Timeline expected;  // each step told one by one
};
// `back_and_forth`: main and the workers in turn, always the same way.
enum class Order { random, back_and_forth };
NotedTrace noted_trace(uint32_t workers, uint64_t switches, Order order = Order::random,
                       unsigned seed = 1, bool prints = true);
// One that is told in full at first, then noted, and then told again.
NotedTrace mixed_trace(uint32_t workers, uint64_t switches);
// Noted, without what is expected of it: for long ones.
std::string noted_bytes(uint32_t workers, uint64_t switches, Order order, unsigned seed = 1);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_NOTED_TRACE_H_
