// CPython as a host of the core.
#ifndef GREENLENS_PYTHON_HOST_H_
#define GREENLENS_PYTHON_HOST_H_

#include "engine/core/host.h"
#include "python/object.h"

namespace greenlens::python {

core::Host& python_host();

// For the first use of a thread: whose main greenlet's object that is. Until main_state() takes it.
void set_next_main(PyGreenlet* object);

// Whether this thread may switch to it, which for one that has not begun is a question of its
// parents; such a one becomes this thread's. False with an error set.
bool may_switch_to(core::Core& greenlet);

// As the methods: a new reference, or null with an error set.
PyObject* switch_to(PyGreenlet* greenlet, core::Delivery delivery);
// Takes all three over; as raise does, `error` and `traceback` may be null.
PyObject* throw_into(PyGreenlet* greenlet, PyObject* type, PyObject* error, PyObject* traceback);

// A suspended one that nobody refers to, with its one reference back for as long as this takes.
void kill(PyGreenlet* greenlet);

// A trace function, or null; returns the one before, counted, or null.
PyObject* exchange_trace(PyObject* trace);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_HOST_H_
