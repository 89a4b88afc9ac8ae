// What an instruction did, as far as the registers before and behind it and its words tell.
#ifndef GREENLENS_TRACER_STEP_SEEN_H_
#define GREENLENS_TRACER_STEP_SEEN_H_

#include "tracer/drain/steps.h"
#include "tracer/step/decoder.h"
#include "tracer/step/machine.h"
#include "tracer/step/walker.h"

namespace greenlens::step {

// With the program's own addresses. Not said: position, thread, time_ns, called, moved.
drain::Step seen(const Machine& memory, const Walk& walk, const Decoded& done,
                 const Registers& after);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_SEEN_H_
