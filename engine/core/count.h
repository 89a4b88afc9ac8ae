// Counts that other threads may change at any time.
#ifndef GREENLENS_ENGINE_CORE_COUNT_H_
#define GREENLENS_ENGINE_CORE_COUNT_H_

#include <atomic>

#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

namespace greenlens::core {

// Whether the process has one thread, as far as the C library knows: then nobody can change a count
// meanwhile, and a step that is not locked saves a few nanoseconds.
inline bool is_only_thread() {
#if __has_include(<sys/single_threaded.h>)
  return __libc_single_threaded != 0;
#else
  return false;
#endif
}

// Returns what it was.
inline int step(std::atomic<int>& count, int by) {
  if (!is_only_thread()) return count.fetch_add(by, std::memory_order_acq_rel);
  int before = count.load(std::memory_order_relaxed);
  count.store(before + by, std::memory_order_relaxed);
  return before;
}

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_COUNT_H_
