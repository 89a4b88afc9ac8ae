// test1/test2 as data, with realistic sizes: for tests that need a trace but no engine.
//
// The stack: main's frames down to -0x1a0 (gr1's mark), gr1's down to -0x340 when it starts gr2
// whose mark is at -0x2c0, gr2's down to -0x470. So main is saved partially, then gr1 partially,
// then gr2 whole, as the table in the manual says.
#ifndef GREENLENS_TESTS_SUPPORT_SAMPLE_TRACE_H_
#define GREENLENS_TESTS_SUPPORT_SAMPLE_TRACE_H_

#include <vector>

#include "tracer/facts/event.h"
#include "tracer/store/timeline.h"

namespace greenlens::testing {

store::TraceInfo sample_info();
std::vector<facts::Event> sample_events();
// Both, in a timeline.
store::Timeline sample_timeline();
// The same, with so many instructions of its first switch recorded: steps of no other grain, from
// `first_instruction` on.
inline constexpr uint64_t kInstructions = 2;
store::Timeline stepped_timeline(uint64_t* first_instruction);
// The same, but at step kLostAt the recording says that kLost events are missing.
inline constexpr uint64_t kLostAt = 20, kLost = 7;
store::Timeline lossy_timeline();
// The same, but where gr1 runs first, and then gr2, each begins a line 31 with variables: `box` (at
// -0x300, and so in the heap while gr2 runs) and `kept` (at -0x200) of gr1's, and these of gr2's.
store::Timeline timeline_with_lines(const std::vector<facts::LocalValue>& locals, uint64_t* step);
facts::LocalValue pointer_variable(const std::string& name, facts::Address at, facts::Address to);
facts::LocalValue variable_at(const std::string& name, facts::Address at);  // its value is 7
// The same without losses, but the first copy is told to be larger than what was copied, at this
// step.
inline constexpr uint64_t kWrongAt = 13;
store::Timeline contradictory_timeline();
// The same, with kMuch registers in each switch, and all of them wrong that come back at this step.
inline constexpr uint64_t kMuchWrongAt = 44, kMuch = 150;
store::Timeline much_contradicted_timeline();
// The steps that are stops at this grain, ascending, without the beginning.
std::vector<uint64_t> stops(const store::Trace& trace, facts::Grain grain);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_SAMPLE_TRACE_H_
