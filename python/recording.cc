#include "python/recording.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "engine/core/lifetime.h"
#include "python/audit.h"
#include "python/chain.h"
#include "python/code_places.h"
#include "python/exits.h"
#include "python/host.h"
#include "python/kept_texts.h"
#include "python/lines.h"
#include "python/output.h"
#include "python/parcel.h"
#include "python/samples.h"
#include "python/snapshot.h"
#include "python/texts.h"
#include "python/thread.h"
#include "python/timers.h"
#include "python/wakes.h"
#include "tracer/record/attach.h"
#include "tracer/record/own_trace.h"
#include "tracer/record/program_description.h"

extern "C" void* __libc_stack_end;  // NOLINT: the C library's; where the first thread's stack began

namespace greenlens::python {
namespace {

record::Attachment* attachment = nullptr;

// --- the beginning and the end

// What the interpreter has told of before it ends; "": nothing.
std::string last_error() {
  PyObject* type = PySys_GetObject("last_type");  // borrowed
  PyObject* error = PySys_GetObject("last_value");
  if (type == nullptr || error == nullptr) return "";
  return described_error(type, error, PySys_GetObject("last_traceback"));
}

PyObject* end_recording(PyObject*, PyObject*) {
  if (attachment == nullptr) return Py_NewRef(Py_None);
  end_sampling();
  see_all_greenlets();
  const std::string error = last_error();
  error.empty() ? attachment->finish() : attachment->finish_with_error(error.c_str());
  return Py_NewRef(Py_None);
}

// By os._exit(), of whoever runs then.
void end_with_status(int status) {
  end_sampling();
  see_all_greenlets();
  if (attachment != nullptr) return attachment->finish_with_exit(status);
  record::end_trace(facts::End::exited, std::to_string(status));  // which start() began, if it did
}

PyMethodDef kEnd = {"_end_recording", end_recording, METH_NOARGS, nullptr};

// While Python can still run: what ends greenlets at the interpreter's own end is not recorded.
bool call_at_exit() {
  const Ref module(PyImport_ImportModule("atexit"));
  const Ref end(module ? PyCFunction_New(&kEnd, nullptr) : nullptr);
  return end && Ref(PyObject_CallMethod(module.get(), "register", "O", end.get()));
}

// `main` is its main source; "": __main__'s.
record::ProgramDescription program(const std::string& main_file = "") {
  record::ProgramDescription program;
  const Ref main(PyImport_ImportModule("__main__"));
  PyErr_Clear();
  program.source_file = main && main_file.empty() ? text_of(main.get(), "__file__") : main_file;
  program.id = program.source_file.substr(program.source_file.rfind('/') + 1);
  program.title = program.id;
  program.host = &python_host();
  return program;
}

// Where each process has a file of its own: the variable is there for its children, too.
PyObject* begin_in_child(PyObject*, PyObject*) {
  if (std::getenv("GREENLENS_TRACE") == nullptr || ready() == nullptr) {
    PyErr_Clear();
    return Py_NewRef(Py_None);
  }
  forget_what_was_told();
  attachment = new record::Attachment(program(), __libc_stack_end);  // the parent's stays as it is
  // Whatever ends it: which process it is and whose child is in its file.
  record::let_all_be_written();
  if (attachment->recording()) begin_sampling();
  return Py_NewRef(Py_None);
}

PyMethodDef kBeginInChild = {"_begin_in_child", begin_in_child, METH_NOARGS, nullptr};

bool call_in_children() {
  if (std::getenv("GREENLENS_TRACE") == nullptr) return true;
  const Ref module(PyImport_ImportModule("os"));
  const Ref registers(module ? PyObject_GetAttrString(module.get(), "register_at_fork") : nullptr);
  const Ref begin(registers ? PyCFunction_New(&kBeginInChild, nullptr) : nullptr);
  const Ref nothing(PyTuple_New(0)), named(PyDict_New());
  if (!begin || !nothing || !named ||
      PyDict_SetItemString(named.get(), "after_in_child", begin.get()) < 0) {
    return false;
  }
  return static_cast<bool>(Ref(PyObject_Call(registers.get(), nothing.get(), named.get())));
}

// Whoever is there already was not heard of when it began.
void name_all_greenlets() {
  for (core::Core* one : all_greenlets()) {
    if (one->is_main() || !one->active() || !is_nameless(*one)) continue;
    const FrameHere outermost = outermost_frame(*one);
    if (outermost.code == nullptr) continue;
    core::rename(*one,
                 std::string(place_of(outermost.code).function) + "-" + std::to_string(one->id()));
  }
}

// start(file, last, when_asked, signal, detail, bytes, locals, lines, program)
PyObject* start(PyObject*, PyObject* arguments) {
  const char *file = nullptr, *main_file = nullptr;
  record::TraceOptions options;
  int when_asked = 0, locals = 0, lines = 0;
  if (!PyArg_ParseTuple(arguments, "sspisspps", &file, &options.last, &when_asked, &options.signal,
                        &options.detail, &options.bytes, &locals, &lines, &main_file) ||
      ready() == nullptr) {
    return nullptr;
  }
  options.when_asked = when_asked != 0;
  forget_what_was_told();
  if (!record::start_trace_of(program(main_file), file, options, __libc_stack_end)) {
    PyErr_SetString(PyExc_RuntimeError, record::trace_fault());
    return nullptr;
  }
  tell_locals(locals != 0);
  listen_to_output();
  if (!listen_to_audit() || !listen_to_exits(end_with_status)) return nullptr;
  name_all_greenlets();
  if (lines != 0) tell_lines_from_here();
  begin_sampling();
  return Py_NewRef(Py_None);
}

PyObject* stop(PyObject*, PyObject*) {
  end_sampling();
  see_all_greenlets();
  if (record::stop_trace()) return Py_NewRef(Py_None);
  PyErr_SetString(PyExc_RuntimeError, record::trace_fault());
  return nullptr;
}

PyObject* see_all(PyObject*, PyObject*) {
  see_all_greenlets();
  return Py_NewRef(Py_None);
}

// What an object refers to, also of a greenlet that has begun: the collector does not look at
// those.
PyObject* referents(PyObject*, PyObject* object) {
  Ref all(PyList_New(0));
  const traverseproc traverse = Py_TYPE(object)->tp_traverse;
  if (!all || traverse == nullptr) return all.release();
  const auto add = [](PyObject* one, void* list) {
    return PyList_Append(static_cast<PyObject*>(list), one);
  };
  return traverse(object, add, all.get()) == 0 ? all.release() : nullptr;
}

// For the package `greenlens`, which has words for them.
PyMethodDef kRecordingFunctions[] = {
    {"start", start, METH_VARARGS, nullptr},
    {"stop", stop, METH_NOARGS, nullptr},
    {"see_all", see_all, METH_NOARGS, nullptr},
    {"referents", referents, METH_O, nullptr},
    {"note_callback", note_callback, METH_VARARGS, nullptr},
    {"forget_callbacks", forget_callbacks, METH_O, nullptr},
    {"note_timer", note_timer, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

// What eventlet's spawned greenlets run: the function comes as the first of the arguments.
bool runs_its_argument(PyObject* body) {
  return PyMethod_Check(body) && text_of(body, "__name__") == "main" &&
         text_of(body, "__module__") == "eventlet.greenthread";
}

// As a reader calls it: what a spawned function is called, and not what runs it.
std::string name_of_body(PyObject* body) {
  if (runs_its_argument(body)) return "";
  const std::string own = text_of(body, "__name__");
  const Ref self(PyObject_GetAttrString(body, "__self__"));
  PyErr_Clear();
  if (!self || own != "run") return own;
  const Ref spawned(PyObject_GetAttrString(self.get(), "_run"));  // as gevent has it
  PyErr_Clear();
  const std::string inner = spawned ? text_of(spawned.get(), "__name__") : "";
  if (!inner.empty() && inner != "_run") return inner;
  const std::string type = Py_TYPE(self.get())->tp_name;
  return type.substr(type.rfind('.') == type.npos ? 0 : type.rfind('.') + 1);
}

}  // namespace

bool add_recording_functions() {
  constexpr const char* kName = "greenlens._control";
  const Ref module(PyModule_New(kName));
  return module && PyModule_AddFunctions(module.get(), kRecordingFunctions) == 0 &&
         PyDict_SetItemString(PyImport_GetModuleDict(), kName, module.get()) == 0;
}

bool begin_recording() {
  const bool is_wanted = std::getenv("GREENLENS_RING") != nullptr ||
                         std::getenv("GREENLENS_TRACE") != nullptr ||
                         std::getenv("GREENLENS_OFFER") != nullptr;
  if (!is_wanted || attachment != nullptr) return true;
  if (ready() == nullptr) return false;
  tell_locals(std::getenv("GREENLENS_LOCALS") != nullptr);
  attachment = new record::Attachment(program(), __libc_stack_end);
  if (!attachment->recording()) return true;
  listen_to_output();
  begin_sampling();
  if (std::getenv("GREENLENS_LINES") != nullptr) tell_lines_from_here();
  return listen_to_audit() && listen_to_exits(end_with_status) && call_at_exit() &&
         call_in_children();
}

namespace {

// The program's own line is told where it is in a library: that is what its people know. False:
// there is none.
bool line_here(core::Where* line) {
  const core::ThreadState* thread = core::this_thread;
  if (thread == nullptr || thread->current == nullptr || !thread->heard()) return false;
  return own_line(innermost_frame(*PyThreadState_Get()), line);
}

void tell_texts_here() {
  if (record::RingObserver* observer = record::RingObserver::here()) tell_texts(*observer);
}

// From one that is told although others are only noted, up to its line.
thread_local bool tells_this_switch = false;

void note_again_here() {
  if (std::exchange(tells_this_switch, false)) return;
  if (record::RingObserver* observer = record::RingObserver::here()) observer->note_again();
}

void tell_line_at(const core::Where& line, const char* sp) {
  core::Core& current = *core::this_thread->current;
  tell_texts_here();
  core::this_thread->observer->line_reached(core::Where::here(), current, line, sp);
  if (core::this_thread->log == nullptr) see_own_frames();
}

}  // namespace

void tell_line() {
  note_run();
  core::Where line{};
  if (!line_here(&line)) return;
  const auto* sp = static_cast<const char*>(__builtin_frame_address(0));
  core::ThreadState* thread = core::this_thread;
  if (thread->log == nullptr) note_again_here();
  if (has_untold_texts()) [[unlikely]]
    tell_texts_here();
  // Where switches are only noted nobody looks at frames at each of them.
  if (thread->log != nullptr && thread->log->at(line, sp)) return forget_frames(*thread->current);
  tell_line_at(line, sp);
}

void tell_acting_line() {
  core::Where line{};
  if (line_here(&line)) tell_line_at(line, static_cast<const char*>(__builtin_frame_address(0)));
}

void tell_type(PyTypeObject* type) { see_type(type); }
void tell_body(PyObject* body) { see_body(body); }
void tell_target(core::Core& target) { tell_wake(target); }

// gevent's hub says so by LoopExit; Ctrl-C says that somebody believes it.
void tell_standstill(core::Core& target, PyObject* type) {
  if (&target == core::this_thread->current || !PyType_Check(type)) return;
  const std::string name = reinterpret_cast<PyTypeObject*>(type)->tp_name;
  const bool says_so = name == "LoopExit" || name.ends_with(".LoopExit") ||
                       PyErr_GivenExceptionMatches(type, PyExc_KeyboardInterrupt) != 0;
  if (!says_so) return;
  see_all_greenlets();
  // Who catches it has it said nowhere else: a note has no error's words.
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr || core::this_thread->log == nullptr) return;
  observer->tell_next_switches();
  tells_this_switch = true;
}

void tell_thread() { tell_lines_of_thread(); }

void tell_end(core::Core& greenlet) {
  forget_wake(greenlet);
  forget_frames(greenlet);
}

bool is_nameless(const core::Core& greenlet) {
  return greenlet.name() == "greenlet " + std::to_string(greenlet.id());
}

void tell_name(core::Core& greenlet, PyObject* body) {
  const ErrorAside aside;
  const std::string name = plain(name_of_body(body));
  if (!name.empty()) core::rename(greenlet, name + "-" + std::to_string(greenlet.id()));
}

void tell_call(core::Core& greenlet, PyObject* body, PyObject* arguments) {
  const ErrorAside aside;
  if (!is_nameless(greenlet) || !runs_its_argument(body) || PyTuple_GET_SIZE(arguments) == 0)
    return;
  tell_name(greenlet, PyTuple_GET_ITEM(arguments, 0));
}

}  // namespace greenlens::python
