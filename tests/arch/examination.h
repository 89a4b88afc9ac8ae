// Examines a stack switch: does it do what arch/arch.h asks of arch_switch?
//
// A hand-made engine of two stacks, so that no compiled frame stands between the probe and the
// switch: a frame that happens to save a register would hide its loss. It runs in a child process,
// because a wrong switch may do anything: whatever happens there becomes a sentence here.
#ifndef GREENLENS_TESTS_ARCH_EXAMINATION_H_
#define GREENLENS_TESTS_ARCH_EXAMINATION_H_

#include <string>

#include "arch/arch.h"

namespace greenlens::arch_test {

using Switch = int (*)(arch_hooks*);

// How often a stack is resumed.
constexpr int kRounds = 16;

// Empty if nothing is wrong; else the first thing that is, as a sentence. May be called again, with
// another switch.
std::string examine(Switch subject);

}  // namespace greenlens::arch_test

#endif  // GREENLENS_TESTS_ARCH_EXAMINATION_H_
