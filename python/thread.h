// What the module keeps for each thread of Python, from its first use to the end of its thread
// state.
#ifndef GREENLENS_PYTHON_THREAD_H_
#define GREENLENS_PYTHON_THREAD_H_

#include <vector>

#include "engine/core/thread_state.h"
#include "python/interpreter.h"
#include "python/object.h"

namespace greenlens::python {

// References that are to be dropped where Python code may run.
struct Dropped {
  std::vector<PyObject*> objects;
  bool empty() const { return objects.empty(); }
  void add(PyObject* object);
  void drop();
};

struct PythonThread final : core::HostState {
  ~PythonThread() override;
  PyThreadState* state = nullptr;
  PyGreenlet* main = nullptr;     // counted
  PyGreenlet* current = nullptr;  // counted: who runs is alive
  // Who ran before and was left: its reference is dropped by who arrives.
  PyObject* left = nullptr;
  Ref trace;  // of settrace()
  Continuing goes_on;
  _PyStackChunk* spare = nullptr;
  // Left by who never arrives in Python; and suspended ones that other threads dropped.
  Dropped dropped;
  Dropped* heir = nullptr;  // at its end: who gets what is still held
  bool state_ends = false;  // the thread state is being cleared
  // Of one that has left and is to be buried.
  core::ThreadState* of = nullptr;
  PythonThread* next_left = nullptr;
};

// This thread's; only where it has been made.
inline PythonThread& this_thread() {
  return static_cast<PythonThread&>(*core::this_thread->host_state);
}
// The one of a greenlet's thread; null when that has ended.
PythonThread* thread_of(const core::Core& greenlet);

// Of all threads that have used greenlets and still have their thread state.
std::vector<core::ThreadState*> threads_with_greenlets();

// This thread's, made on first use; drops what waits to be dropped here. Null with an error set.
PythonThread* ready();

// A thread that used greenlets has ended: from there, without the interpreter's lock.
void note_left(core::ThreadState& thread);
// Drops what such threads have left. With the lock.
void bury_left_threads();

// How many references, and threads, wait for that.
size_t pending();

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_THREAD_H_
