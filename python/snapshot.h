// All greenlets of the process at one moment.
#ifndef GREENLENS_PYTHON_SNAPSHOT_H_
#define GREENLENS_PYTHON_SNAPSHOT_H_

#include <string>
#include <vector>

#include "engine/core/core.h"

namespace greenlens::python {

// Those of all threads, each thread's in the order in which they were made, that are alive. Under
// the interpreter's lock, and only as long as nothing of Python runs.
std::vector<core::Core*> all_greenlets();

// A recording begins, which has heard of nobody's frames: whatever another one was told of them.
void forget_what_was_told();

// Tells the recording where each of them is and, of those of gevent and eventlet, what it waits
// for: that is looked up with Python code of our own (python/greenlens/_waits.py), so not in the
// middle of a switch.
void see_all_greenlets();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_SNAPSHOT_H_
