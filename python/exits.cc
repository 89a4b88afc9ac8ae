#include "python/exits.h"

#include <sys/wait.h>

#include <array>
#include <string>

#include "engine/core/thread_state.h"
#include "python/python.h"
#include "python/recording.h"
#include "python/signals.h"
#include "tracer/record/forks.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

// --- functions in the places of others

// An int as the original takes it: it has the last word about what is wrong.
bool read_status(PyObject* arguments, PyObject* keywords, int* status) {
  static const char* names[] = {"status", nullptr};
  return PyArg_ParseTupleAndKeywords(arguments, keywords, "i:_exit", const_cast<char**>(names),
                                     status) != 0;
}

// As it looks to who asks for help: its words with its arguments before them.
const char* words_of(PyObject* function) {
  return PyCFunction_Check(function) ? reinterpret_cast<PyCFunctionObject*>(function)->m_ml->ml_doc
                                     : nullptr;
}

using Function = PyObject* (*)(PyObject*, PyObject*, PyObject*);

// False with an error set.
bool take_the_place(PyObject* system, PyObject* os, PyMethodDef* ours, Function function,
                    PyObject* original) {
  ours->ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
  ours->ml_flags = METH_VARARGS | METH_KEYWORDS;
  ours->ml_doc = words_of(original);
  const Ref name(PyUnicode_FromString("posix"));
  const Ref made(name ? PyCFunction_NewEx(ours, system, name.get()) : nullptr);
  return made && PyObject_SetAttrString(system, ours->ml_name, made.get()) == 0 &&
         PyObject_SetAttrString(os, ours->ml_name, made.get()) == 0;
}

// --- the end of this process

void (*before_exit)(int status) = nullptr;
PyObject* original_exit = nullptr;  // kept for good

PyObject* exit_at_once(PyObject*, PyObject* arguments, PyObject* keywords) {
  int status = 0;
  if (read_status(arguments, keywords, &status)) {
    const ErrorAside aside;
    before_exit(status);
  } else {
    PyErr_Clear();
  }
  return PyObject_Call(original_exit, arguments, keywords);
}

PyMethodDef kExit = {"_exit", nullptr, 0, nullptr};

// --- the ends of others

void tell_child(long child, facts::ChildEnd how, const std::string& what) {
  tell_acting_line();
  record::RingObserver* teller = record::Forks::teller();
  if (teller == nullptr) return;
  const core::ThreadState* thread = core::this_thread;
  teller->child_ended(thread != nullptr ? thread->current : nullptr, static_cast<uint64_t>(child),
                      how, what);
}

// (child, status, ...)
void tell_of_tuple(PyObject* result) {
  if (!PyTuple_Check(result) || PyTuple_GET_SIZE(result) < 2) return;
  const long child = PyLong_AsLong(PyTuple_GET_ITEM(result, 0));
  const auto status = static_cast<int>(PyLong_AsLong(PyTuple_GET_ITEM(result, 1)));
  if (PyErr_Occurred() != nullptr || child <= 0) return;
  if (WIFEXITED(status)) {
    tell_child(child, facts::ChildEnd::exited, std::to_string(WEXITSTATUS(status)));
  } else if (WIFSIGNALED(status)) {
    tell_child(child, facts::ChildEnd::killed, name_of_signal(WTERMSIG(status)));
  }
}

long number_in(PyObject* result, const char* attribute) {
  const Ref value(PyObject_GetAttrString(result, attribute));
  return value ? PyLong_AsLong(value.get()) : -1;
}

void tell_of_waitid(PyObject* result) {
  if (result == Py_None) return;
  const long child = number_in(result, "si_pid"), code = number_in(result, "si_code"),
             status = number_in(result, "si_status");
  if (PyErr_Occurred() != nullptr || child <= 0) return;
  if (code == CLD_EXITED) tell_child(child, facts::ChildEnd::exited, std::to_string(status));
  if (code == CLD_KILLED || code == CLD_DUMPED) {
    tell_child(child, facts::ChildEnd::killed, name_of_signal(status));
  }
}

constexpr size_t kWays = 5;
constexpr std::array<const char*, kWays> kNames = {"wait", "wait3", "wait4", "waitpid", "waitid"};
std::array<PyObject*, kWays> originals{};  // kept for good
std::array<PyMethodDef, kWays> ours{};

template <size_t kWay>
PyObject* wait_for_child(PyObject*, PyObject* arguments, PyObject* keywords) {
  PyObject* result = PyObject_Call(originals[kWay], arguments, keywords);
  if (result == nullptr) return nullptr;
  const ErrorAside aside;
  kNames[kWay] == std::string("waitid") ? tell_of_waitid(result) : tell_of_tuple(result);
  PyErr_Clear();
  return result;
}

constexpr std::array<Function, kWays> kWaits = {
    wait_for_child<0>, wait_for_child<1>, wait_for_child<2>, wait_for_child<3>, wait_for_child<4>};

}  // namespace

bool listen_to_exits(void (*end)(int status)) {
  if (original_exit != nullptr) return true;
  const Ref system(PyImport_ImportModule("posix")), os(PyImport_ImportModule("os"));
  if (!system || !os) return false;
  original_exit = PyObject_GetAttrString(system.get(), kExit.ml_name);
  if (original_exit == nullptr) return false;
  before_exit = end;
  if (!take_the_place(system.get(), os.get(), &kExit, exit_at_once, original_exit)) return false;
  for (size_t i = 0; i < kWays; ++i) {
    originals[i] = PyObject_GetAttrString(system.get(), kNames[i]);
    if (originals[i] == nullptr) return false;
    ours[i].ml_name = kNames[i];
    if (!take_the_place(system.get(), os.get(), &ours[i], kWaits[i], originals[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace greenlens::python
