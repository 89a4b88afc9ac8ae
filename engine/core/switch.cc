// g_switch and what it calls, down to arch_switch: the articles' functions under the articles'
// names, to be read beside greenlet.c.
//
// Rules of this file. Everything that has to survive a move is in the ThreadState, never on a
// stack. After switch_stack() has returned, another greenlet's life continues: only what
// thread_state() says now is true.
//
// Each step is told when it is done (engine/core/observer.h has them as a table); who does not
// watch costs an empty call. Between "sp moved" and "bytes in place" such a call is all that
// happens: it looks its function up in the observer's table, which lies on no stack.
#include "engine/core/switch.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "arch/arch.h"
#include "engine/core/lifetime.h"
#include "engine/core/thread_state.h"

namespace greenlens::core {
namespace {

// Beside what arch_switch returns. Both mean that no switch has happened.
constexpr int kTargetChanged = 2;  // it was started meanwhile, or is no ancestor any more
constexpr int kNothingToRun = 3;

// The lines of switch.S that do what is told.
struct Marks {
  Where spill = find("spill"), move_sp = find("move sp"), reload = find("reload");

  static Where find(const char* name) {
    const arch_description* arch = arch_describe();
    for (int i = 0; i < arch->mark_count; ++i) {
      if (std::strcmp(arch->marks[i].name, name) == 0) {
        return {arch->switch_source, "arch_switch", arch->marks[i].line};
      }
    }
    return {arch->switch_source, "arch_switch", 0};
  }
};

// Found at the first switch, before it moves anything.
const Marks& marks() {
  static const Marks found;
  return found;
}

// What a delivery says, for whoever watches: describing takes time and memory.
std::string words(const ThreadState& thread, const Delivery& delivery) {
  return thread.heard() ? delivery.describe() : std::string();
}

// arch_switch's first question: the registers lie at `sp`, how far to move? It is the last function
// that runs on the origin's stack, with all of its bytes in place.
intptr_t save(arch_hooks*, char* sp) {
  ThreadState& thread = *this_thread;
  Core& origin = *thread.current;
  Core& target = *thread.target;
  thread.observer->registers_saved(marks().spill, origin, target, sp);
  thread.origin_sp = sp;
  if (!save_state(CoreAccess::slice(origin), target.slice(), sp, thread.blocks, thread.observer)) {
    return ARCH_SAVE_FAILED;
  }
  // Who starts has no stack to go to: it begins right here, below the one that leaves.
  if (!target.active()) return ARCH_RUN_HERE;
  return target.stack_start() - sp;
}

// arch_switch's second question, asked from below the target's slice: put its bytes in place.
void restore(arch_hooks*, char* sp) {
  ThreadState& thread = *this_thread;
  thread.observer->stack_pointer_moved(marks().move_sp, *thread.target, thread.origin_sp, sp);
  restore_state(CoreAccess::slice(*thread.target), CoreAccess::slice(*thread.current),
                thread.blocks, thread.observer);
}

// A switch that was noted has been told by that: then the rest of it is nobody's business. (It may
// come back to a greenlet that was left by one that was told, and the other way round.)
Observer& who_hears(ThreadState& thread) {
  return thread.telling ? *thread.observer : thread.nobody;
}

// On the target's stack, with its registers: makes it the current greenlet. The second half of the
// articles' g_switchstack, which exchanges what the thread has one of.
void become_current(int result) {
  ThreadState& thread = *this_thread;
  Core& origin = *thread.current;
  Core& target = *thread.target;
  Observer& observer = who_hears(thread);
  if (result == ARCH_RUN_HERE) {
    observer.returned_twice(Where::here(-1), target);
  } else {
    observer.registers_restored(marks().reload, target, target.stack_start());
  }

  put_away(thread);
  swap_state(thread, origin, target);
  thread.origin = &origin;
  thread.current = &target;
  thread.target = nullptr;
  put_in_force(thread, result == ARCH_RUN_HERE);
  who_hears(thread).host_state_swapped(Where::here(-5), origin, target);
}

// The articles' g_switchstack. "Returns twice", like fork: ARCH_RUN_HERE at once, in the new
// greenlet, and 0 when the one that called is resumed, by whoever switches back to it.
GREENLENS_OPAQUE int switch_stack() {
  tell_leaving(thread_state());
  arch_hooks* hooks = &thread_state().hooks;
  hooks->save = save;
  hooks->restore = restore;
  int result = arch_switch(hooks);
  if (result != ARCH_SAVE_FAILED) become_current(result);
  return result;
}

// Lets the host hear of the switch, with the delivery in no one's hands: it may run anything.
void tell_host(Core& origin, Core& target, Delivery& delivery) {
  retain(origin);
  CoreAccess::host(target).switched(origin, target, delivery);
}

// Takes what was brought, in the greenlet that was switched to. What it came from may vanish now.
Delivery take_delivery() {
  ThreadState& thread = *this_thread;
  Core* origin = std::exchange(thread.origin, nullptr);
  Core* target = thread.current;
  Core* kept = std::exchange(thread.kept, nullptr);
  Delivery delivery = std::move(thread.delivery);
  // What the host runs now may switch, and end this.
  bool tells = std::exchange(thread.telling, false);
  bool listens = thread.host_listens;
  if (listens) [[unlikely]]
    tell_host(*origin, *target, delivery);
  if (tells) {
    thread.observer->delivered(Where::here(-7), *origin, *target, delivery.kind,
                               words(thread, delivery));
  }
  if (origin->dead()) CoreAccess::slice(*origin).stack_prev = nullptr;
  if (listens) [[unlikely]]
    release(*origin);
  if (kept) release(*kept);
  return delivery;
}

// The current greenlet has just begun: all that comes before its body.
Core& begin_body() {
  ThreadState& thread = thread_state();
  Core& self = *thread.current;
  CoreAccess::slice(self).stack_start = reinterpret_cast<char*>(1);  // active, its end not known
  thread.observer->body_entered(Where::here(-1), self);
  thread.delivery = take_delivery();
  return self;
}

// Runs its body, and says how that ended; what it leaves is the thread's delivery.
FinishKind run_current() {
  Core& self = begin_body();
  return CoreAccess::host(self).run(self, thread_state().delivery);
}

// The first and last thing on a new greenlet's stack.
GREENLENS_OPAQUE arch_hooks* run_body(void*) {
  FinishKind how = run_current();
  plain::finish(*thread_state().current, how);
}

constexpr char kMayNotLeave[] =
    "cannot switch while the body of an ended greenlet's parent is looked up: switch in that body";

// Where a new greenlet begins.
enum class Begin {
  below_the_current,     // which is suspended and comes back some day
  in_place_of_the_dead,  // the current one, whose stack is worth nothing any more
};

// Asks the host what `target` will run; 0 when it knows. This can run anything: whatever was known
// before has to be asked again. The greenlet that was switched to may get another parent, and if it
// was dead and `target` only that parent, nobody may refer to `target` then.
int look_up(Core& target, Delivery& delivery, Begin begin) {
  Delivery error;
  // Who is dead has no stack to come back to.
  thread_state().may_not_leave = begin == Begin::in_place_of_the_dead;
  retain(target);
  bool found = CoreAccess::host(target).find_run(target, error);
  thread_state().may_not_leave = false;
  bool has_started = target.started();
  bool is_wanted = release_unless_last(target);
  if (!is_wanted) release(target);
  if (found) return is_wanted && !has_started ? 0 : kTargetChanged;
  delivery = std::move(error);
  return kNothingToRun;
}

// The articles' g_initialstub: starts `target`. Its slice ends at `mark`, which lies in the
// caller's frame, so that this function's own frame belongs to the new greenlet. kNothingToRun
// leaves the reason in `delivery`.
GREENLENS_OPAQUE int initial_stub(char* mark, Core& target, Delivery& delivery, Begin begin) {
  int found = look_up(target, delivery, begin);
  if (found != 0) return found;

  ThreadState& thread = thread_state();
  thread.telling = true;  // the lookup may have switched to the end of that, and back
  thread.observer->target_found(Where::here(-5), *thread.current, target, true);
  thread.target = &target;
  thread.delivery = std::move(delivery);
  Slice& slice = CoreAccess::slice(target);
  Slice& current = CoreAccess::slice(*thread.current);
  slice.stack_start = nullptr;
  slice.stack_stop = begin == Begin::in_place_of_the_dead ? current.stack_stop : mark;
  slice.stack_prev = current.active() ? &current : current.stack_prev;
  CoreAccess::top_frame(target) = nullptr;
  CoreAccess::recursion_depth(target) = thread.recursion_depth;
  thread.observer->start_prepared(Where::here(-4), target);

  int result = switch_stack();
  // From here on this is the new greenlet. Returning would run it into the frames of the one that
  // started it; where that one is dead, they are all its own.
  if (result == ARCH_RUN_HERE && begin == Begin::below_the_current) arch_enter(run_body, nullptr);
  if (result == ARCH_SAVE_FAILED) {
    Slice& unstarted = CoreAccess::slice(*thread_state().target);
    unstarted.stack_stop = nullptr;
    unstarted.stack_prev = nullptr;
  }
  return result;
}

// The switch does not happen: everything is as before it.
Delivery refuse(Delivery error, std::string_view message) {
  ThreadState& thread = thread_state();
  thread.target = nullptr;
  thread.delivery = {};
  thread.telling = false;
  thread.observer->switch_failed(Where::here(-3), *thread.current, message);
  return error;
}

Delivery fail(const char* message) {
  return refuse(CoreAccess::host(*thread_state().current).make_error(message), message);
}

// The nearest of `requested` and its ancestors that is not dead: there is one, since main never is.
Core& find_target(Core& requested) {
  ThreadState& thread = thread_state();
  Core* target = &requested;
  while (target->dead()) {
    Core* next = CoreAccess::parent(*target);
    thread.observer->target_passed_over(Where::here(-1), *target, *next);
    target = next;
  }
  return *target;
}

// Where switches are noted, so is their line; this one is told.
void tell_line_of_log(ThreadState& thread) {
  Where line;
  if (thread.log == nullptr || !thread.log->take_line(&line)) return;
  thread.observer->line_reached(Where::here(), *thread.current, line, thread.log->caller_sp());
}

// The articles' g_switch without its end. Returns 0 in the greenlet that was left here when it is
// resumed; ARCH_RUN_HERE in one that begins in place of the dead. Otherwise nothing has happened
// and `delivery` is the reason.
int attempt(Core& requested, Delivery& delivery, Begin begin) {
  {
    ThreadState& thread = thread_state();
    tell_line_of_log(thread);
    thread.telling = true;
    thread.observer->switch_requested(Where::here(), *thread.current, requested, delivery.kind,
                                      words(thread, delivery));
    const char* refusal = thread.may_not_leave ? kMayNotLeave : foreign(requested);
    if (refusal == nullptr && !stands_on_own_stack(thread, __builtin_frame_address(0))) {
      refusal = kOnAnotherStack;
    }
    if (refusal != nullptr) {
      delivery = fail(refusal);
      return ARCH_SAVE_FAILED;
    }
  }

  int result = kTargetChanged;
  while (result == kTargetChanged) {
    Core& target = find_target(requested);
    bool first_start = !target.started();
    if (first_start) {
      // The articles' dummymarker: its address becomes the new greenlet's stack_stop.
      alignas(16) char mark[16];
      result = initial_stub(mark, target, delivery, begin);
    } else {
      ThreadState& thread = thread_state();
      thread.telling = true;
      thread.observer->target_found(Where::here(-9), *thread.current, target, false);
      thread.target = &target;
      thread.delivery = std::move(delivery);
      result = switch_stack();
    }
    // It is the stub's reason by now.
    if (result == kNothingToRun) {
      delivery = plain::nothing_to_run(std::move(delivery));  // NOLINT(bugprone-use-after-move)
    }
    if (result == ARCH_SAVE_FAILED) delivery = plain::not_switched(first_start);
  }
  return result;
}

// From one that has ended. An end is told, in all its steps.
Delivery leave_for(Core& requested, Delivery&& delivery) {
  return thread_state().log != nullptr ? plain::g_switch(requested, std::move(delivery))
                                       : core::g_switch(requested, std::move(delivery));
}

// Hands what a dead greenlet leaves to `parent`, or its nearest ancestor that takes it. Returns
// only when that one had not been started and has now begun in place of the dead one. So as many
// unstarted ancestors as there are, each of which ends and goes to the next, need the stack of one.
void hand_over(Core& dead, Core* parent, Delivery result) {
  // A switch that comes back here has failed; its error is for the next parent.
  for (; parent != nullptr; parent = CoreAccess::parent(*parent)) {
    if (parent->active()) {
      result = leave_for(*parent, std::move(result));
    } else if (attempt(*parent, result, Begin::in_place_of_the_dead) == ARCH_RUN_HERE) {
      return;
    }
  }
  // Memory is lacking. Who lies next in the stack hears of it: switching there takes none.
  if (Slice* next = CoreAccess::slice(dead).stack_prev) {
    leave_for(greenlet_of(*next), std::move(result));
  }
  std::fprintf(stderr, "greenlens: greenlets cannot continue\n");
  std::abort();
}

}  // namespace

Delivery plain::resume() {
  become_current(0);
  return take_delivery();
}

void plain::finish(Core& self, FinishKind how) {
  for (Core* dying = &self;;) {
    // Dead: nothing of this stack will be needed, and the switch that leaves it saves nothing.
    CoreAccess::slice(*dying).stack_start = nullptr;
    ThreadState& thread = thread_state();
    Delivery result = std::move(thread.delivery);
    thread.observer->greenlet_finished(Where::here(-3), *dying, how, words(thread, result));
    hand_over(*dying, CoreAccess::parent(*dying), std::move(result));
    dying = thread_state().current;
    how = run_current();
  }
}

void plain::finish_refused(Core& dead) {
  Core* next = CoreAccess::parent(*CoreAccess::parent(dead));
  hand_over(dead, next, not_switched(false));
  FinishKind how = run_current();
  finish(*thread_state().current, how);
}

Delivery plain::nothing_to_run(Delivery error) {
  std::string message = words(thread_state(), error);
  return refuse(std::move(error), message);
}

Delivery plain::not_switched(bool first_start) {
  const Core& current = *thread_state().current;
  if (!stands_on_own_stack(thread_state(), __builtin_frame_address(0))) {
    return fail(kOnAnotherStack);
  }
  // A longjmp to the frame of another greenlet does not tell the engine, which would take the
  // other's bytes for this one's.
  if (!current.is_main() && __builtin_frame_address(0) >= current.stack_stop()) {
    return fail("the stack of the running greenlet was left, perhaps by longjmp: it cannot switch");
  }
  return fail(first_start ? "Failed to switch stacks into a greenlet for the first time."
                          : "Failed to switch stacks into a running greenlet.");
}

Delivery plain::g_switch(Core& requested, Delivery&& delivery) {
  Delivery handed = std::move(delivery);
  int result = attempt(requested, handed, Begin::below_the_current);
  return result == 0 ? take_delivery() : std::move(handed);
}

}  // namespace greenlens::core
