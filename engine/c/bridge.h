// Where C and C++ meet: the C interface's values, handles and errors as C++ sees them. Each lies in
// the file of what it is about: api.cc, value.cc, error.cc, call.cc.
#ifndef GREENLENS_ENGINE_C_BRIDGE_H_
#define GREENLENS_ENGINE_C_BRIDGE_H_

#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

#include "engine/c/api.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/host.h"
#include "engine/cpp/thread_end.h"

namespace greenlens::engine {

// An error that was made in C, with greenlens_set_error or greenlens_throw: what() is its text.
// (GreenletExit and GreenletError, made in C, are the classes of that name.)
class CError : public std::runtime_error {
 public:
  CError(std::string kind, const std::string& text)
      : std::runtime_error(text), kind_(std::move(kind)) {}
  const std::string& kind() const { return kind_; }  // "ValueError"

 private:
  std::string kind_;
};

// The same greenlet for the other language. to_c lends: the result lives as long as the handle, or
// as long as C retains it. from_c makes a handle of its own, which names none for null.
greenlens_greenlet* to_c(const Greenlet& greenlet);
Greenlet from_c(greenlens_greenlet* greenlet);

// A pointer as C's letter p makes it, and back: null when the value holds none.
Value pointer_value(void* pointer);
void* as_pointer(const Value& value);

// A greenlet as C's letter G makes it, and back: a handle of the same, or of none.
Value greenlet_value(const Greenlet& greenlet);
Greenlet as_greenlet(const Value& value);

// Calls a C function. An error that it returns is thrown.
Value call_c(greenlens_function function, void* self, const Arguments& arguments);

// For the C functions of the engine.

// A greenlens_value is a Value in the heap, or inside of another one.
inline const greenlens_value* lend(const Value& value) {
  return reinterpret_cast<const greenlens_value*>(&value);
}
inline const Value* seen(const greenlens_value* value) {
  return reinterpret_cast<const Value*>(value);
}
greenlens_value* give(Value value);
greenlens_value* give(std::unique_ptr<Value> value);
Value take(greenlens_value* value);  // and frees it; null is None

// Throws the RuntimeError with which every call is refused when the thread has ended its greenlets:
// C code in its last destructors must not bring a new main greenlet to life.
void refuse_at_the_end_of_the_thread();

// Leaves the error pending in the running greenlet; returns its status. Needs no memory.
int set_pending(const std::exception_ptr& error) noexcept;
std::exception_ptr make_error(const char* kind, const char* text);
// Throws the pending error, which a C function means when it returns this status.
[[noreturn]] void throw_status(int status);

// Sets the caller's pending error aside while a function of C runs.
class PendingErrorAside {
 public:
  PendingErrorAside() noexcept;
  ~PendingErrorAside();
  PendingErrorAside(const PendingErrorAside&) = delete;

 private:
  std::exception_ptr error_;
};

// Runs `function`; what it throws becomes the pending error. Only the end of the thread passes,
// through the C frames above: their language has no way to stop it, either.
template <typename F>
int guarded(F&& function) {
  try {
    function();
    return GREENLENS_OK;
  } catch (ThreadEnd&) {
    throw;
  } catch (...) {
    return set_pending(caught_error());
  }
}

// Null is None, but also what a function that makes values returns when it fails, and C hands that
// on in the same expression. miss_value() says that one has failed; value_is_missing() asks for it
// and forgets it, as greenlens_clear_error and every call about greenlets do.
void miss_value() noexcept;
bool value_is_missing() noexcept;

// For the functions that make values: null when `make` throws.
template <typename Make>
greenlens_value* made_for_c(Make&& make) {
  greenlens_value* made = nullptr;
  if (guarded([&] { made = give(make()); }) != GREENLENS_OK) miss_value();
  return made;
}

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_C_BRIDGE_H_
