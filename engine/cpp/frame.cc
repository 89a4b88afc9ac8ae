#include "engine/cpp/frame.h"

#include <cstring>

#include "engine/core/lifetime.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/caller.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/host.h"

namespace greenlens::engine {
namespace {

// A Where that somebody filled in by hand may lack its texts.
Where complete(Where where) {
  if (where.file == nullptr) where.file = "";
  if (where.function == nullptr) where.function = "";
  return where;
}

}  // namespace

Frame::Frame(Where where) : Frame(where, GREENLENS_CALLER_SP) {}

Frame::Frame(Where where, const char* sp) : sp_(sp) {
  Core& current = core::current_core(cpp_host());
  core::ThreadState& thread = core::thread_state();
  frame_ = new InterpreterFrame;
  frame_->id = thread.next_frame_id++;
  frame_->where = complete(where);
  frame_->f_back = thread.top_frame;
  thread.top_frame = frame_;
  ++thread.recursion_depth;
  thread.observer->frame_pushed(Where::here(-2), current, *frame_, sp_);
}

Frame::~Frame() {
  if (core::ThreadState* thread = core::thread_state_if_any()) {
    thread->top_frame = frame_->f_back;
    --thread->recursion_depth;
    thread->observer->frame_popped(Where::here(-2), *thread->current, *frame_, sp_);
  }
  delete frame_;
}

namespace {

// In the interpreter frame of the function; gives the line with all its texts.
Where note_line(core::ThreadState& thread, Where program, const char* sp) {
  const Core& current = *thread.current;
  // A longjmp to the frame of another greenlet does not tell the engine, which would go on to take
  // that one's bytes for the running one's.
  if (sp >= current.stack_stop() && core::stands_on_own_stack(thread, sp)) [[unlikely]] {
    throw GreenletError("greenlet " + current.name() +
                        " runs, but this is a frame of another one, reached as by longjmp: leave a "
                        "greenlet by switching to another one or by ending it");
  }
  program = complete(program);
  InterpreterFrame* top = thread.top_frame;
  if (top != nullptr && std::strcmp(top->where.function, program.function) == 0 &&
      std::strcmp(top->where.file, program.file) == 0) {
    top->where.line = program.line;
  }
  return program;
}

core::ThreadState& running_thread() {
  core::current_core(cpp_host());
  return core::thread_state();
}

}  // namespace

void reach_line(Where program, const char* sp) {
  core::ThreadState& thread = running_thread();
  program = note_line(thread, program, sp);
  if (!thread.heard()) return;
  thread.observer->line_reached(Where::here(-2), *thread.current, program, sp);
}

void reach_switch(Where program, const char* sp) {
  core::ThreadState& thread = running_thread();
  program = note_line(thread, program, sp);
  const bool noted =
      thread.log != nullptr && thread.log->at(program, sp);  // which may go, and then it is told
  if (!noted && thread.observed()) [[unlikely]] {
    thread.observer->line_reached(Where::here(-4), *thread.current, program, sp);
  }
}

}  // namespace greenlens::engine
