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

namespace greenlens::ring {

// Returns when the word is not `seen` any more, when it was woken, or after `most`; sometimes for
// no reason.
void wait_on(const std::atomic<uint32_t>& word, uint32_t seen, std::chrono::milliseconds most);
// Whoever waits on it, in any process.
void wake_all(const std::atomic<uint32_t>& word);
void wake_one(const std::atomic<uint32_t>& word);

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_FUTEX_H_
