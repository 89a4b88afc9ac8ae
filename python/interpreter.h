// The parts of CPython's thread state that are a greenlet's own. All that depends on the version of
// CPython is in here and in interpreter.cc: fields of PyThreadState that no function gives.
//
// Under the interpreter's lock; nothing here runs Python code, but gr_frame's frame object is made.
#ifndef GREENLENS_PYTHON_INTERPRETER_H_
#define GREENLENS_PYTHON_INTERPRETER_H_

#include <string>
#include <vector>

#include "python/python.h"

namespace greenlens::python {

// Of a greenlet that does not run. What is counted says so.
struct InterpreterState {
  PyObject* context = nullptr;               // counted: its contextvars.Context, or null
  PyObject* handled = nullptr;               // counted: the exception that is being handled
  _PyErr_StackItem* handling = nullptr;      // the innermost entry of who handles one
  _PyCFrame* c_frame = nullptr;              // of the innermost evaluation loop, on its own C stack
  _PyInterpreterFrame* top_frame = nullptr;  // the innermost Python frame
  int depth = 0;                             // of recursion
  int trash_nesting = 0;
  _PyStackChunk* chunk = nullptr;  // where its Python frames lie: in the heap, never copied
  PyObject** chunk_top = nullptr;
  PyObject** chunk_limit = nullptr;
};

// What goes on across a switch, whoever runs: whether Python code is traced.
struct Continuing {
  uint8_t is_tracing = 0;
};

// On the greenlet's stack, before it is left: what lies there can be read now.
inline void leave(PyThreadState& thread, InterpreterState& state, Continuing& goes_on);
// Takes what is the greenlet's out of the thread.
inline void save(PyThreadState& thread, InterpreterState& state);
// Puts it back.
inline void load(PyThreadState& thread, InterpreterState& state, const Continuing& goes_on);
// For one that begins: it has nothing but a context, perhaps. Its depth is that of whoever starts
// it. Its frames go to `spare`, which is taken, or to a chunk that the interpreter makes.
void begin(PyThreadState& thread, InterpreterState& state, const Continuing& goes_on,
           _PyStackChunk** spare);
// Of one that has ended, instead of save(): its one chunk becomes the spare one, or goes.
void retire(PyThreadState& thread, InterpreterState& state, _PyStackChunk** spare);
void free_chunk(_PyStackChunk* chunk);
// Of one that is dead without having ended, with its thread: what its frames hold is lost, and they
// go, unless somebody looks at one of them.
void lose_frames(InterpreterState& state);

// The frame object of the innermost frame of one that is suspended: a new reference, or null when
// it has none.
PyObject* frame_of(PyThreadState& here, const InterpreterState& suspended);

// A Python frame as it stands, of who runs or is suspended.
struct FrameHere {
  const _PyInterpreterFrame* frame = nullptr;
  PyCodeObject* code = nullptr;  // borrowed from the frame
  int instruction = 0;           // the offset in bytes of the one that it executes
  bool is_entry = false;         // a function of C on the stack begins with it
};
// Of `*frame`, which becomes its caller's. False: it was null.
bool next_frame(const _PyInterpreterFrame** frame, FrameHere* here);
// From the innermost one, which may be null, outwards; appended with the outermost first.
void look_at_frames(const _PyInterpreterFrame* innermost, std::vector<FrameHere>* frames);
inline const _PyInterpreterFrame* innermost_frame(const PyThreadState& thread) {
  return thread.cframe->current_frame;
}
inline uint32_t recursion_depth(const PyThreadState& thread) {
  return static_cast<uint32_t>(thread.recursion_limit - thread.recursion_remaining);
}
struct Local {
  std::string name;
  Ref value;
  bool is_modules = false;  // a global, in fact
};
// Borrowed; null: it has none, or has let go of it.
PyObject* first_argument(const FrameHere& frame);
void look_at_locals(const FrameHere& frame, std::vector<Local>* locals);

int trash_nesting(const PyThreadState& thread);

// The context in force. `context` is borrowed; null: none.
PyObject* context_in_force(const PyThreadState& thread);
void set_context_in_force(PyThreadState& thread, PyObject* context);

// --- what every switch does ----------------------------------------------------------------------

inline void leave(PyThreadState& thread, InterpreterState& state, Continuing& goes_on) {
  state.top_frame = thread.cframe->current_frame;
  goes_on.is_tracing = thread.cframe->use_tracing;
}

inline void save(PyThreadState& thread, InterpreterState& state) {
  state.context = thread.context;
  state.handled = thread.exc_state.exc_value;
  state.handling = thread.exc_info;
  state.c_frame = thread.cframe;
  state.depth = thread.recursion_limit - thread.recursion_remaining;
  state.trash_nesting = thread.trash_delete_nesting;
  state.chunk = thread.datastack_chunk;
  state.chunk_top = thread.datastack_top;
  state.chunk_limit = thread.datastack_limit;
}

inline void load(PyThreadState& thread, InterpreterState& state, const Continuing& goes_on) {
  thread.context = state.context;
  ++thread.context_ver;  // what was looked up before is not to be believed
  thread.exc_state.exc_value = state.handled;
  thread.exc_info = state.handling;
  thread.cframe = state.c_frame;
  thread.cframe->use_tracing = goes_on.is_tracing;
  thread.recursion_remaining = thread.recursion_limit - state.depth;
  thread.trash_delete_nesting = state.trash_nesting;
  thread.datastack_chunk = state.chunk;
  thread.datastack_top = state.chunk_top;
  thread.datastack_limit = state.chunk_limit;
  state = {};
}

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_INTERPRETER_H_
