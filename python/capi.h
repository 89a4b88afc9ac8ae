// The capsule by which other extensions use greenlets: greenlet._C_API.
#ifndef GREENLENS_PYTHON_CAPI_H_
#define GREENLENS_PYTHON_CAPI_H_

#include "python/python.h"

namespace greenlens::python {

// A new reference, or null with an error set.
PyObject* make_capsule();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_CAPI_H_
