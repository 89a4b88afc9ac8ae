// What the core keeps for a thread. It lives in the heap: nothing here may lie on a stack that
// moves.
#ifndef GREENLENS_ENGINE_CORE_THREAD_STATE_H_
#define GREENLENS_ENGINE_CORE_THREAD_STATE_H_

#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "arch/arch.h"
#include "engine/core/allocate.h"
#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/core/opaque.h"
#include "engine/core/own_stack.h"
#include "engine/core/stack_notes.h"
#include "engine/core/switch_log.h"

namespace greenlens::core {

// The hooks of a switch that nobody watches bring the thread along.
struct UnwatchedHooks : arch_hooks {
  explicit UnwatchedHooks(ThreadState* thread);
  ThreadState* thread;
};

// What a switch may have to do that only the plain path does. They lie together, so that one
// question is enough for all of them.
struct Uncommon {
  bool is_observed = false;  // not `nobody`, and no log; a comparison would cost each switch more
  // Whether the switch that is under way is told although there is a log, from its request to its
  // delivery.
  bool telling = false;
  bool host_listens = false;               // Host::switched wants to be called
  bool keeps_notes = keeps_stack_notes();  // the plain path has notes to forget
  bool may_not_leave = false;              // the current one is dead, and a body is looked up
  bool hears_lines = false;  // the host wants to be called at each line of the program
  bool none_yet[2] = {};

  bool anything() const { return std::bit_cast<uint64_t>(*this) != 0; }
};

struct ThreadState : Uncommon {
  arch_hooks hooks{};
  UnwatchedHooks unwatched{this};
  // Whether anybody hears what the observer is told, and whether each step of a switch is told.
  // What costs more than an empty call to tell is only worth it then.
  bool heard() const { return observer != &nobody; }
  bool observed() const { return is_observed; }
  // Whether a switch has to be told, to the observer or to the host.
  bool watched() const { return observed() || host_listens; }
  // Whether a switch has anything to do that only the plain path does.
  bool needs_plain_path() const { return anything() || kept != nullptr; }

  Core* main = nullptr;
  Core* current = nullptr;
  // The current greenlet when its last reference was dropped while it runs: this one is for the
  // next switch to drop. So what runs stays alive, and a switch counts nothing.
  Core* kept = nullptr;
  // While a switch is under way: the articles' ts_target, ts_origin and ts_passaround.
  Core* target = nullptr;
  Core* origin = nullptr;  // from the switch until the delivery
  Delivery delivery;
  char* origin_sp = nullptr;

  InterpreterFrame* top_frame = nullptr;
  uint32_t recursion_depth = 0;
  uint64_t next_frame_id = 1;
  ExceptionState& exceptions = exceptions_in_force();  // found by the thread that makes this

  OwnStack own_stack;  // of the thread that made this
  CopyBlocks blocks;
  NullObserver nobody;
  Observer* const silence = &nobody;
  Observer* observer = &nobody;  // never null: what happens is told, whether or not anybody listens
  SwitchLog* log = nullptr;      // where switches are noted that need not be told; null: nowhere
  std::unique_ptr<HostState> host_state;  // the host's own
  bool hosts_have_state = false;          // a greenlet's host has state of its own to swap
  int output = 1;
  uint32_t watch_asked = 0;  // the watch that was asked for an observer last, by its number
  Observer* given_by_watch = nullptr;  // the observer, if a watch gave it
  Core* oldest = nullptr;              // of this thread's greenlets, in order of creation
  Core* newest = nullptr;
  size_t users = 1;  // the thread and each of its greenlets; the last one deletes this

