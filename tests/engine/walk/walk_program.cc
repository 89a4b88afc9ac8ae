// A greenlet three calls deep, started from far down a deep stack and resumed from another place: a
// walk up its stack must find the calls, then its entry, and end there. What lies above belongs to
// somebody else by then. Both paths of a switch are walked: with an observer and without.
//
// walk_program          walks with the C++ runtime's unwinder and checks; throws along the same way
// walk_program gdb      only stops in `look_here`, where gdb walks
#include <unwind.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/walk/walk.h"

namespace greenlens::walk {
namespace {
using namespace engine;

bool only_looked_at;
int failures;
std::vector<uintptr_t> calls;  // where each call returns to, outermost first

uintptr_t number(const void* address) { return reinterpret_cast<uintptr_t>(address); }

// Some CPUs mark the instruction set in the lowest bit.
bool same_place(uintptr_t one, uintptr_t other) { return (one | 1) == (other | 1); }

_Unwind_Reason_Code note(_Unwind_Context* context, void* walked) {
  Walk& walk = *static_cast<Walk*>(walked);
  uintptr_t returns_to = _Unwind_GetIP(context);
  if (returns_to == 0) return _URC_NO_REASON;  // how some unwinders say that it was the last
  walk.returns_to.push_back(returns_to);
#ifdef __ARM_EABI_UNWINDER__
  walk.stack_pointers.push_back(_Unwind_GetGR(context, 13));  // its GetCFA is for exceptions only
#else
  walk.stack_pointers.push_back(_Unwind_GetCFA(context));
#endif
  return walk.returns_to.size() < kEndless ? _URC_NO_REASON : _URC_END_OF_STACK;
}

void check(bool holds, const std::string& what) {
  std::printf("%s%s\n", what.c_str(), holds ? "" : ": WRONG");
  if (!holds) ++failures;
}

void check_walk(const Walk& walk, const std::string& when) {
  size_t found = 0;
  size_t above = 0;  // frames past the first call
  size_t beyond = 0;
  uintptr_t stack_stop = number(current().core()->stack_stop());
  for (size_t i = 0; i < walk.returns_to.size(); ++i) {
    if (found == calls.size()) ++above;
    if (found < calls.size() && same_place(walk.returns_to[i], calls[calls.size() - 1 - found])) {
      ++found;
    }
    if (walk.stack_pointers[i] > stack_stop) ++beyond;
  }
  bool ends = found == calls.size() && above > 0 && above < 12 && beyond == 0;
  check(ends, when + ": " + std::to_string(found) + " of " + std::to_string(calls.size()) +
                  " calls, " + std::to_string(above) + " frames above them, " +
                  std::to_string(beyond) + " outside the greenlet's slice");
}

}  // namespace
}  // namespace greenlens::walk

// Names that a debugger can be asked for.
extern "C" {
using namespace greenlens::walk;

__attribute__((noinline)) void look_here(const char* when) {
  if (!only_looked_at) {
    calls.push_back(number(__builtin_return_address(0)));
    Walk walk;
    _Unwind_Backtrace(note, &walk);
    check_walk(walk, std::string(when) + ", the C++ runtime's walk");
    if (walk_with_libunwind != nullptr) {
      check_walk(walk_with_libunwind(), std::string(when) + ", libunwind's walk");
    }
    calls.pop_back();
  }
  asm volatile("" ::: "memory");
}

__attribute__((noinline)) int third_call(int depth) {
  calls.push_back(number(__builtin_return_address(0)));
  look_here("started");
  main_greenlet().switch_to();
  look_here("resumed from elsewhere");
  calls.pop_back();
  if (depth > 0) throw std::runtime_error("from the third call");
  return depth;
}
__attribute__((noinline)) int second_call(int depth) {
  calls.push_back(number(__builtin_return_address(0)));
  int result = third_call(depth + 1) + 1;
  calls.pop_back();
  return result;
}
__attribute__((noinline)) int first_call(int depth) {
  calls.assign(1, number(__builtin_return_address(0)));
  return second_call(depth + 1) + 1;
}

// Where the starter was when the greenlet was started: it is not there any more afterwards.
__attribute__((noinline)) int start_from_deep_down(greenlens::engine::Greenlet& greenlet,
                                                   int depth) {
  volatile char room[300];
  std::memset(const_cast<char*>(room), depth, sizeof room);
  if (depth == 0) {
    greenlet.switch_to();
    return room[0];
  }
  return start_from_deep_down(greenlet, depth - 1) + room[0];
}

}  // extern "C"

namespace greenlens::walk {
namespace {

// The body catches what the third call throws, and throws it again: it arrives in the main
// greenlet.
void walk_both_times() {
  bool caught = false;
  Greenlet greenlet("walked", [&caught](const Arguments&) -> Value {
    try {
      return first_call(0);
    } catch (const std::runtime_error&) {
      caught = true;
      throw;
    }
  });
  start_from_deep_down(greenlet, 20);
  std::string arrived;
  try {
    greenlet.switch_to();
  } catch (const std::runtime_error& error) {
    arrived = error.what();
  }
  check(caught, "an exception is caught in the body");
  check(arrived == "from the third call", "what nobody catches arrives at the parent");
  check(greenlet.dead(), "the greenlet is at its end");
}

}  // namespace
}  // namespace greenlens::walk

int main(int argc, char** argv) {
  only_looked_at = argc > 1 && std::strcmp(argv[1], "gdb") == 0;
  std::printf("nobody watches:\n");
  walk_both_times();
  std::printf("an observer watches:\n");
  greenlens::engine::NullObserver observer;
  greenlens::engine::set_observer(&observer);
  walk_both_times();
  greenlens::engine::set_observer(nullptr);
  return failures == 0 ? 0 : 1;
}
