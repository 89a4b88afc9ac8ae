#include "python/wakes.h"

#include <deque>
#include <map>
#include <unordered_map>
#include <utility>

#include "engine/core/thread_state.h"
#include "python/asked.h"
#include "python/kept_texts.h"
#include "python/object.h"
#include "python/parcel.h"
#include "python/timers.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

struct AskedCallback {
  Ref callback;  // gevent's object: while it waits it has `callback` and `args`, then only these
  Asked asked;
};

// In the order in which a loop calls back. Of one that is gone nothing.
std::map<PyObject*, std::deque<AskedCallback>>& all_asked() {
  static auto* const all = new std::map<PyObject*, std::deque<AskedCallback>>;
  return *all;
}

bool is_none(PyObject* object, const char* attribute) {
  const Ref value(PyObject_GetAttrString(object, attribute));
  if (!value) PyErr_Clear();
  return !value || value.get() == Py_None;
}

enum class Stage { waiting, running, over };
Stage stage_of(const AskedCallback& asked) {
  if (!is_none(asked.callback.get(), "callback")) return Stage::waiting;
  return is_none(asked.callback.get(), "args") ? Stage::over : Stage::running;
}

void forget_over(std::deque<AskedCallback>* asked) {
  while (!asked->empty() && stage_of(asked->front()) == Stage::over) asked->pop_front();
}

// What the greenlet that runs asks to be called by, if it is a hub; found out once for each.
std::deque<AskedCallback>* asked_by_loop_of(const core::Core& hub) {
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
  std::deque<AskedCallback>& all = all_asked()[loop];
  forget_over(&all);
  // One that is to call nothing is never called.
  if (!are_wakes_told() || is_none(callback, "callback")) return Py_NewRef(Py_None);
  all.push_back({Ref::to(callback), asked_here()});
  return Py_NewRef(Py_None);
}

namespace {

// Where switches are only noted nobody is told: of each the last one, by its number.
std::unordered_map<uint64_t, Asked>& last_asked() {
  static auto* const all = new std::unordered_map<uint64_t, Asked>;
  return *all;
}

// What the loop of whoever runs is calling; null: it runs no loop, or nobody is known to have
// asked.
const Asked* asked_for_callback() {
  if (all_asked().empty()) return nullptr;
  std::deque<AskedCallback>* all = asked_by_loop_of(*core::this_thread->current);
  if (all == nullptr) return nullptr;
  forget_over(all);
  const bool is_called = !all->empty() && stage_of(all->front()) == Stage::running;
  return is_called ? &all->front().asked : nullptr;
}

}  // namespace

void tell_wake(core::Core& target) {
  const core::ThreadState* thread = core::this_thread;
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr) return;
  if (target.dead() || &target == thread->current) return;
  const Asked* asked = asked_for_callback();
  if (asked == nullptr) asked = asked_for_timer();
  if (asked == nullptr) return;
  if (thread->log != nullptr) return void(last_asked()[target.id()] = *asked);
  last_asked().erase(target.id());
  tell_texts(*observer);
  observer->wake_seen(target, asked->by, ns_since(*asked), asked->at, asked->call,
                      /*is_past=*/false);
}

void tell_last_wakes(const std::vector<core::Core*>& all) {
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr) return;
  for (core::Core* one : all) {
    const auto asked = last_asked().find(one->id());
    const bool stands = !one->dead() && core::CoreAccess::thread(*one)->current != one;
    if (asked == last_asked().end() || !stands) continue;
    const Asked& its = asked->second;
    tell_texts(*observer);
    observer->wake_seen(*one, its.by, ns_since(its), its.at, its.call, /*is_past=*/true);
  }
  last_asked().clear();
}

void forget_wake(const core::Core& greenlet) { last_asked().erase(greenlet.id()); }

}  // namespace greenlens::python
