// What all files of this module share: its errors.
#ifndef GREENLENS_PYTHON_MODULE_H_
#define GREENLENS_PYTHON_MODULE_H_

#include "python/python.h"

namespace greenlens::python {

// greenlet.error and greenlet.GreenletExit: borrowed, for as long as the process lives.
extern PyObject* GreenletError;
extern PyObject* GreenletExit;
extern PyObject* run_name;  // "run", as attributes are looked up

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_MODULE_H_
