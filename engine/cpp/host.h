// C++ as a host of the core: bodies are functions, errors are exceptions, arguments are Values.
#ifndef GREENLENS_ENGINE_CPP_HOST_H_
#define GREENLENS_ENGINE_CPP_HOST_H_

#include <any>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/core/core.h"
#include "engine/cpp/context.h"
#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

// What few greenlets have.
struct Belongings {
  Greenlet::Lookup find_run;
  Dict attributes;
  std::optional<Context> context;
  std::unordered_map<uint64_t, std::any> locals;  // by GreenletLocal
  std::string error_kind, error_text;             // what C was told of pending_error
};

// What each greenlet has.
struct CppState final : core::GreenletStateOf<CppState> {
  Greenlet::Body body;
  std::unique_ptr<Belongings> belongings;
  std::exception_ptr pending_error;  // of the C interface; here because that must need no memory
};

core::Host& cpp_host();
CppState& cpp_state(const Core& greenlet);
Belongings& belongings_of(const Core& greenlet);  // made on first use
Greenlet handle_of(Core& core);
// A GreenletError when the greenlet belongs to another thread, which may be using what the caller
// is about to change. After that thread's end anybody may.
void check_thread(const Core& greenlet);
// As the core's, for whatever may throw: a greenlet may have ended the thread.
void reap();
// Reaps, for a switch to `target` that comes next. What it returns goes along with the delivery: it
// names `target` where nobody else may hold that until the switch has happened, since reaping, and
// looking up a body, can run anything.
Greenlet reap_for_switch(Core& target);
// engine/cpp/line_function.h: calls this thread's, where ThreadState::hears_lines.
void run_line_function();
CppState make_cpp_state(Greenlet::Body body);

// In a catch block: what was caught. One of another language cannot be kept: for it a GreenletError
// that says so.
std::exception_ptr caught_error() noexcept;

// What `held` names lives until the delivery has arrived. It is dropped there, in the target: on
// the stack of whoever switches it would stay for as long as that one waits.
// No arguments and nobody to hold need no memory.
core::Delivery carry(Arguments&& arguments, Greenlet&& held = {});
core::Delivery carry(Value&& value);  // a single positional one
core::Delivery carry(std::exception_ptr error, Greenlet held = {}) noexcept;
// Like the last, but a GreenletExit arrives as a value.
core::Delivery carry_quietly(std::exception_ptr error, Greenlet held);
// What to throw into `target`: a dead one cannot catch a GreenletExit, and it is no error for its
// parent. Of another thread's greenlets it reads nothing that may change.
core::Delivery carry_into(const Core& target, std::exception_ptr error, Greenlet held);
// The value that was carried; throws the error that was.
Value unpack(core::Delivery&& delivery);
[[noreturn]] void raise(core::Delivery& delivery);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_HOST_H_
