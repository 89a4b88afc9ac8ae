#include "python/recording.h"

#include <cstdlib>
#include <set>
#include <string>

#include "engine/core/lifetime.h"
#include "python/host.h"
#include "python/thread.h"
#include "tracer/record/attach.h"
#include "tracer/record/program_description.h"

extern "C" void* __libc_stack_end;  // NOLINT: the C library's; where the first thread's stack began

namespace greenlens::python {
namespace {

record::Attachment* attachment = nullptr;

// For as long as the process lives.
const char* kept(std::string text) {
  static auto* const all = new std::set<std::string>;
  return all->insert(std::move(text)).first->c_str();
}

// "" when it is none.
std::string text_in(PyObject* object) {
  const bool is_text = object != nullptr && PyUnicode_Check(object);
  const char* bytes = is_text ? PyUnicode_AsUTF8(object) : nullptr;
  PyErr_Clear();
  return bytes != nullptr ? bytes : "";
}

// Of an attribute that is a text; "" when it is none, or not there.
std::string text_of(PyObject* object, const char* attribute) {
  const Ref value(PyObject_GetAttrString(object, attribute));
  return text_in(value.get());
}

// "<module>" is the module's own code: without the brackets, which elsewhere are a template's.
std::string plain(std::string name) {
  const bool has_brackets = name.size() > 2 && name.front() == '<' && name.back() == '>';
  return has_brackets ? name.substr(1, name.size() - 2) : name;
}

// --- what is printed

// A method `write` that tells each line before it is written.
std::string& unfinished() {
  static auto* const line = new std::string;
  return *line;
}

void tell_lines(std::string_view text) {
  core::ThreadState* thread = core::this_thread;
  if (thread == nullptr || thread->current == nullptr || !thread->heard()) return;
  std::string& line = unfinished();
  for (size_t end; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1)) {
    line += text.substr(0, end);
    thread->observer->printed(core::Where::here(), *thread->current, line);
    line.clear();
  }
  line += text;
}

PyObject* write(PyObject* original, PyObject* text) {
  if (PyUnicode_Check(text)) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(text, &size);
    if (bytes != nullptr) {
      if (std::string_view(bytes) != "\n") tell_line();
      tell_lines({bytes, static_cast<size_t>(size)});
    }
    PyErr_Clear();
  }
  return PyObject_CallOneArg(original, text);
}

PyMethodDef kWrite = {"write", write, METH_O, nullptr};

// Not where something else than a plain stream is written to: that stays as it is.
bool listen_to_output() {
  PyObject* output = PySys_GetObject("stdout");  // borrowed
  if (output == nullptr || output == Py_None) return true;
  const Ref original(PyObject_GetAttrString(output, "write"));
  const Ref ours(original ? PyCFunction_New(&kWrite, original.get()) : nullptr);
  if (ours && PyObject_SetAttrString(output, "write", ours.get()) < 0) PyErr_Clear();
  PyErr_Clear();
  return true;
}

// --- the beginning and the end

PyObject* end_recording(PyObject*, PyObject*) {
  if (attachment != nullptr) attachment->finish();
  return Py_NewRef(Py_None);
}

PyMethodDef kEnd = {"_end_recording", end_recording, METH_NOARGS, nullptr};

// While Python can still run: what ends greenlets at the interpreter's own end is not recorded.
bool call_at_exit() {
  const Ref module(PyImport_ImportModule("atexit"));
  const Ref end(module ? PyCFunction_New(&kEnd, nullptr) : nullptr);
  return end && Ref(PyObject_CallMethod(module.get(), "register", "O", end.get()));
}

std::string main_file() {
  const Ref main(PyImport_ImportModule("__main__"));
  PyErr_Clear();
  return main ? text_of(main.get(), "__file__") : "";
}

// As a reader calls it: what a spawned function is called, and not what runs it.
std::string name_of_body(PyObject* body) {
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

bool begin_recording() {
  const bool is_wanted = std::getenv("GREENLENS_RING") != nullptr ||
                         std::getenv("GREENLENS_TRACE") != nullptr ||
                         std::getenv("GREENLENS_OFFER") != nullptr;
  if (!is_wanted || attachment != nullptr) return true;
  if (ready() == nullptr) return false;
  record::ProgramDescription program;
  program.source_file = main_file();
  program.id = program.source_file.substr(program.source_file.rfind('/') + 1);
  program.title = program.id;
  program.host = &python_host();
  attachment = new record::Attachment(program, __libc_stack_end);
  return !attachment->recording() || (listen_to_output() && call_at_exit());
}

void tell_line() {
  core::ThreadState* thread = core::this_thread;
  if (thread == nullptr || thread->current == nullptr || !thread->heard()) return;
  const ErrorAside aside;
  PyFrameObject* frame = PyThreadState_GetFrame(PyThreadState_Get());
  const Ref owned(reinterpret_cast<PyObject*>(frame));
  if (!owned) return;
  PyCodeObject* code = PyFrame_GetCode(frame);
  const Ref of_frame(reinterpret_cast<PyObject*>(code));
  const core::Where line{kept(text_in(code->co_filename)), kept(plain(text_in(code->co_name))),
                         PyFrame_GetLineNumber(frame)};
  thread->observer->line_reached(core::Where::here(), *thread->current, line,
                                 static_cast<const char*>(__builtin_frame_address(0)));
}

void tell_name(core::Core& greenlet, PyObject* body) {
  const ErrorAside aside;
  const std::string name = plain(name_of_body(body));
  if (!name.empty()) core::rename(greenlet, name + "-" + std::to_string(greenlet.id()));
}

}  // namespace greenlens::python
