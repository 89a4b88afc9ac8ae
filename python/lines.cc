#include "python/lines.h"

#include "engine/core/thread_state.h"
#include "python/chain.h"
#include "python/code_places.h"
#include "python/describe.h"
#include "python/kept_texts.h"
#include "python/texts.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

bool are_wanted = false;

PyFrameObject* as_frame(const Ref& object) {
  return reinterpret_cast<PyFrameObject*>(object.get());
}

// The interpreter is told not to ask for lines of such a frame any more.
void pass_over(PyFrameObject* frame) {
  const Ref no(PyBool_FromLong(0));
  if (PyObject_SetAttrString(reinterpret_cast<PyObject*>(frame), "f_trace_lines", no.get()) < 0) {
    PyErr_Clear();
  }
}

void begin_line(PyCodeObject* code) {
  const core::ThreadState* thread = core::this_thread;
  if (thread == nullptr || thread->current == nullptr || !thread->heard()) return;
  const FrameHere here = own_frame(innermost_frame(*PyThreadState_Get()));
  if (here.code != code) return;
  see_own_calls();
  record::RingObserver* observer = record::RingObserver::here();
  if (observer == nullptr) return;
  const core::Where at = where(here.code, here.instruction);
  const std::string locals = locals_of(here);
  tell_texts(*observer);
  observer->line_begun(at, static_cast<const char*>(__builtin_frame_address(0)), locals);
}

// Code in no file, as a library makes some and runs it at once (a namedtuple's).
bool is_made_by_library(PyCodeObject* code, PyFrameObject* frame) {
  if (!text_in(code->co_filename).starts_with('<')) return false;
  const Ref caller(reinterpret_cast<PyObject*>(PyFrame_GetBack(frame)));
  if (!caller) return false;
  const Ref its(reinterpret_cast<PyObject*>(PyFrame_GetCode(as_frame(caller))));
  return place_of(reinterpret_cast<PyCodeObject*>(its.get())).is_library;
}

int hear(PyObject*, PyFrameObject* frame, int what, PyObject*) {
  if (what != PyTrace_CALL && what != PyTrace_LINE) return 0;
  PyCodeObject* code = PyFrame_GetCode(frame);
  const Ref owned(reinterpret_cast<PyObject*>(code));
  if (place_of(code).is_library || is_made_by_library(code, frame)) {
    if (what == PyTrace_CALL) pass_over(frame);
    return 0;
  }
  const ErrorAside aside;
  if (what == PyTrace_LINE) begin_line(code);
  return 0;
}

}  // namespace

void tell_lines_from_here() {
  are_wanted = true;
  tell_lines_of_thread();
}

void tell_lines_of_thread() {
  if (are_wanted) PyEval_SetTrace(hear, nullptr);
}

}  // namespace greenlens::python
