#include "tracer/record/records.h"

#include <time.h>

namespace greenlens::record {
namespace {

uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

}  // namespace

Records::Records(size_t ring_bytes, WhenFull when_full, bool gated)
    : ring_(ring_bytes),
      gate_(gated),
      if_full_(when_full == WhenFull::wait ? Ring::IfFull::wait : Ring::IfFull::give_up),
      began_ns_(clock_ns()) {}

void Records::take_turn() {
  while (taken_.exchange(1, std::memory_order_acquire) != 0) {
    taken_.wait(1, std::memory_order_relaxed);
  }
}

void Records::give_turn() {
  taken_.store(0, std::memory_order_release);
  taken_.notify_one();
}

char* Records::begin(size_t bytes) {
  take_turn();
  char* room = closed_ ? nullptr : ring_.reserve(bytes, if_full_);
  if (room != nullptr) return room;
  if (!closed_) lost_.fetch_add(1, std::memory_order_relaxed);
  give_turn();
  return nullptr;
}

uint64_t Records::end() {
  ring_.commit();
  const uint64_t count = ++count_;
  give_turn();
  return count;
}

void Records::close() {
  take_turn();
  closed_ = true;
  give_turn();
  gate_.allow({facts::Grain::phase, 0, true});
}

uint64_t Records::now_ns() const { return clock_ns() - began_ns_; }

}  // namespace greenlens::record
