// Examines every wrong switch of the list: a line about each.
#include "tests/arch/mutants.h"

#include <cstdio>

#include "tests/arch/examination.h"

int main() {
  using namespace greenlens::arch_test;
  const std::string wrong = examine(arch_switch);
  if (!wrong.empty()) {
    std::printf("The switch is wrong as it is: %s\n", wrong.c_str());
    return 1;
  }
  for (const arch_mutant* mutant = arch_mutants; mutant->did != nullptr; ++mutant) {
    const std::string named = examine(mutant->subject);
    std::printf("%s: line %d, %s%s%s\n", named.empty() ? "NOT NOTICED" : "named", mutant->line,
                mutant->did, named.empty() ? "" : ": ", named.c_str());
    std::fflush(stdout);
  }
  return 0;
}
