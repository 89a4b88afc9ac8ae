// Does this CPU's switch do what arch/arch.h asks? Not a gtest program: it is also built with every
// compiler and optimisation level. Says what is wrong; exit code 1.
#include <cstdio>

#include "tests/arch/examination.h"

int main() {
  using namespace greenlens::arch_test;
  const std::string wrong = examine(arch_switch);
  if (!wrong.empty()) {
    std::printf("%s\n", wrong.c_str());
    return 1;
  }
  std::printf("%d words in %d rounds: nothing is wrong\n", arch_probe_words(), kRounds);
  return 0;
}
