/* A clock that costs next to nothing to read: the CPU's counter, which runs evenly and is the same
 * for all cores of a machine, where the compiler has a word for it; else the system's clock.
 *
 * Its unit is the CPU's own business: whoever needs nanoseconds reads both clocks now and then.
 * Async-signal-safe; any thread.
 */
#ifndef GREENLENS_ARCH_TICKS_H_
#define GREENLENS_ARCH_TICKS_H_

#include <stdint.h>
#include <time.h>

#ifndef __has_builtin
#define __has_builtin(x) 0
#endif

static inline uint64_t arch_ticks(void) {
#if __has_builtin(__builtin_ia32_rdtsc)
  return __builtin_ia32_rdtsc();
#elif __has_builtin(__builtin_ppc_get_timebase)
  return __builtin_ppc_get_timebase();
#else
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
#endif
}

#endif /* GREENLENS_ARCH_TICKS_H_ */
