#include "python/timers.h"

#include <unordered_map>
#include <utility>

#include "python/interpreter.h"

namespace greenlens::python {
namespace {

struct AskedTimer {
  Ref weak;  // whose end takes this away
  Asked asked;
};

std::unordered_map<PyObject*, AskedTimer>& all_timers() {
  static auto* const all = new std::unordered_map<PyObject*, AskedTimer>;
  return *all;
}

// It is gone, and another one may come to lie there.
PyObject* forget_timer(PyObject* address, PyObject* /*weak*/) {
  const auto found = all_timers().find(static_cast<PyObject*>(PyLong_AsVoidPtr(address)));
  if (found == all_timers().end()) return Py_NewRef(Py_None);
  const AskedTimer last = std::move(found->second);
  all_timers().erase(found);
  return Py_NewRef(Py_None);
}

PyMethodDef kForget = {"_forget_timer", forget_timer, METH_O, nullptr};

// Null: it cannot be referred to so.
Ref weakly(PyObject* timer) {
  const Ref address(PyLong_FromVoidPtr(timer));
  const Ref forget(address ? PyCFunction_New(&kForget, address.get()) : nullptr);
  return Ref(forget ? PyWeakref_NewRef(timer, forget.get()) : nullptr);
}

// A timer's call has few frames above it: that of what it calls, and of what that calls.
constexpr int kMostFrames = 16;

}  // namespace

void see_body(PyObject* body) {
  if (!PyMethod_Check(body)) return;
  PyObject* self = PyMethod_GET_SELF(body);
  auto* type = reinterpret_cast<PyObject*>(Py_TYPE(self));
  if (PyObject_HasAttrString(type, "schedule_call_global") == 0) return;
  const ErrorAside aside;
  const Ref module(PyImport_ImportModule("greenlens._wakes"));
  const Ref done(module ? PyObject_CallMethod(module.get(), "watch_eventlet", "O", self) : nullptr);
  PyErr_Clear();
}

PyObject* note_timer(PyObject*, PyObject* timer) {
  if (!are_wakes_told()) return Py_NewRef(Py_None);
  Ref weak = weakly(timer);
  if (weak) {
    all_timers()[timer] = {std::move(weak), asked_here()};
  } else {
    PyErr_Clear();
  }
  return Py_NewRef(Py_None);
}

const Asked* asked_for_timer() {
  if (all_timers().empty()) return nullptr;
  const _PyInterpreterFrame* innermost = innermost_frame(*PyThreadState_Get());
  FrameHere frame;
  for (int i = 0; i < kMostFrames && next_frame(&innermost, &frame); ++i) {
    if (PyUnicode_CompareWithASCIIString(frame.code->co_name, "__call__") != 0) continue;
    const auto found = all_timers().find(first_argument(frame));
    if (found != all_timers().end()) return &found->second.asked;
  }
  return nullptr;
}

}  // namespace greenlens::python
