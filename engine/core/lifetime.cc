#include "engine/core/lifetime.h"

#include <cstdio>
#include <utility>

#include "engine/core/copies.h"
#include "engine/core/count.h"
#include "engine/core/switch.h"
#include "engine/core/thread_state.h"
#include "engine/core/weak_link.h"

namespace greenlens::core {
namespace {

Core& ensure_main(ThreadState& thread, Host& host) {
  if (thread.main == nullptr) {
    std::unique_ptr<GreenletState> state = host.main_state();
    Core* main = CoreAccess::make(host, "main", thread, *state);
    CoreAccess::is_main(*main) = true;
    CoreAccess::slice(*main).stack_start = reinterpret_cast<char*>(1);
    CoreAccess::slice(*main).stack_stop = reinterpret_cast<char*>(-1);
    thread.main = main;  // the reference it was made with
    thread.current = main;
    join(thread, *main);
    use_this_copy(true);
    thread.observer->greenlet_created(Where::here(-8), *main);
  }
  return *thread.main;
}

// The same, for whoever is about to use this thread's greenlets: may be the first time since all
// threads are watched.
ThreadState& used(ThreadState& thread, Host& host) {
  ensure_main(thread, host);
  if (thread.watch_asked != watch_number.load(std::memory_order_relaxed)) [[unlikely]]
    ask_watch(thread, host);
  return thread;
}

// A greenlet goes, wherever that is noticed. After its thread's end that may be anywhere.
void tell_freed(ThreadState& thread, const Core& greenlet, Where where) {
  if (&thread == this_thread || is_ending(thread)) {
    thread.observer->greenlet_freed(where, greenlet);
  } else if (!thread.is_known) {
    return;
  } else if (this_thread != nullptr) {
    this_thread->observer->greenlet_freed(where, greenlet);
  } else {
    tell_as_stranger([](Observer& observer,
                        const Core& freed) { observer.greenlet_freed(Where::here(), freed); },
                     greenlet);
  }
}

void tell_dropped_elsewhere(const Core& greenlet) {
  if (this_thread != nullptr) {
    this_thread->observer->dropped_elsewhere(Where::here(), greenlet, this_thread->current);
  } else {
    tell_as_stranger(
        [](Observer& observer, const Core& dropped) {
          observer.dropped_elsewhere(Where::here(), dropped, nullptr);
        },
        greenlet);
  }
}

// It goes, and with it what the host keeps for it: that destroys objects of the program. Only in
// its own thread, or when that is no more. What is left is a shell with a reference of the parent.
void empty(Core& greenlet) {
  ThreadState& thread = *CoreAccess::thread(greenlet);
  tell_freed(thread, greenlet, Where::here(1));
  CopyBlocks::discard(greenlet.slice().stack_copy, greenlet.stack_saved());
  leave(thread, greenlet);
  CoreAccess::empty(greenlet);
}

bool is_or_descends_from(const Core& greenlet, const Core& ancestor) {
  const Core* step = &greenlet;
  while (step != nullptr && step != &ancestor) step = step->parent();
  return step != nullptr;
}

// Returns the old one, with the reference that the greenlet had.
Core& exchange_parent(Core& greenlet, Core& parent) {
  Core* old_parent = std::exchange(CoreAccess::parent(greenlet), &parent);
  if (old_parent != &parent) {
    thread_state().observer->parent_changed(Where::here(-2), greenlet, old_parent);
  }
  return *old_parent;
}

}  // namespace

void kill(Core& greenlet) {
  Core& killer = *thread_state().current;
  retain(killer);
  Core& old_parent = exchange_parent(greenlet, killer);
  Delivery result =
      g_switch(greenlet, CoreAccess::host(greenlet).make_exit(
                             "Killing the greenlet because all references have vanished."));
  if (result.kind == DeliveryKind::error && CoreAccess::host(greenlet).keeps(result)) {
    thread_state().anything_dropped = true;  // so that it reaps
  } else if (result.kind == DeliveryKind::error) {
    std::string what = result.describe();
    CoreAccess::host(greenlet).error_ignored(greenlet, result, what.c_str());
    thread_state().observer->error_ignored(Where::here(-1), greenlet, what);
  }
  // Unless that was put below it meanwhile, it gets its parent back.
  const bool is_below = is_or_descends_from(old_parent, greenlet);
  release(is_below ? old_parent : exchange_parent(greenlet, old_parent));
}

void Host::error_ignored(Core& greenlet, Delivery&, const char* what) {
  char room[Core::kNameRoom];
  std::fprintf(stderr, "Error ignored in greenlet %s: %s\n", greenlet.name(room), what);
}

void Host::refused_to_die(Core& greenlet) {
  char room[Core::kNameRoom];
  std::fprintf(stderr, "GreenletExit did not kill greenlet %s\n", greenlet.name(room));
}

namespace {

// Its stack is worth nothing any more, and on nobody's way.
void give_up(ThreadState& thread, Core& greenlet) {
  CoreAccess::host(greenlet).refused_to_die(greenlet);
  Slice& slice = CoreAccess::slice(greenlet);
  for (Slice* step = &CoreAccess::slice(*thread.current); step != nullptr;
       step = step->stack_prev) {
    if (step->stack_prev == &slice) step->stack_prev = slice.stack_prev;
  }
  slice.stack_start = nullptr;
  drop_copy(slice, thread.blocks);
}

// What lies on its stack is lost.
void lose_stack(ThreadState& thread, Core& greenlet) {
  char room[Core::kNameRoom];
  std::fprintf(
      stderr,
      "greenlens: the stack of greenlet %s is lost, with what it holds: the thread left it "
      "without unwinding it (longjmp, or pthread_exit in code without unwind tables)\n",
      greenlet.name(room));
  Slice& slice = CoreAccess::slice(greenlet);
  slice.stack_start = nullptr;
  drop_copy(slice, thread.blocks);
}

// From `greenlet` on, the first that is held because its thread ends; null when there is none.
Core* next_to_end(Core* greenlet) {
  while (greenlet != nullptr && !CoreAccess::is_ending(*greenlet)) {
    greenlet = CoreAccess::newer(*greenlet);
  }
  return greenlet;
}

// Nobody refers to it, in its own thread. Whether it is to be freed.
bool is_to_go(Core& greenlet) {
  cut_weak_link(greenlet);
  while (greenlet.active() && !greenlet.is_main()) {
    CoreAccess::references(greenlet) = 1;  // alive again while it is being killed
    CoreAccess::last_handle_gone(greenlet) = true;
    kill(greenlet);
    CoreAccess::last_handle_gone(greenlet) = false;
    // It may have handed itself to somebody. If it merely refused to die, it is left alone: its
    // stack may be needed.
    if (CoreAccess::references(greenlet) == 1 && greenlet.active()) {
      CoreAccess::host(greenlet).refused_to_die(greenlet);
      CoreAccess::refused_to_die(greenlet) = true;
      return false;
    }
    if (--CoreAccess::references(greenlet) > 0) return false;
    // If another thread has dropped it meanwhile, it is suspended as before: once more.
    cut_weak_link(greenlet);
  }
  return true;
}

// In another thread than the greenlet's own, on another stack, or after that thread's end: whether
// it is to be freed. While the thread lives, the last reference is not dropped but handed to it: it
// may be about to make another one, since it counts none for the greenlet that runs. The same in a
// greenlet that is dead, while a parent's body is looked up: who ends there would have nobody to
// come back to.
bool drop_later(Core& greenlet) {
  if (release_unless_last(greenlet)) return false;
  ThreadState& thread = *CoreAccess::thread(greenlet);
  if (thread.is_known && !thread.exited) tell_dropped_elsewhere(greenlet);
  {
    std::lock_guard lock(thread.mutex);
    if (!thread.exited) {
      CoreAccess::next_dropped(greenlet) = std::exchange(thread.dropped_elsewhere, &greenlet);
      thread.anything_dropped = true;
      return false;
    }
  }
  return step(CoreAccess::references(greenlet), -1) == 1;
}

// Whether it is to be freed.
bool drop(Core& greenlet) {
  if (CoreAccess::thread(greenlet) != this_thread) {
    const bool anybody_may = CoreAccess::host(greenlet).one_thread_at_a_time();
    if (!anybody_may || greenlet.active()) return drop_later(greenlet);
    return step(CoreAccess::references(greenlet), -1) == 1;
  }
  if (&greenlet == this_thread->current) {
    // It must not seem to be gone, not even for a moment: others ask weak handles.
    if (!release_unless_last(greenlet)) this_thread->kept = &greenlet;
    return false;
  }
  // It cannot be switched to from here. This thread ends it when it is back on its own stack.
  if (greenlet.active() && !stands_on_own_stack(*this_thread, __builtin_frame_address(0))) {
    return drop_later(greenlet);
  }
  if (this_thread->current->dead()) return drop_later(greenlet);
  if (step(CoreAccess::references(greenlet), -1) > 1) return false;
  return is_to_go(greenlet);
}

// Where the running greenlet's releases meet. A destructor can switch, so every greenlet has its
// own; before a thread's first greenlet and after its last one there is only the thread.
Freeing*& freeing_here() {
  thread_local Freeing* of_the_thread = nullptr;
  ThreadState* thread = this_thread;
  bool has_current = thread != nullptr && thread->current != nullptr;
  return has_current ? CoreAccess::freeing(*thread->current) : of_the_thread;
}

void add(Freeing& waiting, Core& greenlet) {
  (waiting.first ? CoreAccess::next_dropped(*waiting.last) : waiting.first) = &greenlet;
  waiting.last = &greenlet;
}

// Frees a greenlet that nobody refers to. What it holds may be the last handle of another one,
// which holds the next: a chain as long as memory lasts. So whoever is dropped while another one is
// being freed only queues up, and the outermost call frees them one after the other, in the order
// in which calls within calls would have: what it holds, then its parent.
void free_with_what_it_holds(Core& greenlet) {
  Freeing*& under_way = freeing_here();
  if (under_way != nullptr) return add(*under_way, greenlet);
  Freeing here;
  under_way = &here;
  Core* next = &greenlet;
  while (next != nullptr) {
    Core* one = next;
    Core* rest = one;  // its shell comes once more, after what it holds
    if (CoreAccess::is_empty(*one)) {
      rest = CoreAccess::next_dropped(*one);
      Core* parent = CoreAccess::parent(*one);
      CoreAccess::destroy(one);
      if (parent != nullptr && !release_unless_last(*parent) && drop(*parent)) add(here, *parent);
    } else {
      empty(*one);
    }
    if (here.first != nullptr) {
      CoreAccess::next_dropped(*here.last) = rest;
      rest = std::exchange(here.first, nullptr);
    }
    next = rest;
  }
  under_way = nullptr;
}

}  // namespace

Core& current_core(Host& host) { return *used(thread_state(), host).current; }

Core& main_core(Host& host) { return *used(thread_state(), host).main; }

Observer* set_observer(Host& host, Observer* observer) {
  ThreadState& thread = thread_state();
  // Nobody hears of a main greenlet that is made for this: it is told below, like the others.
  Observer* before = std::exchange(thread.observer, &thread.nobody);
  thread.is_observed = false;
  thread.log = nullptr;
  thread.given_by_watch = nullptr;
  if (observer != nullptr) {
    ensure_main(thread, host);
    thread.observer = observer;
    thread.is_observed = true;
    thread.is_known = true;
    // It may leave while it hears this.
    for (Core* greenlet = thread.oldest; greenlet != nullptr && thread.observer == observer;
         greenlet = CoreAccess::newer(*greenlet)) {
      observer->greenlet_created(Where::here(), *greenlet);
    }
  }
  return before == &thread.nobody ? nullptr : before;
}

void log_switches(SwitchLog* log) {
  ThreadState& thread = thread_state();
  thread.log = thread.heard() ? log : nullptr;
  thread.is_observed = thread.heard() && log == nullptr;
}

Core* new_core(Host& host, std::string&& name, Core& parent, GreenletState& state) {
  ThreadState& thread = thread_state();
  Core* greenlet = CoreAccess::make(host, std::move(name), thread, state);
  retain(parent);
  CoreAccess::parent(*greenlet) = &parent;
  join(thread, *greenlet);
  thread.observer->greenlet_created(Where::here(-4), *greenlet);
  return greenlet;
}

void retain(Core& greenlet) { step(CoreAccess::references(greenlet), 1); }

bool release_unless_last(Core& greenlet) noexcept {
  std::atomic<int>& references = CoreAccess::references(greenlet);
  // Who is the last goes on with what the others left.
  int count = references.load(std::memory_order_acquire);
  if (count > 1 && is_only_thread()) return step(references, -1) > 1;
  while (count > 1) {
    if (references.compare_exchange_weak(count, count - 1, std::memory_order_acq_rel)) return true;
  }
  return false;
}

void release(Core& greenlet) noexcept {
  if (!release_unless_last(greenlet) && drop(greenlet)) free_with_what_it_holds(greenlet);
}

void release_dropped(Core* newest) {
  Core* oldest = nullptr;
  while (newest != nullptr) {
    Core* next = std::exchange(CoreAccess::next_dropped(*newest), oldest);
    oldest = std::exchange(newest, next);
  }
  while (oldest != nullptr) {
    Core* next = std::exchange(CoreAccess::next_dropped(*oldest), nullptr);
    release(*std::exchange(oldest, next));
  }
}

bool anything_to_reap() {
  return this_thread != nullptr && this_thread->anything_dropped.load(std::memory_order_relaxed);
}

void reap() {
  if (!anything_to_reap()) return;
  ThreadState& thread = thread_state();
  if (!stands_on_own_stack(thread, __builtin_frame_address(0))) return;
  Core* dropped = nullptr;
  {
    std::lock_guard lock(thread.mutex);
    dropped = std::exchange(thread.dropped_elsewhere, nullptr);
    thread.anything_dropped = false;
  }
  release_dropped(dropped);
}

void leave_lost_stacks(ThreadState& thread, const void* sp) {
  Core& left = *thread.current;
  if (left.is_main() || sp < static_cast<const void*>(left.stack_stop())) return;
  // Since then something has run here, over the bytes of all that still had some in place.
  for (Core* greenlet = thread.oldest; greenlet; greenlet = CoreAccess::newer(*greenlet)) {
    bool is_whole = greenlet != &left && greenlet->slice().bytes_on_stack() == 0;
    if (greenlet->active() && !greenlet->is_main() && !is_whole) lose_stack(thread, *greenlet);
  }
  Slice& main = CoreAccess::slice(*thread.main);
  drop_copy(main, thread.blocks);
  main.stack_start = reinterpret_cast<char*>(1);
  main.stack_prev = nullptr;
  thread.current = thread.main;
}

void end_greenlets(ThreadState& thread) {
  // A program may end in any greenlet. That one never returns to its parent, and would be one of a
  // circle when that is killed.
  if (thread.main != nullptr && thread.current != thread.main) {
    set_parent(*thread.current, *thread.main);
  }
  // What dies may start others: a few rounds, as with a thread's own destructors. None of them asks
  // for memory: a thread can end when there is none.
  for (int round = 0; round < 8; ++round) {
    for (Core* greenlet = thread.oldest; greenlet; greenlet = CoreAccess::newer(*greenlet)) {
      if (greenlet->is_main() || greenlet == thread.current) continue;
      if (!greenlet->active() && !CoreAccess::refused_to_die(*greenlet)) continue;
      retain(*greenlet);
      CoreAccess::is_ending(*greenlet) = true;
    }
    if (next_to_end(thread.oldest) == nullptr) return;
    // Everyone gets the chance to clean up before anyone loses its stack: they may need each other.
    for (Core* greenlet = next_to_end(thread.oldest); greenlet;
         greenlet = next_to_end(CoreAccess::newer(*greenlet))) {
      if (greenlet->active()) kill(*greenlet);
    }
    for (Core* greenlet = next_to_end(thread.oldest); greenlet;) {
      Core* next = next_to_end(CoreAccess::newer(*greenlet));  // before this one can go
      CoreAccess::is_ending(*greenlet) = false;
      if (greenlet->active()) give_up(thread, *greenlet);
      if (std::exchange(CoreAccess::refused_to_die(*greenlet), false)) release(*greenlet);
      release(*std::exchange(greenlet, next));
    }
  }
}

const char* foreign(const Core& greenlet) {
  ThreadState* thread = CoreAccess::thread(greenlet);
  if (thread == &thread_state()) return nullptr;
  return thread->exited ? "cannot switch to a different thread (which happens to have exited)"
                        : "cannot switch to a different thread";
}

namespace {

// In the original's words and order; null when nothing speaks against it.
const char* refusal_of_parent(const Core& greenlet, const Core& parent) {
  if (greenlet.is_main()) return kMainHasNoParent;
  const bool may_touch_others = CoreAccess::host(greenlet).one_thread_at_a_time();
  if (!may_touch_others || greenlet.started()) {
    if (CoreAccess::thread(parent)->exited) return "parent must not be garbage collected";
    const bool is_anothers = CoreAccess::thread(parent) != CoreAccess::thread(greenlet);
    if (is_anothers || (!may_touch_others && foreign(greenlet))) {
      return "parent cannot be on a different thread";
    }
  }
  return is_or_descends_from(parent, greenlet) ? "cyclic parent chain" : nullptr;
}

}  // namespace

const char* set_parent(Core& greenlet, Core& parent) {
  if (const char* refusal = refusal_of_parent(greenlet, parent)) {
    thread_state().observer->parent_refused(Where::here(-1), greenlet, parent, refusal);
    return refusal;
  }
  retain(parent);
  Core* old_parent = std::exchange(CoreAccess::parent(greenlet), &parent);
  thread_state().observer->parent_changed(Where::here(-1), greenlet, old_parent);
  release(*old_parent);
  return nullptr;
}

void adopt(Core& greenlet) {
  ThreadState& thread = thread_state();
  if (CoreAccess::thread(greenlet) == &thread) return;
  leave(*CoreAccess::thread(greenlet), greenlet);
  CoreAccess::newer(greenlet) = nullptr;
  CoreAccess::set_thread(greenlet, thread);
  join(thread, greenlet);
}

void rename(Core& greenlet, std::string name) {
  delete std::exchange(CoreAccess::name(greenlet), new const std::string(std::move(name)));
  thread_state().observer->greenlet_renamed(Where::here(-1), greenlet);
}

}  // namespace greenlens::core