  // Shared with other threads.
  std::mutex mutex;
  Core* dropped_elsewhere = nullptr;  // last references that other threads dropped, newest first
  std::atomic<bool> anything_dropped{false};
  std::atomic<bool> exited{false};
  // Whether anybody was ever told of its greenlets: only then others may speak of them.
  std::atomic<bool> is_known{false};
};

// This thread's, made on first use. Opaque: after a switch nothing about it may be remembered from
// before.
ThreadState& thread_state();
// Null before the first use and when the thread is at its end.
ThreadState* thread_state_if_any();
// Whether this thread is at its end: it has ended its greenlets and used none since. Its last
// destructors are running.
bool thread_has_ended();
// Whether this thread is at its end and just gives up what is left of that state, which was its
// own.
bool is_ending(const ThreadState& thread);
// The state without a call, for where nothing is switched in between.
extern constinit thread_local ThreadState* this_thread;

// Of engine/core/watch.h: how often a watch was set, and the thread's question for an observer, due
// when the thread has not asked since.
extern constinit std::atomic<uint32_t> watch_number;
void ask_watch(ThreadState& thread, Host& host);
// Tells whoever hears of threads without greenlets, in such a thread.
void tell_as_stranger(void (*tell)(Observer& observer, const Core& greenlet), const Core& greenlet);

// For a host of one thread at a time, under its lock: buries what is left of a thread that has left
// (Host::thread_left), or that never comes back, or of this one, where the engine then begins anew.
// Nothing is thrown into its greenlets: they are dead, and what lay on their stacks is lost.
void abandon_thread(ThreadState& thread);

// Room for what a host hands over and soon has back, from the thread's blocks. std::bad_alloc when
// memory is lacking. It may be given back in any thread.
void* take_room(size_t bytes);
void give_room(void* room, size_t bytes) noexcept;

// Makes `greenlet` one of its thread's, the newest.
void join(ThreadState& thread, Core& greenlet);
// Takes it out again. After the thread's end any thread may, and the last one frees the state.
void leave(ThreadState& thread, Core& greenlet);

// What the host keeps for this thread, and whether it wants to hear of each switch in it.
std::unique_ptr<HostState>& host_thread_state();
void listen(bool to_switches);

// What the core itself may do with a greenlet, and a host where it has to.
struct CoreAccess {
  // std::bad_alloc when memory is lacking; then `state` is as it was.
  static Core* make(Host& host, std::string&& name, ThreadState& thread, GreenletState& state);
  static void empty(Core& greenlet);  // destroys its host's state
  static void destroy(Core* greenlet);
  static Slice& slice(Core& c) { return c.slice_; }
  static Host& host(const Core& c) { return *c.host_; }
  static ThreadState* thread(const Core& c) { return c.thread_; }
  static void set_thread(Core& c, ThreadState& thread) { c.thread_ = &thread; }
  static std::atomic<int>& references(Core& c) { return c.references_; }
  static Core*& parent(Core& c) { return c.parent_; }
  static Core*& older(Core& c) { return c.older_; }
  static Core*& newer(Core& c) { return c.newer_; }
  static Core*& next_dropped(Core& c) { return c.next_dropped_; }
  static Freeing*& freeing(Core& c) { return c.freeing_; }
  static bool& is_ending(Core& c) { return c.is_ending_; }
  static bool is_empty(const Core& c) { return c.is_empty_; }
  static bool& is_main(Core& c) { return c.is_main_; }
  static bool& refused_to_die(Core& c) { return c.refused_to_die_; }
  static bool& last_handle_gone(Core& c) { return c.last_handle_gone_; }
  static bool& marked_by_host(Core& c) { return c.marked_by_host_; }
  static const std::string*& name(Core& c) { return c.name_; }
  static InterpreterFrame*& top_frame(Core& c) { return c.top_frame_; }
  static ExceptionState& exceptions(Core& c) { return c.exceptions_; }
  static uint32_t& recursion_depth(Core& c) { return c.recursion_depth_; }
  static std::atomic<WeakLink*>& weak_link(Core& c) { return c.weak_link_; }
};

// On `origin`'s stack, before it is left.
inline void tell_leaving(ThreadState& thread) {
  if (thread.hosts_have_state) CoreAccess::host(*thread.current).leaving(*thread.current);
}

// On the target's stack, while `current` is still who was left, and when it is who has come. The
// three of them exchange what a thread has one of; `first`: the target begins.
inline void put_away(ThreadState& thread) {
  if (thread.hosts_have_state) CoreAccess::host(*thread.current).put_away(*thread.current);
}
inline void put_in_force(ThreadState& thread, bool first) {
  if (thread.hosts_have_state)
    CoreAccess::host(*thread.current).put_in_force(*thread.current, first);
}
inline void swap_state(ThreadState& thread, Core& origin, Core& target) {
  ExceptionState& exceptions = thread.exceptions;
  CoreAccess::top_frame(origin) = thread.top_frame;
  CoreAccess::recursion_depth(origin) = thread.recursion_depth;
  CoreAccess::exceptions(origin) = exceptions;
  thread.top_frame = std::exchange(CoreAccess::top_frame(target), nullptr);
  thread.recursion_depth = CoreAccess::recursion_depth(target);
  exceptions = CoreAccess::exceptions(target);
}

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_THREAD_STATE_H_
