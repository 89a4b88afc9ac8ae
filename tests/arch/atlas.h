// What a CPU says of itself, as the lines of its atlas.txt before the code.
#ifndef GREENLENS_TESTS_ARCH_ATLAS_H_
#define GREENLENS_TESTS_ARCH_ATLAS_H_

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

// Of arch_describe(): a line for each field that there is, its name and its value with a tab
// between them, and one for each slot: offset, size, kind, name, purpose.
void atlas_describe(FILE* to);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_TESTS_ARCH_ATLAS_H_
