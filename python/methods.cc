#include "python/methods.h"

#include "python/host.h"
#include "python/module.h"
#include "python/parcel.h"

namespace greenlens::python {
namespace {

bool collect_keywords(PyObject* const* values, PyObject* names, Ref* keywords) {
  if (names == nullptr || PyTuple_GET_SIZE(names) == 0) return true;
  *keywords = Ref(PyDict_New());
  if (!*keywords) return false;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); ++i) {
    if (PyDict_SetItem(keywords->get(), PyTuple_GET_ITEM(names, i), values[i]) < 0) return false;
  }
  return true;
}

PyObject* call_switch(PyObject* self, PyObject* const* values, Py_ssize_t count, PyObject* names) {
  if (count == 1 && names == nullptr) {
    return switch_to(as_greenlet(self), carry_value(Py_NewRef(values[0])));
  }
  Ref arguments(PyTuple_New(count)), keywords;
  if (!arguments || !collect_keywords(values + count, names, &keywords)) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyTuple_SET_ITEM(arguments.get(), i, Py_NewRef(values[i]));
  }
  return switch_to(as_greenlet(self), carry_arguments(std::move(arguments), std::move(keywords)));
}

PyObject* call_throw(PyObject* self, PyObject* arguments) {
  PyObject *type = GreenletExit, *error = nullptr, *traceback = nullptr;
  if (!PyArg_ParseTuple(arguments, "|OOO:throw", &type, &error, &traceback)) return nullptr;
  return throw_with(as_greenlet(self), type, error, traceback);
}

PyObject* refuse_to_serialize(PyObject* self, PyObject*) {
  return PyErr_Format(PyExc_TypeError, "cannot serialize '%s' object", Py_TYPE(self)->tp_name);
}

PyMethodDef kMethods[] = {
    {"switch", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(call_switch)),
     METH_FASTCALL | METH_KEYWORDS,
     "switch(*args, **kwargs)\n\n"
     "Switch execution to this greenlet.\n\n"
     "If it has never been run, it begins with these arguments. If it was suspended by its own\n"
     "switch(), that returns them: one argument as it is, others as a tuple, keywords as a dict,\n"
     "both as a pair of the two. If it has ended, its parent is switched to instead."},
    {"throw", call_throw, METH_VARARGS,
     "throw(type=GreenletExit, value=None, traceback=None)\n\n"
     "Switches execution to this greenlet, and immediately raises the exception in it."},
    {"__getstate__", refuse_to_serialize, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyMethodDef* methods() { return kMethods; }

PyObject* switch_with(PyGreenlet* greenlet, PyObject* arguments, PyObject* keywords) {
  Ref all = arguments != nullptr ? Ref::to(arguments) : Ref(PyTuple_New(0));
  if (!all) return nullptr;
  return switch_to(greenlet, carry_arguments(std::move(all), Ref::to(keywords)));
}

PyObject* throw_with(PyGreenlet* greenlet, PyObject* type, PyObject* error, PyObject* traceback) {
  if (error == Py_None) error = nullptr;
  if (traceback == Py_None) traceback = nullptr;
  if (traceback != nullptr && !PyTraceBack_Check(traceback)) {
    PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
    return nullptr;
  }
  Ref of_type = Ref::to(type), of_error = Ref::to(error), of_traceback = Ref::to(traceback);
  if (PyExceptionInstance_Check(type)) {
    if (error != nullptr) {
      PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
      return nullptr;
    }
    of_error = std::move(of_type);
    of_type = Ref::to(PyExceptionInstance_Class(type));
    if (traceback == nullptr) of_traceback = Ref(PyException_GetTraceback(type));
  } else if (!PyExceptionClass_Check(type)) {
    return PyErr_Format(PyExc_TypeError, "exceptions must be classes, or instances, not %s",
                        Py_TYPE(type)->tp_name);
  } else {
    PyObject *t = of_type.release(), *e = of_error.release(), *b = of_traceback.release();
    PyErr_NormalizeException(&t, &e, &b);
    of_type = Ref(t), of_error = Ref(e), of_traceback = Ref(b);
  }
  return throw_into(greenlet, of_type.release(), of_error.release(), of_traceback.release());
}

}  // namespace greenlens::python
