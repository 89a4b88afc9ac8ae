// That somebody has asked for a greenlet to be let run: who, when, and at which line.
//
// Only in the module that records. Under the interpreter's lock.
#ifndef GREENLENS_PYTHON_ASKED_H_
#define GREENLENS_PYTHON_ASKED_H_

#include <cstdint>

#include "engine/core/where.h"

namespace greenlens::python {

struct Asked {
  uint64_t by = 0;  // 0: a thread without greenlets
  uint64_t ns = 0;  // CLOCK_MONOTONIC
  core::Where at{};
  const char* call = "";
};

// Whether anybody wants to know who wakes whom.
bool are_wakes_told();
// Whoever runs asks, at the line of the program, not at that of a library; none where there is
// none.
Asked asked_here();
// How long ago.
uint64_t ns_since(const Asked& asked);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_ASKED_H_
