// greenlet.greenlet as Python's object, and what the engine keeps with each of its greenlets.
//
// There are two counts. A PyGreenlet has one reference of its core; whether it lives is Python's
// count of it alone, which also counts its parent's and, by its thread, the one that runs.
#ifndef GREENLENS_PYTHON_OBJECT_H_
#define GREENLENS_PYTHON_OBJECT_H_

#include "engine/core/core.h"
#include "python/interpreter.h"
#include "python/python.h"

// As binaries know it that were built with greenlet.h: 40 bytes.
struct PyGreenlet {
  PyObject_HEAD PyObject* weakrefs;
  PyObject* dict;
  greenlens::core::Core* core;  // null only while it is being made
};
static_assert(sizeof(PyGreenlet) == 3 * sizeof(void*) + sizeof(PyObject));

namespace greenlens::python {

extern PyTypeObject GreenletType;

inline bool is_greenlet(PyObject* object) { return PyObject_TypeCheck(object, &GreenletType); }
inline PyGreenlet* as_greenlet(PyObject* object) { return reinterpret_cast<PyGreenlet*>(object); }
inline PyObject* object_of(PyGreenlet* greenlet) { return reinterpret_cast<PyObject*>(greenlet); }

struct PythonState final : core::GreenletStateOf<PythonState> {
  explicit PythonState(PyGreenlet* object) : self(object) {}
  PyGreenlet* self;  // null once that is gone
  Ref run;           // as it was given, until it begins
  Ref body;          // what was found for it, which may be something else, from then on
  Ref parent;        // the object of core.parent(), but for who is being killed
  InterpreterState interpreter;
  std::unique_ptr<core::HostState> seen;  // of it, by the module that records
};

inline PythonState& state_of(const core::Core& core) {
  return static_cast<PythonState&>(*core.host_state());
}

// Fills GreenletType in and makes it ready; -1 with an error set.
int make_type();

// A new main greenlet's object, whose core is still to come. Null with an error set.
PyGreenlet* new_main_object();
// One that is not needed after all.
void discard_main_object(PyGreenlet* object);

// Who runs in this thread: a new reference, or null with an error set.
PyGreenlet* current_greenlet();
// greenlet(run, parent): either may be null. A new reference; null with an error set.
PyGreenlet* new_greenlet(PyTypeObject* type, PyObject* run, PyObject* parent);
// -1 with an error set.
int set_parent(PyGreenlet* greenlet, PyObject* parent);
// A new reference; null when it has none, without an error.
PyObject* parent_of(PyGreenlet* greenlet);
int main_greenlets();  // that there are in this process

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_OBJECT_H_
