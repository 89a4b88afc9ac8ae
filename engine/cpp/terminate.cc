#include "engine/cpp/terminate.h"

#include <cxxabi.h>

#include <atomic>
#include <cstdlib>
#include <exception>
#include <typeinfo>
#include <utility>

#include "engine/core/switch.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/host.h"

namespace greenlens::engine {
namespace {

std::atomic<std::terminate_handler> first{nullptr};  // what the process had at the beginning
std::atomic<std::terminate_handler> next{nullptr};   // what a program has set since

// Null where no greenlet of C++ runs, and for a main greenlet, which nobody gives up.
Core* running_greenlet() {
  core::ThreadState* thread = core::thread_state_if_any();
  if (thread == nullptr || thread->current == nullptr || thread->current->is_main()) return nullptr;
  bool is_of_cpp = &core::CoreAccess::host(*thread->current) == &cpp_host();
  return is_of_cpp ? thread->current : nullptr;
}

// As if its body had ended with an error, but for its stack, of which nothing will be needed.
[[noreturn]] void give_up(Core& running) {
  core::plain::finish(running,
                      cpp_host().make_error(
                          "GreenletExit cannot leave the destructor, other noexcept function or "
                          "terminate handler that the greenlet is suspended in: its stack is lost, "
                          "with what it holds"),
                      FinishKind::raised);
}

bool is_ending() {
  const std::type_info* caught = abi::__cxa_current_exception_type();
  return caught != nullptr && *caught == typeid(EndingExit);
}

constinit thread_local bool is_thread_terminating = false;  // outside of greenlets

[[noreturn]] void on_terminate() {
  Core* running = running_greenlet();
  if (running != nullptr && is_ending()) {
    abi::__cxa_end_catch();
    give_up(*running);
  }
  // A program's handler may itself call the one that it has replaced, which is this.
  bool& is_inside = running ? cpp_state(*running).is_terminating : is_thread_terminating;
  std::terminate_handler handler = std::exchange(is_inside, true) ? first : next;
  handler();
  std::abort();
}

}  // namespace

void listen_to_terminate() noexcept {
  std::terminate_handler now = std::get_terminate();
  if (now == on_terminate) return;
  std::terminate_handler none = nullptr;
  first.compare_exchange_strong(none, now);
  next = now;
  std::set_terminate(on_terminate);
}

void give_up_if_terminating() {
  Core* running = running_greenlet();
  if (running != nullptr && cpp_state(*running).is_terminating) give_up(*running);
}

}  // namespace greenlens::engine
