#include "python/host.h"

#include <cstring>

#include "engine/core/lifetime.h"
#include "engine/core/switch.h"
#include "python/module.h"
#include "python/parcel.h"
#include "python/recording.h"
#include "python/thread.h"

namespace greenlens::python {
namespace {

PyGreenlet* next_main = nullptr;

// `greenlet` belongs to another thread, or will when it begins.
bool refuse_foreign(const core::Core& greenlet) {
  const PythonThread* owner = thread_of(greenlet);
  if (owner == nullptr || owner->state_ends) {
    PyErr_SetString(GreenletError,
                    "cannot switch to a different thread (which happens to have exited)");
  } else {
    PyErr_Format(GreenletError,
                 "Cannot switch to a different thread\n\tCurrent:  %R\n\tExpected: %R",
                 object_of(this_thread().current), object_of(owner->main));
  }
  return false;
}

// Who was left is dropped by who arrives, with whatever error is set put aside.
void drop_left(PythonThread& thread) {
  PyObject* left = std::exchange(thread.left, nullptr);
  if (left == nullptr) return;
  if (Py_REFCNT(left) > 1) return Py_DECREF(left);
  const ErrorAside aside;
  Py_DECREF(left);
}

core::FinishKind carry_result(PyObject* result, core::Delivery& passing) {
  if (result != nullptr) {
    passing = carry_value(result);
    return core::FinishKind::returned;
  }
  bool is_exit = false;
  passing = carry_set_error_or_exit(&is_exit);
  return is_exit ? core::FinishKind::greenlet_exit : core::FinishKind::raised;
}

class PythonHost final : public core::Host {
 public:
  PythonHost() : core::Host(OwnState::some, Threads::one_at_a_time) {}

  std::unique_ptr<core::GreenletState> main_state() override {
    return std::make_unique<PythonState>(std::exchange(next_main, nullptr));
  }

  void leaving(core::Core& origin) noexcept override {
    PythonThread& thread = this_thread();
    leave(*thread.state, state_of(origin).interpreter, thread.goes_on);
  }
  void put_away(core::Core& origin) noexcept override {
    PythonThread& thread = this_thread();
    InterpreterState& state = state_of(origin).interpreter;
    if (origin.dead()) [[unlikely]]
      return retire(*thread.state, state, &thread.spare);
    save(*thread.state, state);
  }
  void put_in_force(core::Core& target, bool first) noexcept override {
    PythonThread& thread = this_thread();
    PythonState& state = state_of(target);
    if (first) [[unlikely]] {
      begin(*thread.state, state.interpreter, thread.goes_on, &thread.spare);
    } else {
      load(*thread.state, state.interpreter, thread.goes_on);
    }
    // Nothing may be dropped here: that can run anything.
    if (thread.left != nullptr) [[unlikely]]
      thread.dropped.add(thread.left);
    thread.left = object_of(thread.current);
    thread.current = state.self;
    Py_INCREF(state.self);
  }

  bool find_run(core::Core& greenlet, core::Delivery& error) override {
    PythonState& state = state_of(greenlet);
    const Ref self = Ref::to(object_of(state.self));
    if (!self) {
      error = make_error("run");
      return false;
    }
    Ref run(PyObject_GetAttr(self.get(), run_name));
    if (!run) {
      error = carry_set_error();
      return false;
    }
    // Started meanwhile: what was found is too late.
    if (greenlet.started()) return true;
    note_name(greenlet, run.get());
    state.body = std::move(run);
    // Its parents may be other ones by now, and those of another thread.
    if (may_switch_to(greenlet)) return true;
    error = carry_set_error();
    return false;
  }

  core::FinishKind run(core::Core& greenlet, core::Delivery& passing) override {
    core::Delivery first = std::move(passing);
    PythonState& state = state_of(greenlet);
    drop_left(this_thread());
    drop(&state.run);  // which may run anything, even switch
    Ref body = std::move(state.body);
    PyObject* result = nullptr;
    if (first.kind == core::DeliveryKind::error) {
      set_error(std::move(first));
    } else {
      result = call(greenlet, body.get(), std::move(first));
    }
    drop(&body);
    note_end(greenlet);
    return carry_result(result, passing);
  }

  core::Delivery make_error(const char* message) noexcept override {
    // As the original has it: these are no errors of the program.
    const bool is_systems = std::strncmp(message, "Failed", 6) == 0;
    return raised(is_systems ? PyExc_SystemError : GreenletError, message);
  }
  core::Delivery make_exit(const char* message) noexcept override {
    return raised(GreenletExit, message);
  }

