// When a step was told: times for who asks. The recording itself takes time, so they say more of
// what comes after what than of how long a program takes by itself.
#ifndef GREENLENS_TRACER_WORDS_WHEN_H_
#define GREENLENS_TRACER_WORDS_WHEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tracer/state/moment.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// "850 ns", "12.3 µs", "1.23 s": three figures and a unit, or whole seconds.
std::string duration_text(uint64_t ns);

// The same as short as it is exact, for round numbers: "250 µs", "1.5 s".
std::string round_duration_text(double ns);

// The last step that was told no later than that after the beginning; 0: none was.
uint64_t step_at(const store::Trace& trace, uint64_t ns);

// How long after the beginning a step of the trace was told, how long after the step before it, and
// at the end of a switch how long that took. Of a switch that was only noted there is one time.
// Empty at step 0.
std::string when_text(const Messages& messages, const store::Trace& trace,
                      const state::Moment& moment);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_WHEN_H_
