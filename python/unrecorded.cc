// The plain module: nobody records.
#include "python/recording.h"

namespace greenlens::python {

bool begin_recording() { return true; }
bool add_recording_functions() { return true; }
void tell_line() {}
void tell_acting_line() {}
void tell_type(PyTypeObject*) {}
void tell_body(PyObject*) {}
void tell_target(core::Core&) {}
void tell_standstill(core::Core&, PyObject*) {}
void tell_name(core::Core&, PyObject*) {}
void tell_call(core::Core&, PyObject*, PyObject*) {}
bool is_nameless(const core::Core&) { return false; }
void tell_thread() {}
void tell_end(core::Core&) {}

}  // namespace greenlens::python
