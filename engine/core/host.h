// What the core asks of a language, and what it carries for one without opening it.
//
// A switch carries a Delivery, a value or an error in a box, from one greenlet to another. What a
// body is, what an error is, and which state of the language belongs to a greenlet, the Host knows:
// C++ is one (engine/cpp/host.h), another language can stand beside it on the same core.
#ifndef GREENLENS_ENGINE_CORE_HOST_H_
#define GREENLENS_ENGINE_CORE_HOST_H_

#include <memory>
#include <string>

#include "engine/core/observer.h"

namespace greenlens::core {

class Core;

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

// All of it runs on the live stack. It must not throw, except main_state(): nothing has changed
// then.
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
  // For a main greenlet, which has no body: what a thread's use of the engine begins with. A host
  // that can throw refuses here what engine/core/copies.h finds.
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
  // A greenlet that nobody refers to was told to end, and ended with this error, for which there is
  // no caller. True when it must not be ignored: the host then has it and will see to it when this
  // thread next reaps.
  virtual bool keeps(Delivery& error) noexcept {
    static_cast<void>(error);
    return false;
  }
  // Only after listen(true): `target` was switched to and is about to get `delivery`, which may be
  // replaced. It may run anything, even switch.
  virtual void switched(Core& origin, Core& target, Delivery& delivery) noexcept {
    static_cast<void>(origin), static_cast<void>(target), static_cast<void>(delivery);
  }

 private:
  const OwnState own_state_;
};

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_HOST_H_
