// Moves the bytes of slices, with the registers that pay on this CPU.
//
// A slice lies in the stack, its copy in the heap. Where the two lie differently in the cache's
// lines, it is the slice that is read and written in whole ones: the registers that a switch has
// just spilled are read from there, and those that it is about to reload are written.
//
// memcpy is all that they may call, so they can run below a slice that is not in place yet. `slice`
// and `copy` do not overlap; any thread. A CPU's folder has a bytes.c where it can do better than
// arch/bytes.c.
#ifndef GREENLENS_ARCH_BYTES_H_
#define GREENLENS_ARCH_BYTES_H_

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void arch_copy_out(char* copy, const char* slice, size_t count);
void arch_copy_in(char* slice, const char* copy, size_t count);
// Each gets what the other one had.
void arch_exchange(char* slice, char* copy, size_t count);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ARCH_BYTES_H_
