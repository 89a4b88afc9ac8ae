// The list of wrong switches that mutations.sh writes, in C, for mutants.cc.
#ifndef GREENLENS_TESTS_ARCH_MUTANTS_H_
#define GREENLENS_TESTS_ARCH_MUTANTS_H_

#include "arch/arch.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct arch_mutant {
  int line;         // of switch.S
  const char* did;  // what is wrong there; NULL behind the last
  int (*subject)(arch_hooks*);
} arch_mutant;

extern const arch_mutant arch_mutants[];

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_TESTS_ARCH_MUTANTS_H_
