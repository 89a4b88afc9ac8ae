// Who makes greenlets ready to run that a hub lets run later: noted where gevent's loop is asked to
// call back (python/greenlens/_wakes.py), or eventlet's hub to call a timer (timers.h); told when
// the hub is about to switch.
//
// Only in the module that records. Under the interpreter's lock.
#ifndef GREENLENS_PYTHON_WAKES_H_
#define GREENLENS_PYTHON_WAKES_H_

#include <vector>

#include "engine/core/core.h"
#include "python/python.h"

namespace greenlens::python {

// A greenlet of that type is being made. A hub's loop, which comes next, will say what it is asked.
void see_type(PyTypeObject* type);
// (loop, callback): whoever runs has asked the loop to call back.
PyObject* note_callback(PyObject*, PyObject* arguments);
// The loop begins, or is gone: what it was asked is forgotten.
PyObject* forget_callbacks(PyObject*, PyObject* loop);
// Whoever runs is about to switch to that one. Runs no Python code.
void tell_wake(core::Core& target);
// Of those of them that stand: who has woken them last, where that was not told since switches were
// only noted.
void tell_last_wakes(const std::vector<core::Core*>& all);
// It has ended.
void forget_wake(const core::Core& greenlet);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_WAKES_H_
