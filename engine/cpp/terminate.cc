#include "engine/cpp/terminate.h"

#include <cxxabi.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <typeinfo>
#include <utility>

#include "engine/core/switch.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/host.h"

namespace greenlens::engine {
namespace {

// What was in force when the engine put its own before it: first what the process had at the
// beginning, then what a program has set since. Each of them has a handler of the engine's before
// it that knows no other: a program that sets back what it had found gets what stood behind that,
// and not what it has taken away.
constexpr size_t kMost = 8;
std::array<std::atomic<std::terminate_handler>, kMost> behind{};

// Null where no greenlet of C++ runs, and for a main greenlet, which nobody gives up.
Core* running_greenlet() {
  core::ThreadState* thread = core::thread_state_if_any();
  if (thread == nullptr || thread->current == nullptr || thread->current->is_main()) return nullptr;
  bool is_of_cpp = &core::CoreAccess::host(*thread->current) == &cpp_host();
  return is_of_cpp ? thread->current : nullptr;
}

// As if its body had ended with an error, but for its stack, of which nothing will be needed.
[[noreturn]] void give_up(Core& running) {
  core::thread_state().delivery = cpp_host().make_error(
      "GreenletExit cannot leave the destructor, other noexcept function or terminate handler that "
      "the greenlet is suspended in: its stack is lost, with what it holds");
  core::plain::finish(running, FinishKind::raised);
}

bool is_ending() {
  const std::type_info* caught = abi::__cxa_current_exception_type();
  return caught != nullptr && *caught == typeid(EndingExit);
}

constinit thread_local bool is_thread_terminating = false;  // outside of greenlets

// Whether a terminate handler runs in it: that is what C++'s mark of a greenlet means.
bool& is_terminating(Core& greenlet) { return core::CoreAccess::marked_by_host(greenlet); }

[[noreturn]] void end_or_call(std::terminate_handler handler, bool is_shared) {
  Core* running = running_greenlet();
  if (running != nullptr && is_ending()) {
    abi::__cxa_end_catch();
    give_up(*running);
  }
  // A program's handler may itself call the one that it has replaced. That is another one of the
  // engine's, unless they have all been used.
  bool& is_inside = running ? is_terminating(*running) : is_thread_terminating;
  if (std::exchange(is_inside, true) && is_shared) handler = behind[0];
  handler();
  std::abort();
}

template <size_t n>
[[noreturn]] void on_terminate() {
  end_or_call(behind[n], n == kMost - 1);
}

template <size_t... n>
constexpr std::array<std::terminate_handler, kMost> all(std::index_sequence<n...>) {
  return {on_terminate<n>...};
}
constexpr std::array<std::terminate_handler, kMost> kOurs = all(std::make_index_sequence<kMost>());

}  // namespace

void listen_to_terminate() noexcept {
  std::terminate_handler now = std::get_terminate();
  for (std::terminate_handler ours : kOurs) {
    if (now == ours) return;
  }
  size_t n = 0;
  for (; n < kMost - 1; ++n) {
    std::terminate_handler known = nullptr;
    if (behind[n].compare_exchange_strong(known, now) || known == now) break;
  }
  if (n == kMost - 1) behind[n] = now;
  std::set_terminate(kOurs[n]);
}

void give_up_if_terminating() {
  Core* running = running_greenlet();
  if (running != nullptr && is_terminating(*running)) give_up(*running);
}

}  // namespace greenlens::engine
