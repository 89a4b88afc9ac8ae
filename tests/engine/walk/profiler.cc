#include "tests/engine/walk/profiler.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "arch/arch.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/walk/walk.h"
#include "tests/engine/walk/walkers.h"

namespace greenlens::walk {
namespace {

// Where walks with one walker end.
struct Known {
  const char* name;
  Walker walk;
  uintptr_t threads_end;
  uintptr_t entry;  // behind the call in arch_enter, which stands next to arch_switch
};

Known known[] = {
    {"backtrace()", walk_with_backtrace, 0, 0},
    {"the recorder's", walk_with_callers, 0, 0},
    {"libunwind's unw_step", walk_with_unw_step, 0, 0},
    {"libunwind's unw_backtrace", walk_with_unw_backtrace, 0, 0},
};

enum class Learn { threads_end, entry, nothing };
Learn learn;
Judge judge;
void (*after_walks)();
Ends counted;
uintptr_t bodies[kGreenlets];
uintptr_t found[kEndless];
uintptr_t found_by_the_recorder[kEndless];
size_t count_of_the_recorder;

// Some CPUs mark the instruction set in the lowest bit.
uintptr_t place(uintptr_t address) { return address & ~uintptr_t{1}; }
uintptr_t place(const void* address) { return place(reinterpret_cast<uintptr_t>(address)); }

const arch_mark& mark(const char* name) {
  const arch_description* arch = arch_describe();
  int i = 0;
  while (std::strcmp(arch->marks[i].name, name) != 0) ++i;
  return arch->marks[i];
}

// How many frames a walk has found, without the 0 by which some unwinders say that it was the last.
size_t without_the_end(size_t count) {
  while (count > 1 && found[count - 1] == 0) --count;
  return count;
}

[[noreturn]] void end(const char* walker, size_t count, const char* what) {
  static char words[300];
  int length =
      std::snprintf(words, sizeof words, "%s: a walk of %zu frames %s\n", walker, count, what);
  [[maybe_unused]] ssize_t written = write(STDOUT_FILENO, words, static_cast<size_t>(length));
  for (size_t i = 0; i < count; ++i) {
    length = std::snprintf(words, sizeof words, "  %#zx\n", static_cast<size_t>(found[i]));
    written = write(STDOUT_FILENO, words, static_cast<size_t>(length));
  }
  _exit(1);
}

void look_at(const Known& walker, size_t count) {
  if (count == kEndless) end(walker.name, count, "does not end");
  int greenlets = 0;
  for (uintptr_t body : bodies) {
    bool seen = false;
    for (size_t i = 0; i < count; ++i) seen |= body != 0 && place(found[i]) == body;
    greenlets += seen;
  }
  const bool asked = judge == Judge::every_end;
  if (asked && greenlets > 1) end(walker.name, count, "goes through two greenlets");

  const arch_description* arch = arch_describe();
  const uintptr_t last = place(found[count - 1]);
  if (last == walker.threads_end) {
    if (asked && greenlets > 0) end(walker.name, count, "goes past a greenlet's entry");
    ++counted.at_the_threads_end;
  } else if (last >= place(arch->code + arch->code_size) && last <= walker.entry) {
    ++counted.at_an_entry;
  } else if (last > place(mark("move sp").address) && last < place(mark("reload").address)) {
    if (asked && greenlets > 0) end(walker.name, count, "comes to the switch from a greenlet");
    ++counted.in_the_switch;
  } else {
    if (asked) end(walker.name, count, "ends in the middle of nowhere");
    ++counted.elsewhere;
  }
}

// Both begin at the instruction that was interrupted, and read the same unwind information. But
// what libunwind once found for a call that returns here, where nobody could be found, it says also
// when this instruction is interrupted.
void compare(const Known& walker, size_t count) {
  if (walker.walk == walk_with_callers) {
    std::memcpy(found_by_the_recorder, found, count * sizeof found[0]);
    count_of_the_recorder = count;
  }
  if (walker.walk != walk_with_unw_step || walk_with_callers == nullptr) return;
  const bool same = count == count_of_the_recorder &&
                    std::memcmp(found_by_the_recorder, found, count * sizeof found[0]) == 0;
  if (same || count == 1) return;
  std::memcpy(found, found_by_the_recorder, count_of_the_recorder * sizeof found[0]);
  end("the recorder's", count_of_the_recorder, "is not libunwind's");
}

void on_signal(int, siginfo_t*, void* context) {
  for (Known& walker : known) {
    if (walker.walk == nullptr) continue;
    const size_t count = without_the_end(walker.walk(found, kEndless, context));
    switch (learn) {
      case Learn::threads_end:
        walker.threads_end = place(found[count - 1]);
        break;
      case Learn::entry:
        walker.entry = place(found[count - 1]);
        break;
      case Learn::nothing:
        look_at(walker, count);
        if (judge == Judge::every_end) compare(walker, count);
        break;
    }
  }
  if (after_walks != nullptr && learn == Learn::nothing) after_walks();
}

}  // namespace

void use(HandlersStack stack) {
  static char own[1 << 16];
  stack_t where = {};
  where.ss_sp = own;
  where.ss_size = sizeof own;
  if (stack == HandlersStack::interrupted) where.ss_flags = SS_DISABLE;
  sigaltstack(&where, nullptr);
}

bool start_profiler(Judge how, void (*at_the_end)()) {
  judge = how;
  after_walks = at_the_end;
  // The first walks load what they need, and that is not for handlers.
  const size_t outside = without_the_end(walk_with_backtrace(found, kEndless, nullptr));
  const uintptr_t threads_end = place(found[outside - 1]);
  if (walk_with_unw_backtrace != nullptr) walk_with_unw_backtrace(found, kEndless, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigaction(SIGPROF, &action, nullptr);

  learn = Learn::threads_end;
  raise(SIGPROF);
  learn = Learn::entry;
  engine::Greenlet("learn", [](const engine::Arguments&) {
    raise(SIGPROF);
    return engine::Value();
  }).switch_to();
  learn = Learn::nothing;
  return known[0].threads_end == threads_end;
}

const Ends& ends() { return counted; }

void note_body(int who, const void* return_address) { bodies[who] = place(return_address); }

}  // namespace greenlens::walk
