// A second host for the core, as small as one can be: a language of numbers whose errors are status
// codes.
//
// Nothing here throws: it is compiled without exceptions, as is the core that it is linked with.
// Its one piece of state that every greenlet has for itself is `last_status`, as errno could be.
#ifndef GREENLENS_TESTS_ENGINE_CORE_TINY_HOST_H_
#define GREENLENS_TESTS_ENGINE_CORE_TINY_HOST_H_

#include <string>
#include <vector>

#include "engine/core/lifetime.h"
#include "engine/core/switch.h"
#include "engine/core/thread_state.h"

namespace tiny {

using greenlens::core::Core;
using greenlens::core::DeliveryKind;
using greenlens::core::Observer;

enum class Status { ok, refused, exit, no_function, division_by_zero };

// What travels: a number, or an error. Only the core's refusals have a text.
struct Message {
  Status status = Status::ok;
  long number = 0;
  std::string text;
};

// A body gets what the first switch brought; what it returns goes to the parent.
using Function = Message (*)(Message first);

// One counted reference.
class Handle {
 public:
  Handle() = default;
  explicit Handle(Core* adopted) : core_(adopted) {}
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  ~Handle();
  Core& operator*() const { return *core_; }
  Core* operator->() const { return core_; }

 private:
  Core* core_ = nullptr;
};

Core& current();
Core& main_greenlet();
// `function` may be null; `parent` is the current greenlet when it is not given.
Handle make(const char* name, Function function, Core* parent = nullptr);

// Switch to a greenlet with a number, or with an error. What comes back is either.
Message send(Core& to, long number);
Message fail(Core& in, Status status);

// The running greenlet's own.
Status& last_status();

// What the language keeps on the stack of who runs, as an interpreter does with the record of its
// innermost frame: it says where that lies. Read when a greenlet is left: `left_with`.
const long*& number_on_the_stack();
long left_with(const Core& greenlet);
// How often it was put in force as one that begins.
int beginnings(const Core& greenlet);

// From now on this thread's greenlets are of a language with a lock, which lets one thread at a
// time use them. Nobody takes it here: threads are joined before others go on.
void use_lock();
// Those that have left since this was asked last.
std::vector<greenlens::core::ThreadState*> threads_left();
// What was said of ends that have nobody to be told.
std::vector<std::string> said_of_ends();

// Null detaches.
void observe(Observer* observer);
// How many switches this thread's greenlets have made since counting began.
void count_switches(bool on);
int switches();

}  // namespace tiny

#endif  // GREENLENS_TESTS_ENGINE_CORE_TINY_HOST_H_
