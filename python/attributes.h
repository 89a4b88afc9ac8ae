// What a greenlet's attributes are.
#ifndef GREENLENS_PYTHON_ATTRIBUTES_H_
#define GREENLENS_PYTHON_ATTRIBUTES_H_

#include "python/object.h"

namespace greenlens::python {

PyGetSetDef* attributes();
// `run` may be null, to delete it. -1 with an error set.
int set_run(PyGreenlet* greenlet, PyObject* run);
PyObject* repr(PyObject* greenlet);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_ATTRIBUTES_H_
