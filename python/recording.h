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

// For who is heard: the line of Python that is about to switch, and what a greenlet that begins is
// called after.
void tell_line();
void tell_name(core::Core& greenlet, PyObject* body);

inline void note_line() {
  if (core::this_thread->heard()) [[unlikely]]
    tell_line();
}
inline void note_name(core::Core& greenlet, PyObject* body) {
  if (core::this_thread->heard()) [[unlikely]]
    tell_name(greenlet, body);
}

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_RECORDING_H_
