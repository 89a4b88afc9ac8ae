#include "python/audit.h"

#include <string>
#include <string_view>

#include "engine/core/thread_state.h"
#include "python/python.h"
#include "python/recording.h"
#include "python/signals.h"
#include "python/texts.h"
#include "tracer/record/forks.h"
#include "tracer/record/own_trace.h"

namespace greenlens::python {
namespace {

const core::Core* current() {
  return core::this_thread != nullptr ? core::this_thread->current : nullptr;
}

// A negative number is a group's to the system, and 0 its own one's. -1 is everybody, and not told:
// who that is only the system knows.
void tell_signal(facts::SignalTo to, long receiver, long signal) {
  if (to == facts::SignalTo::process && receiver == -1) return;
  if (to == facts::SignalTo::process && receiver <= 0) {
    to = facts::SignalTo::group;
    receiver = -receiver;
  }
  if (to == facts::SignalTo::thread) receiver = 0;
  tell_acting_line();
  record::RingObserver* teller = record::Forks::teller();
  if (teller == nullptr) return;
  teller->signal_sent(current(), to, static_cast<uint64_t>(receiver), static_cast<uint64_t>(signal),
                      name_of_signal(signal));
}

void hear_signal(facts::SignalTo to, PyObject* arguments) {
  long receiver = 0, signal = 0;
  if (to == facts::SignalTo::thread) {
    PyObject* thread = nullptr;
    if (PyArg_ParseTuple(arguments, "Ol", &thread, &signal)) tell_signal(to, 0, signal);
  } else if (PyArg_ParseTuple(arguments, "ll", &receiver, &signal)) {
    tell_signal(to, receiver, signal);
  }
}

// (path, arguments, environment)
void hear_exec(PyObject* arguments) {
  PyObject* path = PyTuple_Check(arguments) && PyTuple_GET_SIZE(arguments) > 0
                       ? PyTuple_GET_ITEM(arguments, 0)
                       : nullptr;
  const bool is_bytes = path != nullptr && PyBytes_Check(path);
  const Ref text(is_bytes          ? PyUnicode_DecodeFSDefault(PyBytes_AS_STRING(path))
                 : path != nullptr ? PyObject_Str(path)
                                   : nullptr);
  const std::string program = text_in(text.get());
  tell_acting_line();
  record::RingObserver* teller = record::Forks::teller();
  if (teller == nullptr) return;
  teller->exec_requested(current(), program);
  record::let_all_be_written();
}

// Whatever is done is said here, so nothing but looking at its name may cost anything.
int hear(const char* event, PyObject* arguments, void*) {
  const std::string_view name = event;
  if (!name.starts_with("os.") && !name.starts_with("signal.")) return 0;
  // What goes wrong here must not be the program's error.
  const ErrorAside aside;
  if (name == "os.kill") {
    hear_signal(facts::SignalTo::process, arguments);
  } else if (name == "os.killpg") {
    hear_signal(facts::SignalTo::group, arguments);
  } else if (name == "signal.pthread_kill") {
    hear_signal(facts::SignalTo::thread, arguments);
  } else if (name == "os.exec") {
    hear_exec(arguments);
  }
  PyErr_Clear();
  return 0;
}

}  // namespace

bool listen_to_audit() {
  static const bool listens = PySys_AddAuditHook(hear, nullptr) == 0;
  return listens;
}

}  // namespace greenlens::python
