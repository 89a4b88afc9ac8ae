// Greenlets for C++ programs: handles, switching, throwing.
//
// A greenlet is a slice of the thread's own C stack. `switch_to` archives the current slice (the
// bytes that are in the way are copied to the heap), puts the target's in place and runs on there;
// it returns when somebody switches back.
//
// Every greenlet belongs to the thread that created it. Other threads may copy, compare and drop
// its handles, make and lock weak ones, ask id() and is_main(), and are refused when they switch,
// throw or change anything. Everything else is for its own thread, or for when that has ended and
// been joined. What other threads drop last is ended when its own thread next calls the engine.
// On another stack than the thread's own (a ucontext, a fiber, an alternate signal stack) nobody
// may switch, throw or start: that is refused, too, and what is dropped there last waits.
//
// This is the only part of the engine that throws: the core (engine/core/core.h) carries values and
// errors as data.
#ifndef GREENLENS_ENGINE_CPP_GREENLET_H_
#define GREENLENS_ENGINE_CPP_GREENLET_H_

#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

#include "engine/cpp/frame.h"
#include "engine/cpp/located.h"
#include "engine/cpp/names.h"
#include "engine/cpp/print.h"
#include "engine/cpp/value.h"

namespace greenlens::engine {

class Context;  // engine/cpp/context.h

// The engine refused: wrong thread, no run, a cyclic parent chain... The texts are the original's.
class GreenletError : public std::logic_error {
  using std::logic_error::logic_error;
};

// Thrown into a greenlet to end it quietly: uncaught, it becomes the value that the parent's switch
// returns. Like the original it is not an ordinary exception: `catch (const std::exception&)` does
// not stop it.
class GreenletExit {
 public:
  explicit GreenletExit(Tuple arguments = {}) : arguments_(std::move(arguments)) {}
  const Tuple& arguments() const& { return arguments_; }
  Tuple arguments() && { return std::move(arguments_); }
  std::string repr() const;  // GreenletExit(), GreenletExit('bye')

 private:
  Tuple arguments_;
};

// A counted handle. Copies name the same greenlet; dropping the last one of a suspended greenlet
// throws GreenletExit into it, and so does the end of its thread. A default-made handle names none;
// using it is a GreenletError.
//
// No exception leaves a destructor, another noexcept function or a terminate handler. A greenlet
// that is suspended in one and does not catch GreenletExit in there cannot be ended: it is given up
// with a word on stderr, and what lies on its stack is not destroyed. Do not switch in such places.
class Greenlet {
 public:
  using Body = std::function<Value(const Arguments&)>;
  using Lookup = std::function<Body()>;

  Greenlet() = default;
  // A new greenlet: not started, its parent the current one. `name` is what pictures call it.
  Greenlet(std::string name, Body run, const Where& where = Where::here());
  Greenlet(std::string name, Body run, const Greenlet& parent, const Where& where = Where::here());
  // A new greenlet whose body is looked up when it is started, as a subclass of the original can
  // make `run` a property. The lookup may do anything: throw (then the switch does), switch, even
  // start this greenlet, in which case that start counts. Only when it runs because a child has
  // ended it may not switch, which is a GreenletError then: there would be nobody to come back to.
  static Greenlet with_lookup(std::string name, Lookup find_run,
                              const Where& where = Where::here());
  Greenlet(const Greenlet& other);
  Greenlet(Greenlet&& other) noexcept;
  Greenlet& operator=(Greenlet other) noexcept;
  ~Greenlet();

  // Switches to this greenlet. Returns what is handed to the current one when it is switched to
  // again; throws what is thrown into it. Positional values and keywords may be mixed:
  // g.switch_to(1, kw("a", 2)).
  //
  // A temporary handle lies on the stack of whoever switches, and would keep its greenlet for as
  // long as that one waits: for ever, when it is its own, as in current().parent().switch_to(). So
  // each of these functions, called on a temporary or a moved handle, lets go of it on arrival: as
  // in Python, that line keeps nobody.
  Value switch_to(const Where& where = Where::here()) &;
  Value switch_to(const Where& where = Where::here()) &&;
  template <typename... More>
  Value switch_to(Located first, More&&... more) &;
  template <typename... More>
  Value switch_to(Located first, More&&... more) &&;
  Value switch_with(Arguments arguments, const Where& where = Where::here()) &;
  Value switch_with(Arguments arguments, const Where& where = Where::here()) &&;

  // Switches to this greenlet and throws there (GreenletExit when nothing is given).
  Value throw_in(const Where& where = Where::here()) &;
  Value throw_in(const Where& where = Where::here()) &&;
  Value throw_in(std::exception_ptr error, const Where& where = Where::here()) &;
  Value throw_in(std::exception_ptr error, const Where& where = Where::here()) &&;
  template <typename E>
  Value throw_error(E error, const Where& where = Where::here()) & {
    return throw_in(std::make_exception_ptr(std::move(error)), where);
  }
  template <typename E>
  Value throw_error(E error, const Where& where = Where::here()) && {
    return std::move(*this).throw_in(std::make_exception_ptr(std::move(error)), where);
  }

