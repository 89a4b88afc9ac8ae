// Waiting on a word of memory, also between two processes.
//
// Every wait is bounded, so that neither a wake-up that comes too early nor a process that dies can
// make anybody wait for ever: who waits looks again. Nothing here allocates, and errno stays as it
// was.
#ifndef GREENLENS_TRACER_RING_FUTEX_H_
#define GREENLENS_TRACER_RING_FUTEX_H_

#include <atomic>
#include <chrono>
#include <cstdint>

#include "tracer/ring/word.h"

namespace greenlens::ring {

// Returns when the word is not `seen` any more, when it was woken, or after `most`; sometimes for
// no reason.
void wait_on(const std::atomic<uint32_t>& word, uint32_t seen, std::chrono::milliseconds most);
// Whoever waits on it, in any process.
void wake_all(const std::atomic<uint32_t>& word);
void wake_one(const std::atomic<uint32_t>& word);
// Of a word that lies the other way round: the system compares what lies there.
inline void wait_on(const internal::TurnedWord<uint32_t>& word, uint32_t seen,
                    std::chrono::milliseconds most) {
  wait_on(word.raw(), internal::turned(seen), most);
}
inline void wake_all(const internal::TurnedWord<uint32_t>& word) { wake_all(word.raw()); }

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_FUTEX_H_
