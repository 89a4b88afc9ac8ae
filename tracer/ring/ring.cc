#include "tracer/ring/ring.h"

#include <cstring>

#include "tracer/ring/futex.h"

namespace greenlens::ring {
namespace {

// Before each record. `skip` marks the unused rest before the ring's end.
struct alignas(Ring::kAlignment) Heading {
  Plain<uint64_t> span;   // bytes up to the next header
  Plain<uint64_t> bytes;  // of the record
};
constexpr uint64_t kSkip = UINT64_MAX;
// How often a producer that waits looks whether somebody is still there to make room.
constexpr std::chrono::milliseconds kLookForRoom{20};

uint64_t rounded(uint64_t bytes, uint64_t unit) { return (bytes + unit - 1) / unit * unit; }

// Another process may write to it at this moment: what is looked at is a copy.
Heading heading_at(const char* at) {
  Heading heading;
  std::memcpy(&heading, at, sizeof heading);
  return heading;
}

}  // namespace

uint64_t Ring::free_at(uint64_t head) const {
  return capacity_ - (head - state_->tail.load(std::memory_order_acquire));
}

char* Ring::reserve(size_t bytes, IfFull if_full, const Watched& watched) {
  const uint64_t span = sizeof(Heading) + rounded(bytes, kAlignment);
  // The rest before the end may have to be skipped, so at most half can be promised.
  if (bytes > capacity_ || span > capacity_ / 2) return nullptr;
  const uint64_t head = state_->head.load(std::memory_order_relaxed);
  if (head % kAlignment != 0) return nullptr;  // the program has written over it
  const uint64_t rest = capacity_ - head % capacity_;
  const uint64_t skipped = rest < span ? rest : 0;
  for (;;) {
    const uint32_t seen = state_->room_made.load(std::memory_order_acquire);
    if (closed()) return nullptr;
    if (free_at(head) >= skipped + span) break;
    if (if_full == IfFull::give_up || !watched.still()) return nullptr;
    state_->wants_room.store(1, std::memory_order_release);
    wake();
    wait_on(state_->room_made, seen, kLookForRoom);
  }
  if (skipped != 0) {
    *reinterpret_cast<Heading*>(memory_ + head % capacity_) = {skipped, kSkip};
  }
  reserved_from_ = head + skipped;
  reserved_to_ = reserved_from_ + span;
  char* at = memory_ + reserved_from_ % capacity_;
  *reinterpret_cast<Heading*>(at) = {span, bytes};
  return at + sizeof(Heading);
}

void Ring::commit() {
  state_->head.store(reserved_to_, std::memory_order_release);
  // This load may be done before that store is seen: then a wake-up is missed, and the consumer
  // looks again by itself a little later. A fence would cost every record more than that.
  const uint64_t wake_at = state_->wake_at.load(std::memory_order_relaxed);
  if (wake_at != 0 && reserved_to_ >= wake_at) wake();
}

void Ring::wake() {
  // One system call for each time that the consumer sleeps.
  if (state_->wake_at.exchange(0, std::memory_order_acq_rel) == 0) return;
  state_->ticket.fetch_add(1, std::memory_order_release);
  wake_all(state_->ticket);
}

void Ring::wait_for(uint64_t bytes, std::chrono::milliseconds most) {
  const uint32_t seen = state_->ticket.load(std::memory_order_acquire);
  const uint64_t wake_at = state_->tail.load(std::memory_order_relaxed) + bytes;
  state_->wake_at.store(wake_at, std::memory_order_seq_cst);
  const bool there = state_->head.load(std::memory_order_seq_cst) >= wake_at;
  if (!there && state_->wants_room.load(std::memory_order_seq_cst) == 0) {
    wait_on(state_->ticket, seen, most);
  }
  state_->wake_at.store(0, std::memory_order_release);
}

std::string_view Ring::front() {
  while (!damaged_) {
    const uint64_t tail = state_->tail.load(std::memory_order_relaxed);
    const uint64_t there = state_->head.load(std::memory_order_acquire) - tail;
    if (there == 0) break;
    const char* at = memory_ + tail % capacity_;
    const Heading heading = heading_at(at);
    const uint64_t rest = capacity_ - tail % capacity_;
    damaged_ = there > capacity_ || there % kAlignment != 0 || tail % kAlignment != 0 ||
               heading.span % kAlignment != 0 || heading.span < sizeof(Heading) ||
               heading.span > there || heading.span > rest ||
               (heading.bytes != kSkip && heading.bytes > heading.span - sizeof(Heading));
    if (damaged_) break;
    front_span_ = heading.span;
    if (heading.bytes != kSkip) return {at + sizeof(Heading), static_cast<size_t>(heading.bytes)};
    state_->tail.store(tail + heading.span, std::memory_order_release);
  }
  return {};
}

void Ring::pop() {
  const uint64_t tail = state_->tail.load(std::memory_order_relaxed);
  state_->tail.store(tail + front_span_, std::memory_order_release);
  // Not for each record: who waits is woken when there is room for many.
  const uint64_t head = state_->head.load(std::memory_order_relaxed);
  if (head == tail + front_span_ || free_at(head) >= capacity_ / 4) make_room_known();
}

void Ring::make_room_known() {
  if (state_->wants_room.load(std::memory_order_relaxed) == 0) return;
  state_->wants_room.store(0, std::memory_order_relaxed);
  state_->room_made.fetch_add(1, std::memory_order_release);
  wake_all(state_->room_made);
}

void Ring::close() {
  state_->closed.store(1, std::memory_order_release);
  state_->room_made.fetch_add(1, std::memory_order_release);
  wake_all(state_->room_made);
}

}  // namespace greenlens::ring
