// What the module tells whoever records, beside what the core does: only in the module that records
// (python/recording.cc); in the plain one (python/unrecorded.cc) there is nobody to tell.
#ifndef GREENLENS_PYTHON_RECORDING_H_
#define GREENLENS_PYTHON_RECORDING_H_

#include "engine/core/thread_state.h"
#include "python/python.h"

namespace greenlens::python {

// When the environment asks for it (GREENLENS_TRACE, or whoever has started the program), the
// program is recorded from here to its end. False with an error set.
bool begin_recording();
// Makes what the module that records has beside the plain one: in a module of its own, so that a
// program sees the same of this one. False with an error set.
bool add_recording_functions();

// For who is heard: the line of Python that is about to switch, and what a greenlet that begins is
// called after.
void tell_line();
// The same of one that does anything else that is told.
void tell_acting_line();
// A greenlet of that type is being made.
void tell_type(PyTypeObject* type);
// A greenlet is being made that is to run that.
void tell_body(PyObject* body);
// Whoever runs is about to switch to that one.
void tell_target(core::Core& target);
// All greenlets, before an error is thrown into main that says that nothing goes on.
void tell_standstill(core::Core& target, PyObject* type);
void tell_name(core::Core& greenlet, PyObject* body);
// It begins to run that with those arguments, in which the function may be that it is called after.
void tell_call(core::Core& greenlet, PyObject* body, PyObject* arguments);
// Whether it is called by its number alone.
bool is_nameless(const core::Core& greenlet);
// This thread has begun to use greenlets.
void tell_thread();
// It has ended, or is never run again: it has no frames any more.
void tell_end(core::Core& greenlet);

inline void note_line() {
  if (core::this_thread->heard()) [[unlikely]]
    tell_line();
}
inline void note_name(core::Core& greenlet, PyObject* body) {
  if (core::this_thread->heard()) [[unlikely]]
    tell_name(greenlet, body);
}
inline void note_call(core::Core& greenlet, PyObject* body, PyObject* arguments) {
  if (core::this_thread->heard()) [[unlikely]]
    tell_call(greenlet, body, arguments);
}

inline void note_type(PyTypeObject* type) {
  if (core::this_thread->heard()) [[unlikely]]
    tell_type(type);
}
inline void note_body(PyObject* body) {
  if (core::this_thread->heard()) [[unlikely]]
    tell_body(body);
}
inline void note_target(core::Core& target) {
  if (core::this_thread->heard()) [[unlikely]]
    tell_target(target);
}
inline void note_acting_line() {
  if (core::this_thread->heard()) [[unlikely]]
    tell_acting_line();
}
inline void note_standstill(core::Core& target, PyObject* type) {
  if (target.is_main() && core::this_thread->heard()) [[unlikely]]
    tell_standstill(target, type);
}
inline void note_end(core::Core& greenlet) {
  if (core::this_thread != nullptr && core::this_thread->heard()) [[unlikely]]
    tell_end(greenlet);
}

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_RECORDING_H_
