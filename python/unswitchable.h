// _greenlet.UnswitchableGreenlet: a greenlet whose switches fail on request. The original has it
// for its tests alone, and so have we: it says and raises what a switch does that found no memory
// for a copy, and ends the process as one does that can go neither on nor back.
#ifndef GREENLENS_PYTHON_UNSWITCHABLE_H_
#define GREENLENS_PYTHON_UNSWITCHABLE_H_

#include "python/python.h"

namespace greenlens::python {

extern PyTypeObject UnswitchableType;

// After make_type(). -1 with an error set.
int make_unswitchable_type();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_UNSWITCHABLE_H_
