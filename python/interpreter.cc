#include "python/interpreter.h"

// How a frame lies in memory: the interpreter's own header, for those who belong to it.
#define Py_BUILD_CORE 1
#include <internal/pycore_frame.h>
#undef Py_BUILD_CORE

namespace greenlens::python {

void begin(PyThreadState& thread, InterpreterState& state, const Continuing& goes_on,
           _PyStackChunk** spare) {
  thread.context = std::exchange(state.context, nullptr);
  ++thread.context_ver;
  thread.exc_state.exc_value = nullptr;
  thread.exc_info = &thread.exc_state;
  // Below the first evaluation loop of any greenlet lies this one, in which there is no frame.
  thread.cframe = &thread.root_cframe;
  thread.cframe->use_tracing = goes_on.is_tracing;
  thread.trash_delete_nesting = 0;
  thread.datastack_chunk = std::exchange(*spare, nullptr);
  if (_PyStackChunk* chunk = thread.datastack_chunk) {
    // As the interpreter leaves the first place of a first chunk free, so that it never goes.
    thread.datastack_top = &chunk->data[1];
    thread.datastack_limit =
        reinterpret_cast<PyObject**>(reinterpret_cast<char*>(chunk) + chunk->size);
  } else {
    thread.datastack_top = nullptr;
    thread.datastack_limit = nullptr;
  }
}

void retire(PyThreadState& thread, InterpreterState& state, _PyStackChunk** spare) {
  state = {};
  state.context = thread.context;
  state.handled = thread.exc_state.exc_value;
  for (_PyStackChunk* chunk = thread.datastack_chunk; chunk != nullptr;) {
    _PyStackChunk* previous = chunk->previous;
    if (previous == nullptr && *spare == nullptr) {
      *spare = chunk;
    } else {
      free_chunk(chunk);
    }
    chunk = previous;
  }
}

void free_chunk(_PyStackChunk* chunk) {
  PyObjectArenaAllocator arena;
  PyObject_GetArenaAllocator(&arena);
  arena.free(arena.ctx, chunk, chunk->size);
}

void lose_frames(InterpreterState& state) {
  bool is_looked_at = false;
  for (_PyInterpreterFrame* frame = state.top_frame; frame != nullptr;) {
    if (frame->frame_obj != nullptr) is_looked_at = true;
    // A generator's own frame lives on with that.
    _PyInterpreterFrame* const previous = frame->previous;
    if (frame->owner == FRAME_OWNED_BY_GENERATOR) frame->previous = nullptr;
    frame = previous;
  }
  state.top_frame = nullptr;
  _PyStackChunk* chunk = std::exchange(state.chunk, nullptr);
  while (chunk != nullptr && !is_looked_at) {
    _PyStackChunk* previous = chunk->previous;
    free_chunk(std::exchange(chunk, previous));
  }
}

PyObject* frame_of(PyThreadState& here, const InterpreterState& suspended) {
  if (suspended.top_frame == nullptr) return nullptr;
  // The interpreter makes the frame object of what it takes for the innermost frame of this thread.
  _PyCFrame as_if{};
  as_if.current_frame = suspended.top_frame;
  as_if.previous = &here.root_cframe;
  _PyCFrame* const own = std::exchange(here.cframe, &as_if);
  PyFrameObject* frame = PyThreadState_GetFrame(&here);
  here.cframe = own;
  return reinterpret_cast<PyObject*>(frame);
}

int trash_nesting(const PyThreadState& thread) { return thread.trash_delete_nesting; }

PyObject* context_in_force(const PyThreadState& thread) { return thread.context; }

void set_context_in_force(PyThreadState& thread, PyObject* context) {
  Py_XINCREF(context);
  PyObject* before = std::exchange(thread.context, context);
  ++thread.context_ver;
  Py_XDECREF(before);
}

}  // namespace greenlens::python
