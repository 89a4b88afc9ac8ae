// The child process of an examination: two stacks that switch to each other, and everything that
// can be checked on the way.
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "tests/arch/world.h"

namespace greenlens::arch_test {
namespace {

World* world;  // nothing here may lie on a stack that moves

// For the registers: in place of a seed, every one holds the address that the probe's call returns
// to. Wherever a switch with a wrong stack pointer takes a return address from, it comes back.
constexpr unsigned kAddresses = 0;

// The first mistake ends the child: what comes after it means nothing.
[[noreturn]] __attribute__((format(printf, 1, 2))) void mistake(const char* format, ...) {
  // If even this crashes, the beginning of the sentence is there.
  std::strncpy(world->mistake, format, sizeof world->mistake - 1);
  std::va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(world->mistake, sizeof world->mistake, format, arguments);
  va_end(arguments);
  _exit(1);
}

const char* direction(intptr_t difference) { return difference < 0 ? "lower" : "higher"; }
long distance(intptr_t difference) { return difference < 0 ? -difference : difference; }

// --- What save finds in the spilled frame

uint64_t read(const char* from, int size) {
  uint8_t one;
  uint16_t two;
  uint32_t four;
  uint64_t eight;
  switch (size) {
    case 1:
      return std::memcpy(&one, from, 1), one;
    case 2:
      return std::memcpy(&two, from, 2), two;
    case 4:
      return std::memcpy(&four, from, 4), four;
    default:
      return std::memcpy(&eight, from, 8), eight;
  }
}

// Is the word in the slot of a frame at `sp`? A long register has two words, in an order of its
// own.
bool holds(const char* sp, const arch_slot& slot, uint64_t word, uint64_t mask) {
  for (int part = 0; part < slot.size; part += 8) {
    if (((read(sp + slot.offset + part, slot.size) ^ word) & mask) == 0) return true;
  }
  return false;
}

// The first slot that does not hold its register's value; null if there is none.
const arch_slot* missing_from(const char* sp, const Stack& stack, int* word) {
  const arch_description& arch = *arch_describe();
  for (int i = 0; i < arch.slot_count; ++i) {
    const arch_slot& slot = arch.slots[i];
    if (std::strcmp(slot.name, "return address") == 0) {
      // It may be signed in its highest bits.
      const auto address = reinterpret_cast<uintptr_t>(arch_probe_returned);
      *word = -1;
      if (!holds(sp, slot, address, UINT32_MAX)) return &slot;
    }
    for (*word = 0; *word < arch_probe_words(); ++*word) {
      if (std::strcmp(slot.name, arch_probe_name(*word)) != 0) continue;
      if (!holds(sp, slot, stack.in[*word], arch_probe_mask(*word))) return &slot;
    }
  }
  return nullptr;
}

const char* register_with(uint64_t value, const Stack& stack) {
  for (int i = 0; i < arch_probe_words(); ++i) {
    if (value == stack.in[i] && arch_probe_mask(i) >= UINT32_MAX) return arch_probe_name(i);
  }
  return nullptr;
}

void check_the_frame(const char* sp, const Stack& stack) {
  int word = 0;
  const arch_slot* slot = missing_from(sp, stack, &word);
  if (slot == nullptr) return;
  for (int shift = -64; shift <= 64; shift += 4) {
    int ignored;
    if (missing_from(sp + shift, stack, &ignored) == nullptr) {
      mistake("save was given an sp %ld bytes %s than the frame.", distance(shift),
              direction(-shift));
    }
  }
  const uint64_t found = read(sp + slot->offset, slot->size);
  const char* other = register_with(found, stack);
  if (other != nullptr) {
    mistake("When save is called, the slot of %s (offset %d) holds what %s held.", slot->name,
            slot->offset, other);
  }
  mistake("When save is called, the slot of %s (offset %d) holds %#llx: it was not stored there.",
          slot->name, slot->offset, static_cast<unsigned long long>(found));
}

// --- The hooks

// What a call leaves in the registers that it need not preserve: nothing that helps. Its own
// address may be among it, and a hook that is called twice is then this.
int forget_everything(intptr_t first, intptr_t, intptr_t, intptr_t, intptr_t, intptr_t) {
  if (first != 1) mistake("It called a hook a second time.");
  return 77;
}
int (*volatile forget)(intptr_t, intptr_t, intptr_t, intptr_t, intptr_t,
                       intptr_t) = forget_everything;

void check_alignment(const void* frame, uintptr_t* remainder, const char* hook) {
  const auto alignment = static_cast<uintptr_t>(arch_describe()->stack_alignment);
  const uintptr_t now = reinterpret_cast<uintptr_t>(frame) % alignment;
  if (world->subject == nullptr) *remainder = now;  // called from C, to know
  if (now != *remainder) {
    mistake("When it calls %s, the stack pointer is not aligned to %d bytes.", hook,
            static_cast<int>(alignment));
  }
}

void check_argument(const arch_hooks* hooks, const char* hook) {
  if (hooks != &world->hooks) {
    mistake("%s was given %p in place of the hooks.", hook, static_cast<const void*>(hooks));
  }
}

intptr_t save(arch_hooks* hooks, char* sp) {
  check_alignment(__builtin_frame_address(0), &world->save_remainder, "save");
  if (world->subject == nullptr) return forget(1, 2, 3, 4, 5, 6);
  if (world->step != Step::called) mistake("It called save a second time.");
  world->step = Step::in_save;
  check_argument(hooks, "save");
  Stack& current = *world->current;
  const Stack& target = *world->target;
  const arch_description& arch = *arch_describe();
  const intptr_t below = current.probe.sp_before - sp;
  if (below < 0 || below > arch.frame_size + 64) {
    mistake("save was given %p as sp, which is %ld bytes %s than where it was called.",
            static_cast<void*>(sp), distance(below), direction(-below));
  }
  if (below % 2 != 0) mistake("save was given an odd sp.");
  check_the_frame(sp, current);
  if (below % arch.stack_alignment != 0) {
    mistake("save was given an sp that is not aligned to %d bytes.", arch.stack_alignment);
  }
  if (reinterpret_cast<char*>(__builtin_frame_address(0)) > sp) {
    mistake("save was called with the stack pointer above the spilled frame.");
  }
  intptr_t answer = world->answer;
  if (answer == 0) {
    // The lower of the two stacks' tops is where the other begins: its bytes are in the way.
    const char* stop = current.stop < target.stop ? current.stop : target.stop;
    current.start = sp;
    current.saved = static_cast<size_t>(stop - sp);
    if (current.saved > sizeof current.copy) mistake("A slice is too big for the examination.");
    std::memcpy(current.copy, sp, current.saved);
    answer = target.start == nullptr ? ARCH_RUN_HERE : target.start - sp;
  }
  const bool stays = answer % 2 != 0;
  world->step = stays ? Step::told_to_stay : Step::told_to_move;
  forget(1, 2, 3, 4, 5, 6);
  return answer;
}

void restore(arch_hooks* hooks, char* sp) {
  check_alignment(__builtin_frame_address(0), &world->restore_remainder, "restore");
  if (world->subject == nullptr) return;
  if (world->step == Step::told_to_stay) mistake("It called restore though save told it to stay.");
  if (world->step == Step::called) mistake("It called restore without having called save.");
  if (world->step != Step::told_to_move) mistake("It called restore a second time.");
  world->step = Step::in_restore;
  check_argument(hooks, "restore");
  Stack& target = *world->target;
  if (sp == world->current->start) mistake("restore was called with sp where it was: not moved.");
  if (sp != target.start) {
    const intptr_t off = sp - target.start;
    mistake("restore was given an sp %ld bytes %s than the target's frame.", distance(off),
            direction(off));
  }
  if (reinterpret_cast<char*>(__builtin_frame_address(0)) > sp) {
    mistake("restore was called with the stack pointer above the target's frame.");
  }
  std::memcpy(sp, target.copy, target.saved);
  world->current = &target;
  arch_probe_returning = &target.probe;
  world->step = Step::restored;
  forget(1, 2, 3, 4, 5, 6);
}

intptr_t neither(arch_hooks*, char*) {
  mistake("It called neither save nor restore, but what lies beside them.");
}
void neither_of_them(arch_hooks*, char*) {
  mistake("It called neither save nor restore, but what lies beside them.");
}

// --- A switch, and what it leaves

void check_word(const Stack& stack, int word) {
  const uint64_t expected = stack.in[word], found = stack.out[word];
  if (((expected ^ found) & arch_probe_mask(word)) == 0) return;
  const char* name = arch_probe_name(word);
  const Stack& other = world->stacks[&stack == &world->stacks[0] ? 1 : 0];
  if (((found ^ other.in[word]) & arch_probe_mask(word)) == 0) {
    mistake("%s was not restored: it holds what it held on %s.", name, other.name);
  }
  if (static_cast<uintptr_t>(found) == reinterpret_cast<uintptr_t>(&world->hooks)) {
    mistake("%s was not restored: it holds the address of the hooks.", name);
  }
  const char* owner = register_with(found, stack);
  if (owner != nullptr) mistake("%s was restored from the slot of %s.", name, owner);
  mistake("%s was not restored: it holds %#llx instead of %#llx.", name,
          static_cast<unsigned long long>(found), static_cast<unsigned long long>(expected));
}

void check_what_came_back(const Stack& stack, intptr_t expected_result) {
  const arch_probe_call& probe = stack.probe;
  if (probe.sp_after == nullptr) mistake("It returned to somewhere else than its caller.");
  const intptr_t off = probe.sp_after - probe.sp_before;
  if (off != 0) mistake("sp came back %ld bytes %s.", distance(off), direction(off));
  if (world->step == Step::called) mistake("It came back without having called save.");
  if (world->step == Step::told_to_move) mistake("It came back without having called restore.");
  if (probe.result != expected_result) {
    mistake("It returned %ld instead of %ld.", static_cast<long>(probe.result),
            static_cast<long>(expected_result));
  }
  for (int i = 0; i < arch_probe_words(); ++i) check_word(stack, i);
}

uint64_t value_for(int word, unsigned seed) {
  const auto address = reinterpret_cast<uintptr_t>(arch_probe_returned);
  const bool holds_addresses = (arch_probe_mask(word) & UINTPTR_MAX) == UINTPTR_MAX;
  if (seed == kAddresses && holds_addresses) return address;
  return arch_probe_value(word, seed);
}

// On the current stack. Comes back when it is resumed, and at once if save says so.
void switch_to(Stack& target, unsigned seed) {
  Stack& current = *world->current;
  for (int i = 0; i < arch_probe_words(); ++i) current.in[i] = value_for(i, seed);
  current.probe = {reinterpret_cast<int (*)(void*)>(reinterpret_cast<void (*)()>(world->subject)),
                   &world->hooks,
                   current.in,
                   current.out,
                   nullptr,
                   nullptr,
                   0};
  world->target = &target;
  world->step = Step::called;
  arch_probe(&current.probe);
  // Locals of before are of another time on the stack: the world knows.
  const bool stayed = world->step == Step::told_to_stay;
  const int stay = world->answer != 0 ? world->answer : ARCH_RUN_HERE;
  check_what_came_back(*world->current, stayed ? stay : 0);
}

[[noreturn]] __attribute__((noinline)) void run_other() {
  world->current = &world->stacks[1];
  for (unsigned round = 0;; ++round) {
    switch_to(world->stacks[0], round == 0 ? kAddresses : 1000 + round * 7);
  }
}

__attribute__((noinline)) void start_other(char* mark) {
  world->stacks[1].stop = mark;
  switch_to(world->stacks[1], 500);
  if (world->step == Step::told_to_stay) run_other();
}

// --- Whatever else can happen

void end(int signal, siginfo_t* information, void*) {
  world->signal = signal;
  world->address = reinterpret_cast<uintptr_t>(information->si_addr);
  _exit(1);
}

void catch_everything() {
  stack_t own = {};
  own.ss_sp = world->handlers_stack;
  own.ss_size = sizeof world->handlers_stack;
  sigaltstack(&own, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = end;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS, SIGPROF}) {
    sigaction(signal, &action, nullptr);
  }
  const rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  // Of the processor's time: an examination takes a hundredth of it, however busy the machine is.
  const itimerval limit = {{0, 0}, {1, 0}};
  setitimer(ITIMER_PROF, &limit, nullptr);
}

}  // namespace

void run_the_switch(World& shared) {
  world = &shared;
  catch_everything();
  for (arch_hooks* hooks :
       {&world->before[0], &world->before[1], &world->after[0], &world->after[1]}) {
    *hooks = {neither, neither_of_them};
  }
  world->hooks = {save, restore};
  // Through pointers, from C: what does alignment look like from inside?
  const Switch subject = world->subject;
  world->subject = nullptr;
  world->hooks.save(&world->hooks, nullptr);
  world->hooks.restore(&world->hooks, nullptr);
  world->subject = subject;

  world->stacks[0].name = "the main stack";
  world->stacks[0].stop = reinterpret_cast<char*>(-1);
  world->stacks[1].name = "the other stack";
  world->current = &world->stacks[0];
  world->answer = ARCH_SAVE_FAILED;
  for (unsigned seed : {kAddresses, 300u, 301u}) switch_to(world->stacks[1], seed);
  world->answer = 0;
  alignas(16) char mark[16];
  start_other(mark);
  for (unsigned round = 0; round <= kRounds; ++round) {
    switch_to(world->stacks[1], round == 0 ? kAddresses : round);
  }
  world->finished = true;
  _exit(0);
}

}  // namespace greenlens::arch_test
