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

[[noreturn]] GREENLENS_OPAQUE void refuse_foreign_frame(const Core& current) {
  throw GreenletError("greenlet " + current.name() +
                      " runs, but this is a frame of another one, reached as by longjmp: leave a "
                      "greenlet by switching to another one or by ending it");
}

// In the interpreter frame of the function.
void note_line(core::ThreadState& thread, const Where& program, const char* sp) {
  const Core& current = *thread.current;
  // A longjmp to the frame of another greenlet does not tell the engine, which would go on to take
  // that one's bytes for the running one's.
  if (sp >= current.stack_stop() && core::stands_on_own_stack(thread, sp)) [[unlikely]]
    refuse_foreign_frame(current);
  InterpreterFrame* top = thread.top_frame;
  if (top == nullptr) return;
  const Where all = complete(program);
  if (std::strcmp(top->where.function, all.function) == 0 &&
      std::strcmp(top->where.file, all.file) == 0) {
    top->where.line = all.line;
  }
}

core::ThreadState& running_thread() {
  return *core::CoreAccess::thread(core::current_core(cpp_host()));
}

// At a switch: where each is told, or noted.
GREENLENS_OPAQUE void tell_switch(core::ThreadState& thread, Where engine, const Where& program,
                                  const char* sp) {
  const Where all = complete(program);
  const bool noted = thread.log != nullptr && thread.log->at(all, sp);  // else it may be gone
  if (!noted && thread.observed()) thread.observer->line_reached(engine, *thread.current, all, sp);
  if (thread.hears_lines) [[unlikely]]
    run_line_function();
}

}  // namespace

void reach_line(const Where& program, const char* sp) {
  core::ThreadState& thread = running_thread();
  note_line(thread, program, sp);
  if (!thread.heard()) return;
  thread.observer->line_reached(Where::here(-2), *thread.current, complete(program), sp);
  if (thread.hears_lines) [[unlikely]]
    run_line_function();
}

void reach_switch(const Where& program, const char* sp) {
  core::ThreadState& thread = running_thread();
  note_line(thread, program, sp);
  if (thread.heard()) [[unlikely]]
    tell_switch(thread, Where::here(-2), program, sp);
}

}  // namespace greenlens::engine
