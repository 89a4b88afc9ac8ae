#include "python/capi.h"

#include "python/methods.h"
#include "python/module.h"
#include "python/object.h"
#include "python/thread.h"

namespace greenlens::python {
namespace {

// Their callers are C: what is no greenlet is refused.
bool is_one(PyGreenlet* object) {
  if (object != nullptr && is_greenlet(object_of(object))) return true;
  PyErr_BadArgument();
  return false;
}

PyGreenlet* api_new(PyObject* run, PyGreenlet* parent) {
  return new_greenlet(&GreenletType, run, object_of(parent));
}

PyGreenlet* api_get_current() { return current_greenlet(); }

PyObject* api_throw(PyGreenlet* self, PyObject* type, PyObject* error, PyObject* traceback) {
  return is_one(self) ? throw_with(self, type, error, traceback) : nullptr;
}

PyObject* api_switch(PyGreenlet* self, PyObject* arguments, PyObject* keywords) {
  return is_one(self) ? switch_with(self, arguments, keywords) : nullptr;
}

int api_set_parent(PyGreenlet* self, PyGreenlet* parent) {
  return is_one(self) && is_one(parent) ? set_parent(self, object_of(parent)) : -1;
}

int api_is_main(PyGreenlet* self) { return is_one(self) ? self->core->is_main() : -1; }
int api_is_started(PyGreenlet* self) { return is_one(self) ? self->core->started() : -1; }
int api_is_active(PyGreenlet* self) { return is_one(self) ? self->core->active() : -1; }

PyGreenlet* api_get_parent(PyGreenlet* self) {
  return is_one(self) ? reinterpret_cast<PyGreenlet*>(parent_of(self)) : nullptr;
}

template <typename Function>
void* entry(Function* function) {
  return reinterpret_cast<void*>(function);
}

void* table[12];

}  // namespace

PyObject* make_capsule() {
  void* const all[12] = {&GreenletType,         GreenletError,          GreenletExit,
                         entry(api_new),        entry(api_get_current), entry(api_throw),
                         entry(api_switch),     entry(api_set_parent),  entry(api_is_main),
                         entry(api_is_started), entry(api_is_active),   entry(api_get_parent)};
  for (size_t i = 0; i < 12; ++i) table[i] = all[i];
  return PyCapsule_New(table, "greenlet._C_API", nullptr);
}

}  // namespace greenlens::python
