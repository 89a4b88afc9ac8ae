#define PY_SSIZE_T_CLEAN
#include "bench/cpython.h"

#include <Python.h>
#include <greenlet.h>

#include <cstdio>
#include <cstdlib>

namespace greenlens::bench {
namespace {

void check(bool fine) {
  if (fine) return;
  PyErr_Print();
  std::fprintf(stderr,
               "greenlens_bench: CPython's greenlet refused; is python3-greenlet installed?\n");
  std::exit(1);
}

void start_python() {
  static const bool started = [] {
    Py_InitializeEx(0);
    PyGreenlet_Import();
    check(_PyGreenlet_API != nullptr);
    return true;
  }();
  static_cast<void>(started);
}

struct Body {
  void (*run)(void*);
  void* argument;
};

PyObject* run_body(PyObject* capsule, PyObject*) {
  auto* body = static_cast<Body*>(PyCapsule_GetPointer(capsule, nullptr));
  body->run(body->argument);
  Py_RETURN_NONE;
}
void free_body(PyObject* capsule) {
  delete static_cast<Body*>(PyCapsule_GetPointer(capsule, nullptr));
}
PyMethodDef method = {"body", run_body, METH_NOARGS, nullptr};

}  // namespace

CPythonSubject::Handle CPythonSubject::make(void (*run)(void*), void* argument) {
  start_python();
  PyObject* capsule = PyCapsule_New(new Body{run, argument}, nullptr, free_body);
  PyObject* function = PyCFunction_New(&method, capsule);
  PyGreenlet* made = PyGreenlet_New(function, nullptr);
  check(made != nullptr);
  Py_DECREF(function);
  Py_DECREF(capsule);
  return made;
}

void CPythonSubject::drop(Handle self) { Py_DECREF(static_cast<PyObject*>(self)); }

CPythonSubject::Handle CPythonSubject::main() {
  static Handle const main = [] {
    start_python();
    return PyGreenlet_GetCurrent();
  }();
  return main;
}

void CPythonSubject::go(Handle, Handle to) {
  Py_XDECREF(PyGreenlet_Switch(static_cast<PyGreenlet*>(to), nullptr, nullptr));
}

size_t CPythonSubject::saved(Handle self) {
  PyObject* number = PyObject_GetAttrString(static_cast<PyObject*>(self), "_stack_saved");
  check(number != nullptr);
  size_t saved = PyLong_AsSize_t(number);
  Py_DECREF(number);
  return saved;
}

}  // namespace greenlens::bench
