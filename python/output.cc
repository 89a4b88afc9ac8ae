#include "python/output.h"

#include <string>
#include <string_view>

#include "engine/core/thread_state.h"
#include "python/python.h"
#include "python/recording.h"

namespace greenlens::python {
namespace {

// A line without its end, of each stream.
struct Streams {
  std::string out, err;
};
Streams& unfinished() {
  static auto* const lines = new Streams;
  return *lines;
}

void tell_lines(std::string_view text, std::string& line) {
  core::ThreadState* thread = core::this_thread;
  if (thread == nullptr || thread->current == nullptr || !thread->heard()) return;
  for (size_t end; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1)) {
    line += text.substr(0, end);
    thread->observer->printed(core::Where::here(), *thread->current, line);
    line.clear();
  }
  line += text;
}

// A method `write` that tells each line before it is written.
PyObject* tell_and_write(PyObject* original, PyObject* text, std::string& line) {
  if (PyUnicode_Check(text)) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(text, &size);
    if (bytes != nullptr) {
      if (std::string_view(bytes) != "\n") tell_acting_line();
      tell_lines({bytes, static_cast<size_t>(size)}, line);
    }
    PyErr_Clear();
  }
  return PyObject_CallOneArg(original, text);
}

PyObject* write_out(PyObject* original, PyObject* text) {
  return tell_and_write(original, text, unfinished().out);
}
PyObject* write_err(PyObject* original, PyObject* text) {
  return tell_and_write(original, text, unfinished().err);
}

PyMethodDef kWriteOut = {"write", write_out, METH_O, nullptr};
PyMethodDef kWriteErr = {"write", write_err, METH_O, nullptr};

void listen_to(const char* stream, PyMethodDef* write) {
  PyObject* output = PySys_GetObject(stream);  // borrowed
  if (output == nullptr || output == Py_None) return;
  const Ref original(PyObject_GetAttrString(output, "write"));
  const Ref ours(original ? PyCFunction_New(write, original.get()) : nullptr);
  if (ours && PyObject_SetAttrString(output, "write", ours.get()) < 0) PyErr_Clear();
  PyErr_Clear();
}

}  // namespace

void listen_to_output() {
  listen_to("stdout", &kWriteOut);
  listen_to("stderr", &kWriteErr);
}

}  // namespace greenlens::python