  void error_ignored(core::Core& greenlet, core::Delivery& error, const char*) override {
    set_error(std::move(error));
    PyErr_WriteUnraisable(object_of(state_of(greenlet).self));
  }
  void refused_to_die(core::Core& greenlet) override {
    const ErrorAside aside;
    const Ref repr(PyObject_Repr(object_of(state_of(greenlet).self)));
    const char* text = repr ? PyUnicode_AsUTF8(repr.get()) : nullptr;
    PySys_WriteStderr("GreenletExit did not kill %s\n", text != nullptr ? text : "a greenlet");
    if (text == nullptr) PyErr_Clear();
  }

  void thread_left(core::ThreadState& thread) noexcept override { note_left(thread); }

  void switched(core::Core& origin, core::Core& target, core::Delivery& delivery) override {
    const Ref trace = Ref::to(this_thread().trace.get());
    const char* event = delivery.kind == core::DeliveryKind::value ? "switch" : "throw";
    PyThreadState* const state = this_thread().state;
    PyThreadState_EnterTracing(state);  // it is not traced itself
    const Ref result(PyObject_CallFunction(trace.get(), "s(OO)", event, state_of(origin).self,
                                           state_of(target).self));
    PyThreadState_LeaveTracing(state);
    if (result) return;
    delivery = carry_set_error();
    Py_XDECREF(exchange_trace(nullptr));
  }

 private:
  // As if it was raised here: it names the exception that is being handled as its context.
  static core::Delivery raised(PyObject* type, const char* message) {
    const ErrorAside aside;
    PyErr_SetString(type, message);
    return carry_set_error();
  }
  static PyObject* call(core::Core& greenlet, PyObject* run, core::Delivery first) {
    Ref arguments, keywords;
    unpack_call(std::move(first), &arguments, &keywords);
    if (arguments) note_call(greenlet, run, arguments.get());
    return arguments ? PyObject_Call(run, arguments.get(), keywords.get()) : nullptr;
  }
  static void drop(Ref* reference) {
    const ErrorAside aside;
    *reference = Ref();
  }
};

}  // namespace

core::Host& python_host() {
  static PythonHost* const host = new PythonHost;  // outlives every thread
  return *host;
}

void set_next_main(PyGreenlet* object) { next_main = object; }

bool may_switch_to(core::Core& greenlet) {
  if (greenlet.started()) {
    if (core::CoreAccess::thread(greenlet) == core::this_thread) return true;
    return refuse_foreign(greenlet);
  }
  const core::Core* begun = &greenlet;
  while (!begun->started()) begun = begun->parent();
  if (core::CoreAccess::thread(*begun) != core::this_thread) return refuse_foreign(*begun);
  for (core::Core* one = &greenlet; !one->started(); one = core::CoreAccess::parent(*one)) {
    core::adopt(*one);
  }
  return true;
}

PyObject* switch_to(PyGreenlet* greenlet, core::Delivery delivery) {
  if (ready() == nullptr || !may_switch_to(*greenlet->core)) return nullptr;
  note_line();
  note_target(*greenlet->core);
  core::Delivery back = core::g_switch(*greenlet->core, std::move(delivery));
  PyObject* result = unpack(std::move(back));
  drop_left(this_thread());
  return result;
}

PyObject* throw_into(PyGreenlet* greenlet, PyObject* type, PyObject* error, PyObject* traceback) {
  note_standstill(*greenlet->core, type);
  core::Delivery delivery = carry_error(type, error, traceback);
  // A dead one cannot catch a GreenletExit, and it is no error for its parent.
  if (greenlet->core->dead() && PyErr_GivenExceptionMatches(type, GreenletExit)) {
    set_error(std::move(delivery));
    bool is_exit = false;
    delivery = carry_set_error_or_exit(&is_exit);
  }
  return switch_to(greenlet, std::move(delivery));
}

void kill(PyGreenlet* greenlet) {
  PythonState& state = state_of(*greenlet->core);
  // Its parent meanwhile, which has to be there for as long as that takes.
  const Ref old_parent = std::exchange(state.parent, Ref::to(object_of(this_thread().current)));
  core::kill(*greenlet->core);
  drop_left(this_thread());
  const core::Core* parent = greenlet->core->parent();
  state.parent = Ref::to(parent != nullptr ? object_of(state_of(*parent).self) : nullptr);
}

PyObject* exchange_trace(PyObject* trace) {
  PythonThread& thread = this_thread();
  PyObject* before = thread.trace.release();
  thread.trace = Ref::to(trace);
  core::listen(trace != nullptr);
  return before;
}

}  // namespace greenlens::python
