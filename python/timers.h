// Who makes greenlets of eventlet's ready to run: a hub of that kind is asked to call a timer at
// once, and the timer that it calls stands on its Python frames when it is about to switch.
//
// Only in the module that records. Under the interpreter's lock.
#ifndef GREENLENS_PYTHON_TIMERS_H_
#define GREENLENS_PYTHON_TIMERS_H_

#include "python/asked.h"
#include "python/python.h"

namespace greenlens::python {

// A greenlet is made that runs this. Where that is a hub of eventlet's, it will say what it is
// asked.
void see_body(PyObject* body);
// Whoever runs has asked for that timer to be called at once. It is not kept alive.
PyObject* note_timer(PyObject*, PyObject* timer);
// The one that is being called by whoever runs; null: none is, or nobody is known to have asked for
// it. Runs no Python code. Good until Python code runs.
const Asked* asked_for_timer();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_TIMERS_H_
