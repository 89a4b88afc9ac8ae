// CPython's header, and which version of it this is for.
#ifndef GREENLENS_PYTHON_PYTHON_H_
#define GREENLENS_PYTHON_PYTHON_H_

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#if PY_VERSION_HEX < 0x030b0000 || PY_VERSION_HEX >= 0x030c0000
#error "This is for CPython 3.11: the fields of another one's thread state are other ones."
#endif

#include <utility>

namespace greenlens::python {

// One counted reference, or none.
class Ref {
 public:
  Ref() = default;
  explicit Ref(PyObject* owned) : object_(owned) {}  // takes the caller's reference over
  static Ref to(PyObject* borrowed) { return Ref(Py_XNewRef(borrowed)); }
  Ref(Ref&& other) : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref&& other) {
    PyObject* old = std::exchange(object_, std::exchange(other.object_, nullptr));
    Py_XDECREF(old);  // which may run anything
    return *this;
  }
  ~Ref() { Py_XDECREF(object_); }
  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

// The error that is set, out of the way as long as this lives.
class ErrorAside {
 public:
  ErrorAside() { PyErr_Fetch(&type_, &value_, &traceback_); }
  ErrorAside(const ErrorAside&) = delete;
  ~ErrorAside() { PyErr_Restore(type_, value_, traceback_); }

 private:
  PyObject* type_ = nullptr;
  PyObject* value_ = nullptr;
  PyObject* traceback_ = nullptr;
};

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_PYTHON_H_
