// One question about a recording, made by rules: what it asks about is recorded behind the step,
// and what is recorded there is the truth.
#ifndef GREENLENS_TRACER_QUESTIONS_ASK_H_
#define GREENLENS_TRACER_QUESTIONS_ASK_H_

#include <cstdint>
#include <optional>

#include "tracer/questions/question.h"
#include "tracer/store/trace.h"

namespace greenlens::questions {

struct Asking {
  uint64_t seed = 1;
  Level level = Level::mechanism;
};

// Asked when step `step` is the last that has happened; the same for the same trace, step, kind and
// asking. None: there is nothing of this kind to ask there, its answer is not recorded (as what a
// noted switch carries), or events were lost before it. Kind::own is never made (own.h).
//
// Reads at most kFarthest steps (ahead.h) and a few states. One thread, as the trace.
std::optional<Question> ask(const store::Trace& trace, uint64_t step, Kind kind,
                            const Asking& asking = {});

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ASK_H_
