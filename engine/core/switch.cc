// g_switch and what it calls, down to arch_switch: the articles' functions under the articles'
// names.
//
// Rules of this file. Everything that has to survive a move is in the ThreadState, never on a
// stack. After switch_stack() has returned, another greenlet's life continues: only what
// thread_state() says now is true.
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
constexpr int kAlreadyStarted = 2;
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

const Marks& marks() {
  static const Marks found;
  return found;
}

// arch_switch's first question: the registers lie at `sp`, how far to move?
intptr_t save(arch_hooks*, char* sp) {
  ThreadState& thread = *this_thread;
  Core& origin = *thread.current;
  Core& target = *thread.target;
  if (thread.observer) [[unlikely]] {
    thread.observer->registers_saved(marks().spill, origin, target, sp);
  }
  thread.origin_sp = sp;
  if (!save_state(CoreAccess::slice(origin), target.slice(), sp, thread.blocks, thread.observer)) {
    return ARCH_SAVE_FAILED;
  }
  if (!target.active()) return ARCH_RUN_HERE;
  return target.stack_start() - sp;
}

// arch_switch's second question, asked from below the target's slice: put its bytes in place.
void restore(arch_hooks*, char* sp) {
  ThreadState& thread = *this_thread;
  if (thread.observer) [[unlikely]] {
    thread.observer->stack_pointer_moved(marks().move_sp, *thread.target, thread.origin_sp, sp);
  }
  restore_state(CoreAccess::slice(*thread.target), CoreAccess::slice(*thread.current),
                thread.blocks, thread.observer);
}

// On the target's stack, with its registers: makes it the current greenlet.
void become_current(int result) {
  ThreadState& thread = *this_thread;
  Core& origin = *thread.current;
  Core& target = *thread.target;
  if (thread.observer) [[unlikely]] {
    if (result == ARCH_RUN_HERE) {
      thread.observer->returned_twice(Where::here(), target);
    } else {
      thread.observer->registers_restored(marks().reload, target, target.stack_start());
    }
  }

  if (thread.hosts_have_state) CoreAccess::host(origin).put_away(origin);
  swap_state(thread, origin, target);
  if (thread.hosts_have_state) CoreAccess::host(target).put_in_force(target);
  thread.origin = &origin;
  thread.current = &target;
  thread.target = nullptr;
  if (thread.observer) [[unlikely]] {
    thread.observer->host_state_swapped(Where::here(), origin, target);
  }
}

// The articles' g_switchstack. "Returns twice": ARCH_RUN_HERE in the new greenlet, 0 when this one
// is resumed.
GREENLENS_OPAQUE int switch_stack() {
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
  bool listens = thread.host_listens;
  if (listens) [[unlikely]]
    tell_host(*origin, *target, delivery);
  if (thread.observer) [[unlikely]] {
    thread.observer->delivered(Where::here(), *origin, *target, delivery.kind, delivery.describe());
  }
  if (origin->dead()) CoreAccess::slice(*origin).stack_prev = nullptr;
  if (listens) [[unlikely]]
    release(*origin);
  if (kept) release(*kept);
  return delivery;
}

// The first and last thing on a new greenlet's stack.
[[noreturn]] GREENLENS_OPAQUE void run_body(void*) {
  ThreadState& thread = thread_state();
  Core& self = *thread.current;
  Slice& slice = CoreAccess::slice(self);
  slice.stack_start = reinterpret_cast<char*>(1);
  if (thread.observer) [[unlikely]]
    thread.observer->body_entered(Where::here(), self);

  FinishKind how = FinishKind::returned;
  Delivery result = CoreAccess::host(self).run(self, take_delivery(), how);
  plain::finish(self, std::move(result), how);
}

