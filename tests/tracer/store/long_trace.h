// Programs that switch and switch: for what has to work at any length. The same program gives the
// same trace.
#ifndef GREENLENS_TESTS_TRACER_STORE_LONG_TRACE_H_
#define GREENLENS_TESTS_TRACER_STORE_LONG_TRACE_H_

#include "tracer/store/timeline.h"

namespace greenlens::testing {

struct LongProgram {
  uint32_t greenlets = 2;  // besides the mains
  uint32_t switches = 100;
  uint32_t threads = 1;  // in turn; the greenlets are shared out among them
  bool prints = false;   // a line before each switch
  bool alike = true;     // they are called worker-2, worker-3 ...; else worker2x, worker3x
};
store::Timeline long_trace(const LongProgram& program);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_STORE_LONG_TRACE_H_
