// What the child process that runs a switch and its parent both see.
#ifndef GREENLENS_TESTS_ARCH_WORLD_H_
#define GREENLENS_TESTS_ARCH_WORLD_H_

#include <cstddef>
#include <cstdint>

#include "tests/arch/examination.h"

namespace greenlens::arch_test {

constexpr int kMaxWords = 96;

// How far the switch has got that is being examined.
enum class Step { called, in_save, told_to_stay, told_to_move, in_restore, restored };

// Who may be in the way of whom: two stacks of one thread, and the probe's call that each is in.
struct Stack {
  const char* name;
  char* start;  // the spilled frame of its last switch; null before its first
  char* stop;
  size_t saved;
  char copy[1 << 16];
  arch_probe_call probe;
  uint64_t in[kMaxWords], out[kMaxWords];
};

// Lies in memory that both processes share, and so on no stack that is switched.
struct World {
  // Beside the hooks, so that a switch that reads the wrong one of them is caught.
  arch_hooks before[2], hooks, after[2];
  Stack stacks[2];
  Stack* current;
  Stack* target;
  Switch subject;
  int answer;  // of save: 0 (move, or run here if the target has not been started), or
               // ARCH_SAVE_FAILED
  // The hooks' own frames: the remainder of their addresses by the stack's alignment.
  uintptr_t save_remainder, restore_remainder;

  // What the child leaves behind.
  Step step;
  bool finished;
  char mistake[400];  // a sentence; empty if there is none
  int signal;         // that ended it; 0 if none did
  uint64_t address;   // of that signal
  alignas(16) char handlers_stack[1 << 16];
};

// The child: examines world.subject, and does not return.
[[noreturn]] void run_the_switch(World& world);

// The parent: what became of the child, as a sentence. `status` is waitpid's.
std::string what_happened(const World& world, int status);

}  // namespace greenlens::arch_test

#endif  // GREENLENS_TESTS_ARCH_WORLD_H_
