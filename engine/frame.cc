#include "engine/frame.h"

#include <cstring>

#include "engine/core.h"
#include "engine/cpp_host.h"
#include "engine/observer.h"
#include "engine/thread_state.h"

namespace greenlens::engine {

Frame::Frame(Where where) : frame_(new InterpreterFrame) {
  Core& current = current_core(cpp_host());
  ThreadState& thread = thread_state();
  frame_->id = thread.next_frame_id++;
  frame_->where = where;
  frame_->f_back = thread.top_frame;
  thread.top_frame = frame_;
  ++thread.recursion_depth;
  if (thread.observer) [[unlikely]] {
    thread.observer->frame_pushed(Where::here(), current, *frame_);
  }
}

Frame::~Frame() {
  if (ThreadState* thread = thread_state_if_any()) {
    thread->top_frame = frame_->f_back;
    --thread->recursion_depth;
    if (thread->observer) [[unlikely]] {
      thread->observer->frame_popped(Where::here(), *thread->current, *frame_);
    }
  }
  delete frame_;
}

void reach_line(Where program, const char* sp) {
  Core& current = current_core(cpp_host());
  ThreadState& thread = thread_state();
  InterpreterFrame* top = thread.top_frame;
  if (top != nullptr && std::strcmp(top->where.function, program.function) == 0 &&
      std::strcmp(top->where.file, program.file) == 0) {
    top->where.line = program.line;
  }
  if (thread.observer) [[unlikely]] {
    thread.observer->line_reached(Where::here(), current, program, sp);
  }
}

}  // namespace greenlens::engine
