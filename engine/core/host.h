// What the core asks of a language, and what it carries for one without opening it.
//
// A switch carries a Delivery, a value or an error in a box, from one greenlet to another. What a
// body is, what an error is, and which state of the language belongs to a greenlet, the Host knows:
// C++ is one (engine/cpp/host.h), another language can stand beside it on the same core.
#ifndef GREENLENS_ENGINE_CORE_HOST_H_
#define GREENLENS_ENGINE_CORE_HOST_H_

#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "engine/core/observer.h"

namespace greenlens::core {

class Core;
struct ThreadState;  // engine/core/thread_state.h

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

  std::string describe() const noexcept { return carried ? carried->describe() : "()"; }
};

// What a host keeps for a thread.
struct HostState {
  virtual ~HostState() = default;
};

// What a host keeps with each greenlet: its body and the parts of the language's state that are its
// own. It lies behind the greenlet, in the same block of memory: it is made somewhere, and moved
// there before anybody knows of it.
struct GreenletState : HostState {
  virtual size_t bytes() const noexcept = 0;
  virtual void move_to(void* place) noexcept = 0;
};
template <typename State>
struct GreenletStateOf : GreenletState {
  size_t bytes() const noexcept final { return sizeof(State); }
  void move_to(void* place) noexcept final {
    constexpr size_t kMost = 65535;
    static_assert(sizeof(State) <= kMost);
    static_assert(alignof(State) <= alignof(std::max_align_t));
    new (place) State(std::move(static_cast<State&>(*this)));
  }
};

// All of it runs on the live stack. It must not throw, except main_state(): nothing has changed
// then. What runs code of the language is not `noexcept`, though: a thread may be ended there,
// which unwinds what lies on the greenlet's stack.
class Host {
 public:
  // Interpreter frames, recursion depth and C++'s exception state are swapped at each switch
  // whatever the host is: C++ lies below every language. Has the language more of its own?
  enum class OwnState { some, none };
  // Whether a lock of the language's lets one thread at a time use greenlets. Then whoever drops
  // the last reference frees it; one that has not begun follows its parent to another thread; and
  // what a thread leaves when it ends is for the host to bury, with abandon_thread(): among the
  // thread's last destructors, where the engine ends its greenlets, that lock is not held.
  enum class Threads { at_once, one_at_a_time };
  explicit Host(OwnState own_state = OwnState::some, Threads threads = Threads::at_once)
      : own_state_(own_state), threads_(threads) {}
  virtual ~Host() = default;
  OwnState own_state() const { return own_state_; }
  bool one_thread_at_a_time() const { return threads_ == Threads::one_at_a_time; }
  // The three of every switch, when it has. The first on the stack of `origin`, which is whole, and
  // perhaps for a switch that is refused then: what of the language's lies there is read now.
  virtual void leaving(Core& origin) noexcept { static_cast<void>(origin); }
  // The pair on the target's stack: takes what is the language's out of the thread into `origin`,
  // and the other way round. `first`: the target begins, and has nothing yet.
  virtual void put_away(Core& origin) noexcept { static_cast<void>(origin); }
  virtual void put_in_force(Core& target, bool first) noexcept {
    static_cast<void>(target), static_cast<void>(first);
  }
  // For a main greenlet, which has no body: what a thread's use of the engine begins with. A host
  // that can throw refuses here what engine/core/copies.h finds.
  virtual std::unique_ptr<GreenletState> main_state() = 0;
  // Finds out what an unstarted greenlet will run; asked on the caller's stack, before each start.
  // It may run anything: switch, start this very greenlet, change its parent. False when there is
  // nothing to run; `error` then says why.
  virtual bool find_run(Core& greenlet, Delivery& error) = 0;
  // Runs the body on the greenlet's new stack. `passing` lies on no stack, and is the thread's:
  // what came in is there, to be taken out before anything runs (an error is to be raised), and
  // what the parent gets has to be put there last of all. The frame of this is part of every
  // suspended slice.
  virtual FinishKind run(Core& greenlet, Delivery& passing) = 0;
  // The engine's own refusals, and what is thrown into a greenlet that nobody refers to.
  virtual Delivery make_error(const char* message) noexcept = 0;
  virtual Delivery make_exit(const char* message) noexcept = 0;
  // A greenlet that nobody refers to was told to end, and ended with this error, for which there is
  // no caller. True when it must not be ignored: the host then has it and will see to it when this
  // thread next reaps. Otherwise it is said.
  virtual bool keeps(Delivery& error) noexcept {
    static_cast<void>(error);
    return false;
  }
  // What has no caller to be told: on stderr, unless the language has a better place. `what` is the
  // error's description.
  virtual void error_ignored(Core& greenlet, Delivery& error, const char* what);
  virtual void refused_to_die(Core& greenlet);
  // Of one_at_a_time: a thread that used this host's greenlets is at its end. Without the lock.
  virtual void thread_left(ThreadState& thread) noexcept { static_cast<void>(thread); }
  // Only after listen(true): `target` was switched to and is about to get `delivery`, which may be
  // replaced. It may run anything, even switch.
  virtual void switched(Core& origin, Core& target, Delivery& delivery) {
    static_cast<void>(origin), static_cast<void>(target), static_cast<void>(delivery);
  }

 private:
  const OwnState own_state_;
  const Threads threads_;
};

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_HOST_H_
