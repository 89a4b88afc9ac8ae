#include "tracer/record/ring.h"

#include <sys/mman.h>
#include <unistd.h>

namespace greenlens::record {
namespace {

// Before each record. `skip` marks the unused rest before the ring's end.
struct alignas(Ring::kAlignment) Header {
  uint64_t span;   // bytes up to the next header
  uint64_t bytes;  // of the record
};
constexpr uint64_t kSkip = UINT64_MAX;

uint64_t rounded(uint64_t bytes, uint64_t unit) { return (bytes + unit - 1) / unit * unit; }

}  // namespace

Ring::Ring(size_t bytes) {
  capacity_ = rounded(bytes, static_cast<uint64_t>(sysconf(_SC_PAGESIZE)));
  void* memory = mmap(nullptr, capacity_, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory != MAP_FAILED) memory_ = static_cast<char*>(memory);
}

Ring::~Ring() {
  if (memory_ != nullptr) munmap(memory_, capacity_);
}

uint64_t Ring::free_at(uint64_t head) const {
  return capacity_ - (head - tail_.load(std::memory_order_acquire));
}

char* Ring::reserve(size_t bytes, IfFull if_full) {
  const uint64_t span = sizeof(Header) + rounded(bytes, kAlignment);
  // The rest before the end may have to be skipped, so at most half can be promised.
  if (memory_ == nullptr || span > capacity_ / 2) return nullptr;
  const uint64_t head = head_.load(std::memory_order_relaxed);
  const uint64_t rest = capacity_ - head % capacity_;
  const uint64_t skipped = rest < span ? rest : 0;
  for (;;) {
    const uint32_t seen = room_made_.load(std::memory_order_acquire);
    if (closed_.load(std::memory_order_acquire)) return nullptr;
    if (free_at(head) >= skipped + span) break;
    if (if_full == IfFull::give_up) return nullptr;
    room_made_.wait(seen, std::memory_order_acquire);
  }
  if (skipped != 0) {
    *reinterpret_cast<Header*>(memory_ + head % capacity_) = {skipped, kSkip};
  }
  reserved_from_ = head + skipped;
  reserved_to_ = reserved_from_ + span;
  char* at = memory_ + reserved_from_ % capacity_;
  *reinterpret_cast<Header*>(at) = {span, bytes};
  return at + sizeof(Header);
}

void Ring::commit() {
  head_.store(reserved_to_, std::memory_order_release);
  wake();
}

void Ring::wake() {
  ticket_.fetch_add(1, std::memory_order_release);
  ticket_.notify_all();
}

std::string_view Ring::front() {
  for (;;) {
    const uint64_t tail = tail_.load(std::memory_order_relaxed);
    if (tail == head_.load(std::memory_order_acquire)) return {};
    const char* at = memory_ + tail % capacity_;
    const Header& header = *reinterpret_cast<const Header*>(at);
    if (header.bytes != kSkip) return {at + sizeof(Header), header.bytes};
    tail_.store(tail + header.span, std::memory_order_release);
  }
}

void Ring::pop() {
  const uint64_t tail = tail_.load(std::memory_order_relaxed);
  const Header& header = *reinterpret_cast<const Header*>(memory_ + tail % capacity_);
  tail_.store(tail + header.span, std::memory_order_release);
  room_made_.fetch_add(1, std::memory_order_release);
  room_made_.notify_all();
}

void Ring::close() {
  closed_.store(true, std::memory_order_release);
  room_made_.fetch_add(1, std::memory_order_release);
  room_made_.notify_all();
}

}  // namespace greenlens::record
