// The core: greenlets without a language. It never throws, except std::bad_alloc where memory is
// lacking to make a greenlet: nothing has changed then.
//
// A switch carries a Delivery, a value or an error in a box that the core does not open, from one
// greenlet to another. What a body is, what an error is, and which state of the language belongs to
// a greenlet, the Host knows: C++ is one (engine/greenlet.cc), another language can stand beside it
// on the same core.
//
// All of it belongs to one thread: a greenlet is created, run and freed by the thread that created
// it. References may be dropped from any thread.
#ifndef GREENLENS_ENGINE_CORE_H_
#define GREENLENS_ENGINE_CORE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "engine/exceptions.h"
#include "engine/observer.h"
#include "engine/slice.h"

namespace greenlens::engine {

struct InterpreterFrame;
struct ThreadState;
struct WeakLink;  // engine/weak_link.h
class Host;

// What a host puts into a delivery.
struct Carried {
  virtual ~Carried() = default;
  // As pictures show it. Must not switch; when memory is lacking, that is what it says.
  virtual std::string describe() const noexcept = 0;
};
// What a switch brings along. Move-only.
struct Delivery {
  DeliveryKind kind = DeliveryKind::value;
  std::unique_ptr<Carried> carried;

  std::string describe() const noexcept { return carried ? carried->describe() : std::string(); }
};

// What a host keeps with each greenlet: its body and the parts of the language's state that are its
// own.
struct HostState {
  virtual ~HostState() = default;
};

// One greenlet. Const access is for observers and pictures.
class Core {
 public:
  Core(const Core&) = delete;
  uint32_t id() const { return id_; }  // in order of creation in this process, from 1
  std::string name() const;
  const Core* parent() const { return parent_; }  // null for a main greenlet
  bool is_main() const { return is_main_; }

  const Slice& slice() const { return slice_; }
  const char* stack_start() const { return slice_.stack_start; }
  const char* stack_stop() const { return slice_.stack_stop; }
  const char* stack_copy() const { return slice_.stack_copy; }
  size_t stack_saved() const { return slice_.stack_saved; }
  // Null also for a slice that is wholly in the heap: it is on no chain, and what it pointed to may
  // be gone.
  const Core* stack_prev() const;
  bool started() const { return slice_.started(); }
  bool active() const { return slice_.active(); }
  bool dead() const { return slice_.dead(); }
  bool is_current() const;  // its thread's current one

  // The innermost interpreter frame while it is suspended; null while it runs (then
  // thread_top_frame() has it).
  const InterpreterFrame* top_frame() const { return top_frame_; }
  uint32_t recursion_depth() const { return recursion_depth_; }

  HostState* host_state() const { return host_state_.get(); }

 private:
  friend struct CoreAccess;  // the core's own functions
  Core(Host& host, std::string&& name, ThreadState& thread);
  ~Core();

  // What a switch touches, together.
  Slice slice_;
  Host& host_;
  ThreadState& thread_;  // stays as long as one of its greenlets
  InterpreterFrame* top_frame_ = nullptr;
  ExceptionState exceptions_;  // its own while it is suspended
  uint32_t recursion_depth_ = 0;
  std::atomic<int> references_{1};
  const uint32_t id_;
  bool is_main_ = false;
  bool refused_to_die_ = false;  // so nobody holds one of its references

  Core* parent_ = nullptr;  // counted
  Core* older_ = nullptr;   // the thread's greenlets in order of creation
  Core* newer_ = nullptr;
  Core* next_dropped_ = nullptr;  // of those that other threads dropped
  std::unique_ptr<HostState> host_state_;
  std::unique_ptr<const std::string> name_;    // null: "greenlet" and the id
  std::atomic<WeakLink*> weak_link_{nullptr};  // counted; made for the first weak handle
};

// What the core asks of a language. All of it runs on the live stack. It must not throw, except
// main_state() when memory is lacking.
class Host {
 public:
  // Interpreter frames, recursion depth and C++'s exception state are swapped at each switch
  // whatever the host is: C++ lies below every language. Has the language more of its own?
  enum class OwnState { some, none };
  explicit Host(OwnState own_state = OwnState::some) : own_state_(own_state) {}
  virtual ~Host() = default;
  OwnState own_state() const { return own_state_; }
  // The pair around every switch, when it has: takes what is the language's out of the thread into
  // `origin`, and the other way round.
  virtual void put_away(Core& origin) noexcept { static_cast<void>(origin); }
  virtual void put_in_force(Core& target) noexcept { static_cast<void>(target); }
  // For a main greenlet, which has no body.
  virtual std::unique_ptr<HostState> main_state() = 0;
  // Finds out what an unstarted greenlet will run; asked on the caller's stack, before each start.
  // It may run anything: switch, start this very greenlet, change its parent. False when there is
  // nothing to run; `error` then says why.
  virtual bool find_run(Core& greenlet, Delivery& error) noexcept = 0;
  // Runs the body on the greenlet's new stack; an error that comes in is to be raised before
  // anything runs. Returns what the parent gets.
  virtual Delivery run(Core& greenlet, Delivery first, FinishKind& how) noexcept = 0;
  // The engine's own refusals, and what is thrown into a greenlet that nobody refers to.
  virtual Delivery make_error(const char* message) noexcept = 0;
  virtual Delivery make_exit(const char* message) noexcept = 0;
  // Only after listen(true): `target` was switched to and is about to get `delivery`, which may be
  // replaced. It may run anything, even switch.
  virtual void switched(Core& origin, Core& target, Delivery& delivery) noexcept {
    static_cast<void>(origin), static_cast<void>(target), static_cast<void>(delivery);
  }

 private:
  const OwnState own_state_;
};

// The greenlet that runs in this thread. Makes the thread's main greenlet, with `host`, on first
// use.
Core& current_core(Host& host);
Core& main_core(Host& host);

// What the host keeps for this thread, and whether it wants to hear of each switch in it.
std::unique_ptr<HostState>& host_thread_state();
void listen(bool to_switches);

// This thread's observer; null detaches. It is told of the greenlets that there are. Returns the
// one before.
Observer* set_observer(Host& host, Observer* observer);

// A new greenlet of this thread with one reference, for the caller.
Core* new_core(Host& host, std::string name, Core& parent, std::unique_ptr<HostState> state);
void retain(Core& greenlet);
// Dropping the last reference of a suspended greenlet throws into it, or queues that for its own
// thread.
void release(Core& greenlet) noexcept;
// Whether there was another reference, so that this one could be dropped without consequences.
bool release_unless_last(Core& greenlet) noexcept;
// Does what other threads have queued for this one. That throws into greenlets, which can run
// anything: who goes on with a greenlet afterwards holds a reference.
bool anything_to_reap();
void reap();

// The articles' g_switch: from the current greenlet to `requested`, or to its nearest ancestor that
// lives. Returns what the current one is handed when it is switched to again, or an error of the
// engine when it refuses.
Delivery g_switch(Core& requested, Delivery&& delivery);

// Null, or why it was refused.
const char* set_parent(Core& greenlet, Core& parent);
void rename(Core& greenlet, std::string name);
// Null when `greenlet` belongs to this thread, otherwise the error's text.
const char* foreign(const Core& greenlet);

// The interpreter frame and depth in force in this thread; the running greenlet's.
const InterpreterFrame* thread_top_frame();
uint32_t thread_recursion_depth();

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CORE_H_