  // What it will run. Only an unstarted greenlet has one: GreenletError otherwise.
  Body run() const;
  void set_run(Body run);

  Greenlet parent() const&;  // names none for a main greenlet
  Greenlet parent() &&;      // and lets go of this handle
  void set_parent(const Greenlet& parent, const Where& where = Where::here());
  std::string name() const;
  void set_name(std::string name);
  uint32_t id() const;  // in order of creation in this process, from 1
  bool dead() const;
  bool active() const;  // started and not dead
  explicit operator bool() const { return active(); }
  bool is_main() const;
  size_t stack_saved() const;  // bytes of it in the heap
  std::string repr() const;    // "<greenlet gr1 suspended active started>"

  // Attributes of the program's own, as the original's instances have a __dict__. Reading one that
  // is not set is a GreenletError.
  Value attribute(const std::string& name) const;
  bool has_attribute(const std::string& name) const;
  void set_attribute(const std::string& name, Value value);
  void delete_attribute(const std::string& name);
  Dict attributes() const;  // in the order in which they were first set

  // Its context; none until it is set or until its code sets a variable. A new greenlet has none:
  // it inherits nothing. (engine/cpp/context.h) Asking is refused while it runs in another thread;
  // of one that is suspended there the caller knows that it stays so.
  std::optional<Context> context() const&;
  std::optional<Context> context() &&;  // and lets go of this handle
  void set_context(std::optional<Context> context);

  const Core* core() const { return core_; }  // lent: lives as long as the greenlet

  friend bool operator==(const Greenlet& a, const Greenlet& b) { return a.core_ == b.core_; }

 private:
  friend Greenlet current();
  friend Greenlet main_greenlet();
  friend class WeakGreenlet;
  friend Greenlet handle_of(Core& core);          // engine/cpp/host.h
  friend Greenlet reap_for_switch(Core& target);  // the same
  // engine/cpp/line_function.h
  friend Value switch_from_line(Greenlet target, Arguments arguments);
  friend Value throw_from_line(Greenlet target, std::exception_ptr error);
  explicit Greenlet(Core* core);      // takes one more reference
  static Greenlet adopt(Core* core);  // takes over one
  // To one that waits, with one value.
  Value switch_value(Value&& value, const Where& where);
  // All that comes before a switch. What it returns is a reference to be held until the switch has
  // happened; mostly nobody has to be, and it is null.
  Core* make_ready(Core& target, const Where& where, const char* sp) const;
  // The switch, with that reference.
  static Value switch_holding(Core& target, Core* held);
  static Value switch_holding(Core& target, Value&& value, Core* held);
  static Value switch_holding(Core& target, Arguments&& arguments, Core* held);
  Core* core_ = nullptr;
};

// The greenlet that is running in this thread; its main greenlet is made on first use.
Greenlet current();
Greenlet main_greenlet();

// The original's settrace: a function that is called in the target after every switch of this
// thread, with the event that the delivery makes it: `switched` brings a value, `thrown` an error.
// It may switch. An error in it removes it and is thrown in the target instead of the delivery.
// Returns the one before; an empty function ends tracing. (An Observer sees far more, and more
// cheaply.)
enum class TraceEvent { switched, thrown };
using TraceFunction =
    std::function<void(TraceEvent event, const Greenlet& origin, const Greenlet& target)>;
TraceFunction set_trace(TraceFunction trace);
TraceFunction get_trace();

// This thread's observer; null detaches. Returns the one before. It must outlive its attachment.
Observer* set_observer(Observer* observer);

namespace internal {
inline void add_argument(Arguments& arguments, Keyword keyword) {
  arguments.keywords.emplace_back(std::move(keyword.name), std::move(keyword.value));
}
inline void add_argument(Arguments& arguments, Value value) {
  arguments.positional.push_back(std::move(value));
}
}  // namespace internal

template <typename... More>
Value Greenlet::switch_to(Located first, More&&... more) & {
  if constexpr (sizeof...(More) == 0) {
    if (!first.keyword && active()) return switch_value(std::move(first.value), first.where);
  }
  Arguments arguments;
  first.add_to(arguments);
  (internal::add_argument(arguments, std::forward<More>(more)), ...);
  return switch_with(std::move(arguments), first.where);
}
template <typename... More>
Value Greenlet::switch_to(Located first, More&&... more) && {
  Arguments arguments;
  first.add_to(arguments);
  (internal::add_argument(arguments, std::forward<More>(more)), ...);
  return std::move(*this).switch_with(std::move(arguments), first.where);
}

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_GREENLET_H_
