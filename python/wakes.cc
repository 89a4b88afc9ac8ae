#include "python/wakes.h"

#include <time.h>

#include <deque>
#include <map>
#include <utility>

#include "engine/core/thread_state.h"
#include "python/chain.h"
#include "python/code_places.h"
#include "python/kept_texts.h"
#include "python/object.h"
#include "python/parcel.h"
#include "python/recording.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

struct Asked {
  Ref callback;  // gevent's object: while it waits it has `callback` and `args`, then only these
  uint64_t by = 0, ns = 0;
  core::Where at{};
  const char* call = "";
};

// In the order in which a loop calls back. Of one that is gone nothing.
std::map<PyObject*, std::deque<Asked>>& all_asked() {
  static auto* const all = new std::map<PyObject*, std::deque<Asked>>;
  return *all;
}

uint64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

bool is_none(PyObject* object, const char* attribute) {
  const Ref value(PyObject_GetAttrString(object, attribute));
  if (!value) PyErr_Clear();
  return !value || value.get() == Py_None;
}

enum class Stage { waiting, running, over };
Stage stage_of(const Asked& asked) {
  if (!is_none(asked.callback.get(), "callback")) return Stage::waiting;
  return is_none(asked.callback.get(), "args") ? Stage::over : Stage::running;
}

void forget_over(std::deque<Asked>* asked) {
  while (!asked->empty() && stage_of(asked->front()) == Stage::over) asked->pop_front();
}

// The line of the program that asks, not that of a library; none where there is none.
void note_place(Asked* asked) {
  const FrameHere frame = own_frame(innermost_frame(*PyThreadState_Get()));
  if (frame.code == nullptr || place_of(frame.code).is_library) return;
  asked->at = where(frame.code, frame.instruction);
  asked->call = call_text(frame.code, frame.instruction);
}

// What the greenlet that runs asks to be called by, if it is a hub; found out once for each.
std::deque<Asked>* asked_by_loop_of(const core::Core& hub) {
  static auto* const known = new std::map<uint64_t, PyObject*>;
  const auto [found, is_new] = known->try_emplace(hub.id(), nullptr);
  if (is_new || found->second == nullptr) {
    PyGreenlet* self = state_of(hub).self;
    const bool is_hub =
        self != nullptr &&
        PyObject_HasAttrString(reinterpret_cast<PyObject*>(Py_TYPE(self)), "loop_class") != 0;
    if (!is_hub) return nullptr;
    const Ref loop(PyObject_GetAttrString(object_of(self), "loop"));
    PyErr_Clear();
    found->second = loop.get();  // a name of it: nothing is asked of it
  }
  const auto asked = all_asked().find(found->second);
  return asked != all_asked().end() ? &asked->second : nullptr;
}

}  // namespace

PyObject* forget_callbacks(PyObject*, PyObject* loop) {
  all_asked().erase(loop);
  return Py_NewRef(Py_None);
}

void see_type(PyTypeObject* type) {
  if (PyObject_HasAttrString(reinterpret_cast<PyObject*>(type), "loop_class") == 0) return;
  const ErrorAside aside;
  const Ref module(PyImport_ImportModule("greenlens._wakes"));
  const Ref done(module ? PyObject_CallMethod(module.get(), "watch", nullptr) : nullptr);
  PyErr_Clear();
}

PyObject* note_callback(PyObject*, PyObject* arguments) {
  PyObject *loop = nullptr, *callback = nullptr;
  if (!PyArg_ParseTuple(arguments, "OO", &loop, &callback)) return nullptr;
  const core::ThreadState* thread = core::this_thread;
  const bool is_told = thread == nullptr || thread->log == nullptr;
  std::deque<Asked>& all = all_asked()[loop];
  forget_over(&all);
  // Where switches are only noted nobody is told.
  if (!is_told || record::RingObserver::here() == nullptr) return Py_NewRef(Py_None);
  // One that is to call nothing is never called.
  if (is_none(callback, "callback")) return Py_NewRef(Py_None);
  Asked asked{Ref::to(callback)};
  asked.by = thread != nullptr && thread->current != nullptr ? thread->current->id() : 0;
  asked.ns = now_ns();
  note_place(&asked);
  all.push_back(std::move(asked));
  return Py_NewRef(Py_None);
}

void tell_wake(core::Core& target) {
  const core::ThreadState* thread = core::this_thread;
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr || thread->log != nullptr || all_asked().empty()) return;
  if (target.dead() || &target == thread->current) return;
  std::deque<Asked>* all = asked_by_loop_of(*thread->current);
  if (all == nullptr) return;
  forget_over(all);
  if (all->empty() || stage_of(all->front()) != Stage::running) return;
  const Asked& asked = all->front();
  tell_texts(*observer);
  observer->wake_seen(target, asked.by, now_ns() - asked.ns, asked.at, asked.call,
                      /*is_past=*/false);
}

}  // namespace greenlens::python
