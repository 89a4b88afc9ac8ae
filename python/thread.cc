#include "python/thread.h"

#include <atomic>

#include "engine/core/lifetime.h"
#include "python/host.h"
#include "python/module.h"
#include "python/recording.h"

namespace greenlens::python {
namespace {

size_t pending_in_all = 0;

// Threads that have left, to be buried by the next one that comes along with the interpreter's
// lock.
// No lock: it could be held by a thread that a forked child does not have.
std::atomic<PythonThread*> last_left{nullptr};

void bury(core::ThreadState& thread) {
  Dropped held;
  if (thread.host_state) static_cast<PythonThread&>(*thread.host_state).heir = &held;
  core::abandon_thread(thread);
  held.drop();
}

// Lies in the thread state's dict, so that it goes with it. In the thread itself that is nearly its
// end: it ends what others dropped, and what else lies in that dict may end greenlets. Elsewhere it
// is cleared for a thread that never runs again: by the process's last one, or by the first one of
// a forked child.
constexpr const char* kGuard = "greenlet._end_of_thread";
struct Guard {
  PyObject_HEAD core::ThreadState* thread;
};

void end_guard(PyObject* object) {
  core::ThreadState* thread = reinterpret_cast<Guard*>(object)->thread;
  if (thread == core::this_thread) {
    if (!_Py_IsFinalizing()) this_thread().dropped.drop();
    this_thread().state_ends = true;
  } else if (!thread->exited) {
    bury(*thread);
  }
  PyObject_Free(object);
}

PyTypeObject GuardType = [] {
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  type.tp_name = "greenlet._greenlet._end_of_thread";
  type.tp_basicsize = sizeof(Guard);
  type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  type.tp_dealloc = end_guard;
  return type;
}();

bool guard_thread() {
  PyObject* dict = PyThreadState_GetDict();
  if (dict == nullptr || PyType_Ready(&GuardType) < 0) {
    if (!PyErr_Occurred()) PyErr_NoMemory();
    return false;
  }
  auto* guard = PyObject_New(Guard, &GuardType);
  if (guard == nullptr) return false;
  const Ref owned(reinterpret_cast<PyObject*>(guard));
  guard->thread = core::this_thread;
  return PyDict_SetItemString(dict, kGuard, owned.get()) == 0;
}

bool is_made() { return core::this_thread != nullptr && core::this_thread->host_state != nullptr; }

PythonThread* make_thread() {
  PyGreenlet* main = new_main_object();
  if (main == nullptr) return nullptr;
  // Making it may have collected garbage, which used greenlets.
  if (is_made()) return discard_main_object(main), &this_thread();
  set_next_main(main);
  core::Core& core = core::main_core(python_host());
  core::retain(core);
  main->core = &core;
  auto made = std::make_unique<PythonThread>();
  made->state = PyThreadState_Get();
  made->main = main;
  made->current = main;
  Py_INCREF(main);
  core::host_thread_state() = std::move(made);
  if (!guard_thread()) return nullptr;
  tell_thread();
  return &this_thread();
}

// Of a thread that used greenlets with another thread state: C code may have several, one after the
// other.
PythonThread* with_another_state() {
  if (this_thread().state_ends && this_thread().current == this_thread().main) {
    bury(*core::this_thread);
    return make_thread();
  }
  PyErr_SetString(GreenletError,
                  "this thread used greenlets with another Python thread state, which still lives: "
                  "end that one (PyThreadState_Clear) before greenlets are used with this one");
  return nullptr;
}

}  // namespace

void Dropped::add(PyObject* object) {
  objects.push_back(object);
  ++pending_in_all;
}

void Dropped::drop() {
  while (!objects.empty()) {
    PyObject* object = objects.back();
    objects.pop_back();
    --pending_in_all;
    Py_DECREF(object);
  }
}

PythonThread::~PythonThread() {
  if (spare != nullptr) free_chunk(spare);
  if (heir == nullptr) return;
  for (PyObject* held : {object_of(current), object_of(main), left, trace.release()}) {
    if (held != nullptr) heir->add(held);
  }
  for (PyObject* waits : dropped.objects) heir->objects.push_back(waits);
}

PythonThread* thread_of(const core::Core& greenlet) {
  const core::ThreadState* thread = core::CoreAccess::thread(greenlet);
  return thread->exited ? nullptr : static_cast<PythonThread*>(thread->host_state.get());
}

std::vector<core::ThreadState*> threads_with_greenlets() {
  const ErrorAside aside;
  std::vector<core::ThreadState*> all;
  PyThreadState* one = PyInterpreterState_ThreadHead(PyInterpreterState_Get());
  for (; one != nullptr; one = PyThreadState_Next(one)) {
    PyObject* guard = one->dict != nullptr ? PyDict_GetItemString(one->dict, kGuard) : nullptr;
    if (guard != nullptr && !reinterpret_cast<Guard*>(guard)->thread->exited)
      all.insert(all.begin(), reinterpret_cast<Guard*>(guard)->thread);  // the newest comes first
  }
  return all;
}

PythonThread* ready() {
  if (!is_made()) return make_thread();
  PythonThread& thread = this_thread();
  if (thread.state != _PyThreadState_UncheckedGet()) [[unlikely]]
    return with_another_state();
  if (!thread.dropped.empty()) [[unlikely]] {
    const ErrorAside aside;
    thread.dropped.drop();
  }
  if (core::this_thread->anything_dropped.load(std::memory_order_relaxed)) [[unlikely]]
    core::reap();
  return &this_thread();
}

void note_left(core::ThreadState& thread) {
  auto& left = static_cast<PythonThread&>(*thread.host_state);
  left.of = &thread;
  left.next_left = last_left.load(std::memory_order_relaxed);
  while (!last_left.compare_exchange_weak(left.next_left, &left, std::memory_order_release,
                                          std::memory_order_relaxed)) {
  }
}

void bury_left_threads() {
  if (last_left.load(std::memory_order_relaxed) == nullptr) return;
  const ErrorAside aside;
  PythonThread* left = last_left.exchange(nullptr, std::memory_order_acquire);
  while (left != nullptr) {
    PythonThread* next = left->next_left;  // before this one goes
    bury(*std::exchange(left, next)->of);
  }
}

// Those that have left are buried under the interpreter's lock alone, which the caller has.
size_t pending() {
  size_t all = pending_in_all;
  const PythonThread* left = last_left.load(std::memory_order_acquire);
  for (; left != nullptr; left = left->next_left) ++all;
  return all;
}

}  // namespace greenlens::python
