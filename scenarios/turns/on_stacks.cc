// A stack for each, and the same assembly: `save` answers how far it is to the target's frame,
// wherever that lies, and `restore` has nothing to do.
//
// The first step onto a new stack is the C library's, out of `save`: who is left there has its
// registers in its frame already, and comes back by arch_switch as from any other switch.
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>

#include "arch/arch.h"
#include "scenarios/turns/circle.h"

namespace greenlens::turns {
namespace {

struct Fiber {
  char* stack = nullptr;  // its low end; null: the thread's own
  size_t size = 0;
  char* sp = nullptr;  // of its spilled frame, while it waits; null: it has not begun
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
};

// Not on any stack: a switch must find them whichever it stands on.
Fiber thread_fiber;
Fiber* current = nullptr;
Fiber* next = nullptr;
ucontext_t fresh;

[[noreturn]] void begin();

intptr_t save(arch_hooks*, char* sp) {
  current->sp = sp;
  current = next;
  if (next->sp != nullptr) return next->sp - sp;
  getcontext(&fresh);
  fresh.uc_stack.ss_sp = next->stack;
  fresh.uc_stack.ss_size = next->size;
  fresh.uc_link = nullptr;
  makecontext(&fresh, begin, 0);
  setcontext(&fresh);
  __builtin_trap();
}

void restore(arch_hooks*, char*) {}

arch_hooks hooks = {save, restore};

void go_to(Fiber* to) {
  next = to;
  arch_switch(&hooks);
}

void begin() {
  current->run(current->argument);
  go_to(&thread_fiber);
  __builtin_trap();  // nobody switches to one that has ended
}

struct OnStacks {
  using Handle = Fiber;
  static bool make(Handle* self, size_t locals, void (*run)(void*), void* argument) {
    const size_t size = stack_bytes(locals);
    void* stack = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return false;
    *self = {static_cast<char*>(stack), size, nullptr, run, argument};
    return true;
  }
  static void drop(Handle* self) { munmap(self->stack, self->size); }
  static void go(Handle* to) { go_to(to); }
  static void to_main() { go_to(&thread_fiber); }
  static uint64_t waiting(const Handle& self) {
    return static_cast<uint64_t>(self.stack + self.size - self.sp);
  }
  static uint64_t copies(const Handle&) { return 0; }
  static uint64_t held(const Handle& self) {
    const auto page = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
    return (waiting(self) + page - 1) / page * page;
  }
};

}  // namespace

size_t stack_bytes(size_t locals) {
  constexpr size_t kLeast = 64 * 1024, kRest = 16 * 1024;
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return std::max(kLeast, (locals + kRest + page - 1) / page * page);
}

Outcome on_stacks(const Order& order) {
  thread_fiber = {};
  current = &thread_fiber;
  return Circle<OnStacks>(order).run();
}

}  // namespace greenlens::turns
