#include "python/snapshot.h"

#include <algorithm>

#include "engine/core/lifetime.h"
#include "engine/core/thread_state.h"
#include "python/chain.h"
#include "python/kept_texts.h"
#include "python/module.h"
#include "python/recording.h"
#include "python/thread.h"
#include "python/wakes.h"
#include "tracer/record/observer.h"

namespace greenlens::python {

std::vector<core::Core*> all_greenlets() {
  std::vector<core::Core*> all;
  for (core::ThreadState* thread : threads_with_greenlets()) {
    for (core::Core* one = thread->oldest; one != nullptr; one = core::CoreAccess::newer(*one)) {
      if (!one->dead()) all.push_back(one);
    }
  }
  return all;
}

namespace {

facts::WaitFor wait_from(const std::string& word) {
  const auto words = enum_names(facts::WaitFor{});
  for (size_t i = 0; i < words.size(); ++i) {
    if (word == words[i]) return static_cast<facts::WaitFor>(i);
  }
  return facts::WaitFor::other;
}

// (greenlet, kind, what, on, count)
void tell_wait(record::RingObserver& observer, PyObject* wait) {
  const char *kind = nullptr, *what = nullptr;
  PyObject *who = nullptr, *on = nullptr;
  Py_ssize_t count = 0;
  if (!PyArg_ParseTuple(wait, "OssOn", &who, &kind, &what, &on, &count)) return;
  if (!is_greenlet(who) || (on != Py_None && !is_greenlet(on))) return;
  const core::Core* core = as_greenlet(who)->core;
  if (!core->active() || core::CoreAccess::thread(*core)->current == core) return;
  observer.wait_seen(*core, wait_from(kind), what, on == Py_None ? nullptr : as_greenlet(on)->core,
                     static_cast<uint64_t>(std::max<Py_ssize_t>(count, 1)));
}

void see_all_waits() {
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr) return;
  const Ref module(PyImport_ImportModule("greenlens._waits"));
  const Ref waits(module ? PyObject_CallMethod(module.get(), "rows", nullptr) : nullptr);
  if (!waits || !PyList_Check(waits.get())) return;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(waits.get()); ++i) {
    tell_wait(*observer, PyList_GET_ITEM(waits.get(), i));
    PyErr_Clear();
  }
}

// What it would be called once it begins.
void name_unstarted(core::Core& greenlet) {
  PyGreenlet* self = state_of(greenlet).self;
  if (self == nullptr || !is_nameless(greenlet)) return;
  const Ref run(PyObject_GetAttr(object_of(self), run_name));
  if (run) tell_name(greenlet, run.get());
  PyErr_Clear();
}

void see_all_frames() {
  // Looking may run what frees one of them.
  std::vector<core::Core*> all = all_greenlets();
  for (core::Core* one : all) core::retain(*one);
  for (core::Core* one : all) {
    if (one->dead()) continue;
    one->started() ? see_frames(*one) : name_unstarted(*one);
  }
  tell_last_wakes(all);
  for (core::Core* one : all) core::release(*one);
}

}  // namespace

void forget_what_was_told() {
  forget_told_texts();
  for (core::Core* one : all_greenlets()) forget_chain(*one);
}

void see_all_greenlets() {
  static bool looks = false;
  if (std::exchange(looks, true)) return;
  const ErrorAside aside;
  see_all_frames();
  see_all_waits();
  PyErr_Clear();
  looks = false;
}

}  // namespace greenlens::python
