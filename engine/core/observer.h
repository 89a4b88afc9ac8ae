// What the engine tells whoever watches it: plain facts in the past tense, each with the line of
// the engine that did it.
//
// Callbacks run on the thread of the engine, on whichever stack is live. They may block (that is
// how stepping works). They must not switch, must not throw and must not keep a pointer into a
// stack. An observer may leave, or let another one take its place, in any of them, and is not heard
// of by the engine again: it may be destroyed there. Between `stack_pointer_moved` and
// `slice_restored` the target's bytes are not yet in place: there a callback must not allocate,
// lock, unwind or print. Where nobody observes, a NullObserver hears it.
//
// One switch, a row a fact, in the order in which they are told. "start": only when the target runs
// for the first time; "resume": only when it does not; "dying": only when the origin has ended.
//
// clang-format off
//   fact                    when it is told                                     greenlet.c's
//   ----------------------  --------------------------------------------------  ------------------
//   switch_requested        always, before anything is checked                  g_switch
//   target_passed_over      for each dead one between requested and target      g_switch
//   target_found            the one that will run is known                      g_switch
//   start_prepared          start: stack_stop is the mark                       g_initialstub
//   registers_saved         the callee-saved registers lie at sp                slp_switch
//   stack_start_set         the origin ends at sp                               slp_save_state
//     or origin_not_saved   dying: nothing of it is worth saving                slp_save_state
//   slice_saved             for each in the way: whole ones, then one in part   g_save
//   stack_pointer_moved     resume: sp is the target's, its bytes are absent    slp_switch
//   slice_restored          resume, when it had a copy: its bytes are there     slp_restore_state
//   stack_prev_relinked     resume: the next older slice in the stack is known  slp_restore_state
//   returned_twice          start: the switch returns in the new greenlet       slp_switch
//     or registers_restored resume: it returns in the old one                   slp_switch
//   host_state_swapped      top_frame, depth and exceptions are the target's    g_switchstack
//   body_entered            start: stack_start is 1                             g_initialstub
//   delivered               the value or the error has arrived                  g_switch
// clang-format on
//
// A thread that has a log (engine/core/switch_log.h) tells only of switches that begin or end a
// greenlet or are refused; the others are noted there.
//
// When a body has ended, greenlet_finished comes first. When the engine refuses, switch_failed
// comes instead of all from registers_saved or an earlier row on: nothing has changed.
#ifndef GREENLENS_ENGINE_CORE_OBSERVER_H_
#define GREENLENS_ENGINE_CORE_OBSERVER_H_

#include <cstddef>
#include <string_view>

#include "engine/core/where.h"

namespace greenlens::core {

class Core;               // engine/core/core.h: one greenlet as the core sees it
struct InterpreterFrame;  // engine/core/interpreter_frame.h

enum class DeliveryKind { value, error };
enum class SliceExtent { whole, partial };
enum class FinishKind { returned, greenlet_exit, raised };

class Observer {
 public:
  virtual ~Observer() = default;

  // --- greenlets -------------------------------------------------------------------------------
  // A greenlet exists; its parent is set. Main greenlets are told when a thread first uses the
  // engine or, if that was earlier, when the observer is attached.
  virtual void greenlet_created(Where engine, const Core& greenlet) = 0;
  virtual void greenlet_renamed(Where engine, const Core& greenlet) = 0;
  virtual void parent_changed(Where engine, const Core& greenlet, const Core* old_parent) = 0;
  // It was asked to have `wanted` as its parent, which cannot be: nothing has changed. Either may
  // be another thread's: then nothing but its id is to be read. `message` is the error's text.
  virtual void parent_refused(Where engine, const Core& greenlet, const Core& wanted,
                              std::string_view message) = 0;
  // The body was entered on the new stack: stack_start is 1.
  virtual void body_entered(Where engine, const Core& greenlet) = 0;
  // The body ended: stack_start is NULL, its stack is worthless. `what` describes the value or the
  // error.
  virtual void greenlet_finished(Where engine, const Core& greenlet, FinishKind how,
                                 std::string_view what) = 0;
  // The last handle is gone and the memory with it. `greenlet` is valid for the last time. It may
  // be one of a thread that has ended: then nothing but its id is to be read.
  virtual void greenlet_freed(Where engine, const Core& greenlet) = 0;
  // (Of such a thread, and of those below, nothing is told when nobody ever observed them.)
  // The last handle was dropped where the greenlet cannot be ended: in another thread than its own,
  // on another stack, or while the body of a dead one's parent is looked up. It is about to be
  // queued for its own thread. Nothing but its id is to be read. `current` runs here; null in a
  // thread without greenlets.
  virtual void dropped_elsewhere(Where engine, const Core& greenlet, const Core* current) = 0;
  // This thread has ended its greenlets; `left` of them, without main, are still held by somebody.
  // The last that is told of it: the observer may be destroyed here.
  virtual void thread_ended(Where engine, size_t left) = 0;
  // Of who was given by a watch (engine/core/watch.h): that one is not the process's any more, and
  // another one, or nobody, observes this thread. Nothing follows; the observer may be destroyed
  // here.
  virtual void relieved() {}