// The articles' g_initialstub: starts `target`. Its slice ends at `mark`, which lies in the
// caller's frame, so that this function's own frame belongs to the new greenlet. kNothingToRun
// leaves the reason in `delivery`.
GREENLENS_OPAQUE int initial_stub(char* mark, Core& target, Delivery& delivery) {
  // This can run anything. Whatever was known before it has to be asked again.
  Delivery error;
  bool found = CoreAccess::host(target).find_run(target, error);
  if (!found) {
    delivery = std::move(error);
    return kNothingToRun;
  }
  if (target.started()) return kAlreadyStarted;

  ThreadState& thread = thread_state();
  if (thread.observer) [[unlikely]]
    thread.observer->target_found(Where::here(), *thread.current, target, true);
  thread.target = &target;
  thread.delivery = std::move(delivery);
  Slice& slice = CoreAccess::slice(target);
  Slice& current = CoreAccess::slice(*thread.current);
  slice.stack_start = nullptr;
  slice.stack_stop = mark;
  slice.stack_prev = current.active() ? &current : current.stack_prev;
  CoreAccess::top_frame(target) = nullptr;
  CoreAccess::recursion_depth(target) = thread.recursion_depth;
  if (thread.observer) [[unlikely]]
    thread.observer->start_prepared(Where::here(), target);

  int result = switch_stack();
  if (result == ARCH_RUN_HERE) arch_enter(run_body, nullptr);
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
  if (thread.observer) [[unlikely]] {
    thread.observer->switch_failed(Where::here(), *thread.current, message);
  }
  return error;
}

Delivery fail(const char* message) {
  return refuse(CoreAccess::host(*thread_state().current).make_error(message), message);
}

// The nearest of `requested` and its ancestors that is not dead.
Core& find_target(Core& requested) {
  ThreadState& thread = thread_state();
  Core* target = &requested;
  while (target->dead()) {
    Core* next = CoreAccess::parent(*target);
    if (thread.observer) [[unlikely]] {
      thread.observer->target_passed_over(Where::here(), *target, *next);
    }
    target = next;
  }
  return *target;
}

}  // namespace

Delivery plain::resume() {
  become_current(0);
  return take_delivery();
}

void plain::finish(Core& self, Delivery result, FinishKind how) {
  CoreAccess::slice(self).stack_start = nullptr;  // dead: nothing of this stack will be needed
  if (Observer* observer = thread_state().observer) [[unlikely]] {
    observer->greenlet_finished(Where::here(), self, how, result.describe());
  }
  // A switch that returns here has failed; its error is for the next parent.
  for (Core* parent = CoreAccess::parent(self); parent != nullptr;
       parent = CoreAccess::parent(*parent)) {
    result = core::g_switch(*parent, std::move(result));
  }
  // Memory is lacking. Who lies next in the stack hears of it: switching there takes none.
  if (Slice* next = CoreAccess::slice(self).stack_prev) {
    core::g_switch(*next->greenlet, std::move(result));
  }
  std::fprintf(stderr, "greenlens: greenlets cannot continue\n");
  std::abort();
}

Delivery plain::nothing_to_run(Delivery error) {
  std::string message = error.describe();
  return refuse(std::move(error), message);
}

Delivery plain::out_of_memory(bool first_start) {
  return fail(first_start ? "Failed to switch stacks into a greenlet for the first time."
                          : "Failed to switch stacks into a running greenlet.");
}

Delivery plain::g_switch(Core& requested, Delivery&& delivery) {
  {
    ThreadState& thread = thread_state();
    if (thread.observer) [[unlikely]] {
      thread.observer->switch_requested(Where::here(), *thread.current, requested, delivery.kind,
                                        delivery.describe());
    }
    if (const char* refusal = foreign(requested)) return fail(refusal);
  }

  int result = kAlreadyStarted;
  while (result == kAlreadyStarted) {
    Core& target = find_target(requested);
    bool first_start = !target.started();
    if (first_start) {
      // The articles' dummymarker: its address becomes the new greenlet's stack_stop.
      alignas(16) char mark[16];
      result = initial_stub(mark, target, delivery);
    } else {
      ThreadState& thread = thread_state();
      if (thread.observer) [[unlikely]]
        thread.observer->target_found(Where::here(), *thread.current, target, false);
      thread.target = &target;
      thread.delivery = std::move(delivery);
      result = switch_stack();
    }
    if (result == kNothingToRun) return nothing_to_run(std::move(delivery));
    if (result == ARCH_SAVE_FAILED) return out_of_memory(first_start);
  }
  return take_delivery();
}

}  // namespace greenlens::core
