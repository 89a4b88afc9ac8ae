#include "python/interpreter.h"

#include <algorithm>

#include "python/texts.h"

// How a frame lies in memory: the interpreter's own header, for those who belong to it.
#define Py_BUILD_CORE 1
#include <internal/pycore_code.h>
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

bool next_frame(const _PyInterpreterFrame** next, FrameHere* here) {
  while (*next != nullptr) {
    auto* frame = const_cast<_PyInterpreterFrame*>(std::exchange(*next, (*next)->previous));
    if (_PyFrame_IsIncomplete(frame)) continue;  // a call that is still being prepared
    const int instruction = _PyInterpreterFrame_LASTI(frame) * int{sizeof(_Py_CODEUNIT)};
    *here = {frame, frame->f_code, instruction, frame->is_entry};
    return true;
  }
  return false;
}

void look_at_frames(const _PyInterpreterFrame* innermost, std::vector<FrameHere>* frames) {
  const size_t begin = frames->size();
  for (FrameHere one; next_frame(&innermost, &one);) frames->push_back(one);
  std::reverse(frames->begin() + static_cast<std::ptrdiff_t>(begin), frames->end());
}

PyObject* first_argument(const FrameHere& here) {
  return here.code->co_argcount > 0 ? here.frame->localsplus[0] : nullptr;
}

void look_at_locals(const FrameHere& here, std::vector<Local>* locals) {
  const PyCodeObject& code = *here.code;
  for (int i = 0; i < code.co_nlocalsplus; ++i) {
    PyObject* value = here.frame->localsplus[i];
    const _PyLocals_Kind kind = _PyLocals_GetKind(code.co_localspluskinds, i);
    // Before its function has begun, a cell's place still holds what will be in it.
    const bool in_cell = (kind & (CO_FAST_CELL | CO_FAST_FREE)) != 0;
    if (in_cell && value != nullptr && PyCell_Check(value)) value = PyCell_GET(value);
    if (value == nullptr) continue;
    locals->push_back(
        {text_in(PyTuple_GET_ITEM(code.co_localsplusnames, i)), Ref::to(value), false});
  }
  PyObject* dict = here.frame->f_locals;
  if ((code.co_flags & CO_OPTIMIZED) != 0 || dict == nullptr || !PyDict_CheckExact(dict)) return;
  PyObject *name = nullptr, *value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &name, &value) != 0;) {
    locals->push_back({text_in(name), Ref::to(value), true});
  }
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