  // --- the program ------------------------------------------------------------------------------
  // The program called into the engine (a switch, a throw, a creation, a print) from this line.
  // `sp` is an address in the calling frame.
  virtual void line_reached(Where engine, const Core& current, Where program, const char* sp) = 0;
  virtual void printed(Where engine, const Core& current, std::string_view line) = 0;
  // Of the current greenlet. `sp` is an address in the frame on the C stack of the function that
  // begins or ends.
  virtual void frame_pushed(Where engine, const Core&, const InterpreterFrame&, const char* sp) = 0;
  virtual void frame_popped(Where engine, const Core&, const InterpreterFrame&, const char* sp) = 0;

  // --- one switch -------------------------------------------------------------------------------
  virtual void switch_requested(Where engine, const Core& origin, const Core& requested,
                                DeliveryKind kind, std::string_view what) = 0;
  // A dead target: its parent is tried next.
  virtual void target_passed_over(Where engine, const Core& dead, const Core& next) = 0;
  virtual void target_found(Where engine, const Core& origin, const Core& target,
                            bool first_start) = 0;
  // stack_stop is the mark, stack_prev and recursion_depth are set; stack_start is still NULL.
  virtual void start_prepared(Where engine, const Core& target) = 0;
  // The callee-saved registers lie at `sp` as arch_describe() says. The last moment at which the
  // origin's stack is whole: here it can be unwound.
  virtual void registers_saved(Where engine, const Core& origin, const Core& target,
                               const char* sp) = 0;
  virtual void stack_start_set(Where engine, const Core& origin) = 0;
  // The origin is dying: nothing of it is worth saving.
  virtual void origin_not_saved(Where engine, const Core& origin) = 0;
  // Bytes [from, to) were appended to owner's copy; the copy now has owner.stack_saved bytes.
  // `copied` are the copied bytes in the heap, valid only during this call.
  virtual void slice_saved(Where engine, const Core& owner, SliceExtent extent, const char* from,
                           const char* to, const char* copied) = 0;
  virtual void stack_pointer_moved(Where engine, const Core& target, const char* from,
                                   const char* to) = 0;
  // The target's copy was put back to [from, to) and freed.
  virtual void slice_restored(Where engine, const Core& target, const char* from,
                              const char* to) = 0;
  virtual void stack_prev_relinked(Where engine, const Core& target) = 0;
  // The switch returned for the first time: in the new greenlet, on the same stack.
  virtual void returned_twice(Where engine, const Core& target) = 0;
  // The target is back on its own stack with its own registers, which lay at `sp`. By now others
  // use those bytes: who wants them reads them at stack_prev_relinked.
  virtual void registers_restored(Where engine, const Core& target, const char* sp) = 0;
  // Host state (interpreter frames, exception state) of origin was put away, target's is in force.
  virtual void host_state_swapped(Where engine, const Core& origin, const Core& target) = 0;
  virtual void delivered(Where engine, const Core& origin, const Core& target, DeliveryKind kind,
                         std::string_view what) = 0;
  // The switch did not happen; everything is as before it. `message` is the error's text.
  virtual void switch_failed(Where engine, const Core& origin, std::string_view message) = 0;
  // An error had nowhere to go (a killed greenlet raised something else than GreenletExit).
  virtual void error_ignored(Where engine, const Core& greenlet, std::string_view what) = 0;
};

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_OBSERVER_H_
