#include "python/unswitchable.h"

#include <structmember.h>

#include <cstddef>

#include "python/methods.h"
#include "python/module.h"
#include "python/object.h"

namespace greenlens::python {
namespace {

struct Unswitchable {
  PyGreenlet greenlet;
  char fails;      // before anything has moved: whoever switches gets an error
  char goes_down;  // the bytes of the stack cannot be trusted any more
};

// Whether it is to go on. False with an error set.
bool still_switches(PyObject* self) {
  const auto* one = reinterpret_cast<const Unswitchable*>(self);
  if (one->goes_down != 0) {
    Py_FatalError(
        "greenlet: a switch failed half way, as force_slp_switch_error asks for; the stack is not "
        "to be trusted");
  }
  if (one->fails == 0) return true;
  PyErr_SetString(PyExc_SystemError,
                  one->greenlet.core->started()
                      ? "Failed to switch stacks into a running greenlet."
                      : "Failed to switch stacks into a greenlet for the first time.");
  return false;
}

PyObject* try_switch(PyObject* self, PyObject* arguments, PyObject* keywords) {
  return still_switches(self) ? switch_with(as_greenlet(self), arguments, keywords) : nullptr;
}

PyObject* try_throw(PyObject* self, PyObject* arguments) {
  PyObject *type = GreenletExit, *error = nullptr, *traceback = nullptr;
  if (!PyArg_ParseTuple(arguments, "|OOO:throw", &type, &error, &traceback)) return nullptr;
  return still_switches(self) ? throw_with(as_greenlet(self), type, error, traceback) : nullptr;
}

PyMethodDef kUnsteadyMethods[] = {
    {"switch", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(try_switch)),
     METH_VARARGS | METH_KEYWORDS, "As of any greenlet, unless it is to fail."},
    {"throw", try_throw, METH_VARARGS, "As of any greenlet, unless it is to fail."},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef kUnsteadyMembers[] = {
    {"force_switch_error", T_BOOL, offsetof(Unswitchable, fails), 0,
     "Switching to it raises SystemError, and nothing has happened."},
    {"force_slp_switch_error", T_BOOL, offsetof(Unswitchable, goes_down), 0,
     "Switching to it ends the process."},
    {nullptr, 0, 0, 0, nullptr},
};

}  // namespace

PyTypeObject UnswitchableType = {PyVarObject_HEAD_INIT(nullptr, 0)};

int make_unswitchable_type() {
  PyTypeObject& type = UnswitchableType;
  if (PyType_HasFeature(&type, Py_TPFLAGS_READY)) return 0;  // it is imported once more
  type.tp_name = "greenlet._greenlet.UnswitchableGreenlet";
  type.tp_doc = "A greenlet whose switches fail on request: for tests.";
  type.tp_base = &GreenletType;
  type.tp_basicsize = sizeof(Unswitchable);
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
  type.tp_methods = kUnsteadyMethods;
  type.tp_members = kUnsteadyMembers;
  // The collector's three come together.
  type.tp_traverse = GreenletType.tp_traverse;
  type.tp_clear = GreenletType.tp_clear;
  type.tp_is_gc = GreenletType.tp_is_gc;
  return PyType_Ready(&type);
}

}  // namespace greenlens::python
