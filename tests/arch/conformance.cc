// Does every register and control word that a call preserves survive a switch?
//
// A hand-made engine of two stacks over arch_switch, so that no compiled frame stands between the
// probe and the switch: a frame that happens to save a register would hide its loss. Not a gtest
// program: it is also built with every compiler and optimisation level, and against switches with a
// line missing. Says what was lost; exit code 1.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "arch/arch.h"

namespace {

constexpr int kRounds = 16;
constexpr int kMaxWords = 96;

struct Stack {
  char* start = nullptr;
  char* stop = nullptr;
  char copy[1 << 16];
  size_t saved = 0;
};

// Nothing here may lie on a stack that moves.
Stack main_stack, other_stack;
Stack* current = &main_stack;
Stack* target = nullptr;
arch_hooks hooks;
uint64_t in[2][kMaxWords], out[2][kMaxWords];
int failures = 0;
int other_round = 0;

intptr_t save(arch_hooks*, char* sp) {
  current->start = sp;
  // The lower of the two stacks' tops is where the other begins: its bytes are in the way.
  char* stop = current->stop < target->stop ? current->stop : target->stop;
  if (stop > sp) {
    current->saved = static_cast<size_t>(stop - sp);
    if (current->saved > sizeof current->copy) std::abort();
    std::memcpy(current->copy, sp, current->saved);
  }
  return target->start == nullptr ? ARCH_RUN_HERE : target->start - sp;
}

void restore(arch_hooks*, char* sp) {
  std::memcpy(sp, target->copy, target->saved);
  target->saved = 0;
}

// What the probe calls: nothing but the switch itself.
void switch_now(Stack* to) { target = to; }

void probe_a_switch(int who, unsigned seed, Stack* to) {
  for (int i = 0; i < arch_probe_words(); ++i) in[who][i] = arch_probe_value(i, seed);
  switch_now(to);
  arch_probe(in[who], out[who],
             reinterpret_cast<void (*)(void*)>(reinterpret_cast<void (*)()>(&arch_switch)), &hooks);
  current = who == 0 ? &main_stack : &other_stack;
  for (int i = 0; i < arch_probe_words(); ++i) {
    if (((in[who][i] ^ out[who][i]) & arch_probe_mask(i)) != 0) {
      std::printf("lost: %s (%#llx became %#llx)\n", arch_probe_name(i),
                  static_cast<unsigned long long>(in[who][i]),
                  static_cast<unsigned long long>(out[who][i]));
      ++failures;
    }
  }
}

[[noreturn]] __attribute__((noinline)) void run_other() {
  current = &other_stack;
  for (;;) {
    ++other_round;
    probe_a_switch(1, 1000u + static_cast<unsigned>(other_round) * 7, &main_stack);
  }
}

__attribute__((noinline)) void start_other(char* mark) {
  other_stack.stop = mark;
  switch_now(&other_stack);
  if (arch_switch(&hooks) == ARCH_RUN_HERE) run_other();
  current = &main_stack;
}

}  // namespace

int main() {
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  hooks = {save, restore};
  main_stack.stop = reinterpret_cast<char*>(-1);
  alignas(16) char mark[16];
  start_other(mark);
  for (unsigned round = 1; round <= kRounds; ++round) probe_a_switch(0, round, &other_stack);
  if (other_round != kRounds + 1) {
    std::printf("the other stack ran %d times, not %d\n", other_round, kRounds + 1);
    ++failures;
  }
  std::printf("%d words, %d rounds, %d lost\n", arch_probe_words(), kRounds, failures);
  return failures == 0 ? 0 : 1;
}
