// A byte ring between the program's thread, which must never be held up by more than a copy, and
// the writer thread.
//
// One producer, one consumer. The memory is mapped once; records have any size, lie in one piece
// and are aligned to kAlignment. The producer neither allocates nor locks; it waits only when the
// ring is full and it was told to.
#ifndef GREENLENS_TRACER_RECORD_RING_H_
#define GREENLENS_TRACER_RECORD_RING_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace greenlens::record {

class Ring {
 public:
  static constexpr size_t kAlignment = 16;

  // `bytes` of address space, rounded up to whole pages. usable() is false when the system refused
  // it.
  explicit Ring(size_t bytes);
  ~Ring();
  Ring(const Ring&) = delete;

  bool usable() const { return memory_ != nullptr; }
  size_t capacity() const { return capacity_; }

  // --- producer
  enum class IfFull { wait, give_up };
  // Room for one record, to be filled and committed. Null when it is full and may not wait, when
  // the record can never fit, or when the consumer is gone. A room that is not committed is
  // forgotten.
  char* reserve(size_t bytes, IfFull if_full);
  void commit();

  // --- consumer
  // The oldest record, valid until pop(); its data is null when there is none.
  std::string_view front();
  void pop();
  // Waits until something was committed since `seen`, or wake() was called.
  uint32_t ticket() const { return ticket_.load(std::memory_order_acquire); }
  void wait_for_more(uint32_t seen) const { ticket_.wait(seen, std::memory_order_acquire); }
  // The consumer takes nothing more: nobody waits for it.
  void close();

  // From any thread, also from a signal handler.
  void wake();

 private:
  uint64_t free_at(uint64_t head) const;

  char* memory_ = nullptr;
  size_t capacity_ = 0;
  uint64_t reserved_from_ = 0;     // producer's: where the reserved record begins ...
  uint64_t reserved_to_ = 0;       // ... and ends
  std::atomic<uint64_t> head_{0};  // bytes ever committed
  std::atomic<uint64_t> tail_{0};  // bytes ever taken
  std::atomic<uint32_t> ticket_{0};
  std::atomic<uint32_t> room_made_{0};
  std::atomic<bool> closed_{false};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RING_H_
