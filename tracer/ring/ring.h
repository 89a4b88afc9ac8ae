// A byte ring between the threads of a program, which must never be held up by more than a copy,
// and whoever takes the records out of it: in another process, or in a thread of this one.
//
// One producer at a time, one consumer. Records have any size, lie in one piece and are aligned to
// kAlignment. The producer neither allocates nor locks; it waits only when the ring is full and it
// was told to. As long as there is room it asks the system for nothing, unless the consumer has
// asked to be woken: a consumer that looks again by itself every few milliseconds does not.
//
// Nothing in the shared memory is a pointer, and what a program has overwritten there is noticed,
// not followed.
#ifndef GREENLENS_TRACER_RING_RING_H_
#define GREENLENS_TRACER_RING_RING_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tracer/ring/watched.h"
#include "tracer/ring/word.h"

namespace greenlens::ring {

class Ring {
 public:
  static constexpr size_t kAlignment = 16;

  // In the shared memory. Begins with zeros.
  struct State {
    alignas(64) Word<uint64_t> head{0};  // bytes ever committed: the producer's
    Word<uint32_t> ticket{0};            // changes when the consumer is woken
    Word<uint32_t> closed{0};            // nothing is taken any more
    alignas(64) Word<uint64_t> tail{0};  // bytes ever taken: the consumer's
    Word<uint64_t> wake_at{0};     // the head from which on it wants to be woken; 0: it does not
    Word<uint32_t> room_made{0};   // changes when the producer is woken
    Word<uint32_t> wants_room{0};  // the producer waits
  };
  // Both outlive it; `capacity` is a multiple of kAlignment.
  Ring(State& state, char* memory, size_t capacity)
      : state_(&state), memory_(memory), capacity_(capacity) {}

  size_t capacity() const { return capacity_; }

  // --- producer
  enum class IfFull { wait, give_up };
  // Room for one record, to be filled and committed. Null when it is full and may not wait, when
  // the record can never fit, or when nobody takes anything any more. A room that is not committed
  // is forgotten.
  char* reserve(size_t bytes, IfFull if_full, const Watched& watched);
  void commit();

  // --- consumer
  // The oldest record, valid until pop(); its data is null when there is none.
  std::string_view front();
  void pop();
  // Bytes ever taken: a record that lies at or behind `committed()` of a moment came after it.
  uint64_t taken() const { return state_->tail.load(std::memory_order_acquire); }
  // Something has written over it: there is nothing to be had from it any more.
  bool damaged() const { return damaged_; }
  // Returns when `bytes` were committed that are not taken yet (1: anything), when somebody waits
  // for room, after wake(), or after `most`.
  void wait_for(uint64_t bytes, std::chrono::milliseconds most);

  // --- anybody
  // Nothing is taken any more: nobody waits for it.
  void close();
  // Bytes ever committed: what was told up to now.
  uint64_t committed() const { return state_->head.load(std::memory_order_acquire); }
  bool closed() const { return state_->closed.load(std::memory_order_acquire) != 0; }
  // The consumer looks again. Also from a signal handler.
  void wake();

 private:
  uint64_t free_at(uint64_t head) const;
  void make_room_known();

  State* state_;
  char* memory_;
  size_t capacity_;
  uint64_t reserved_from_ = 0;  // producer's: where the reserved record begins ...
  uint64_t reserved_to_ = 0;    // ... and ends
  uint64_t front_span_ = 0;     // consumer's: how much pop() takes
  bool damaged_ = false;
};

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_RING_H_
