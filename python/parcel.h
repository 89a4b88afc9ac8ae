// What a switch carries between Python greenlets: a call's arguments, one value, or an error.
#ifndef GREENLENS_PYTHON_PARCEL_H_
#define GREENLENS_PYTHON_PARCEL_H_

#include <memory>

#include "engine/core/host.h"
#include "python/python.h"

namespace greenlens::python {

struct Parcel final : core::Carried {
  Ref value;                   // one value; or
  Ref arguments, keywords;     // a tuple, and a dict or nothing; or
  Ref type, error, traceback;  // as PyErr_Fetch gives them
  std::string describe() const noexcept override;

  // A thread keeps a few places: each switch needs one.
  static void* operator new(size_t size);
  static void operator delete(void* place) noexcept;
};

core::Delivery carry_value(PyObject* value);  // takes the reference over
core::Delivery carry_arguments(Ref arguments, Ref keywords);
core::Delivery carry_error(PyObject* type, PyObject* error, PyObject* traceback);  // and these
core::Delivery carry_set_error();  // the one that is set, which is cleared
// The same, but a GreenletExit arrives as a value. Says whether it was one.
core::Delivery carry_set_error_or_exit(bool* is_exit);

// "ValueError: 'text' (work, app.py:12; main, app.py:30)". Runs nothing of the program's. The two
// last ones may be null.
std::string described_error(PyObject* type, PyObject* error, PyObject* traceback);

// What switch() returns: a new reference; null, with the error set that was carried.
PyObject* unpack(core::Delivery delivery);
// What run() is called with: a tuple, and a dict or null. Not for an error.
void unpack_call(core::Delivery delivery, Ref* arguments, Ref* keywords);
void set_error(core::Delivery delivery);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_PARCEL_H_
