// What a greenlet can be asked to do.
#ifndef GREENLENS_PYTHON_METHODS_H_
#define GREENLENS_PYTHON_METHODS_H_

#include "python/object.h"

namespace greenlens::python {

PyMethodDef* methods();
// switch(*arguments, **keywords), which may be null, and throw(type, error, traceback), of which
// all but the type may be. A new reference, or null with an error set.
PyObject* switch_with(PyGreenlet* greenlet, PyObject* arguments, PyObject* keywords);
PyObject* throw_with(PyGreenlet* greenlet, PyObject* type, PyObject* error, PyObject* traceback);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_METHODS_H_
