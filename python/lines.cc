#include "python/lines.h"

#include "engine/core/thread_state.h"
#include "python/chain.h"
#include "python/code_places.h"
#include "python/describe.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

bool are_wanted = false;

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
  observer->line_begun(where(here.code, here.instruction),
                       static_cast<const char*>(__builtin_frame_address(0)), locals_of(here));
}

int hear(PyObject*, PyFrameObject* frame, int what, PyObject*) {
  if (what != PyTrace_CALL && what != PyTrace_LINE) return 0;
  PyCodeObject* code = PyFrame_GetCode(frame);
  const Ref owned(reinterpret_cast<PyObject*>(code));
  if (place_of(code).is_library) {
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
