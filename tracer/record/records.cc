#include "tracer/record/records.h"

#include <time.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "arch/ticks.h"
#include "tracer/ring/futex.h"
#include "tracer/ring/record.h"

namespace greenlens::record {
namespace {

constexpr std::chrono::milliseconds kLookForTurn{100};
constexpr std::chrono::milliseconds kLookForRecorder{100};
constexpr uint64_t kTimeForLastWords = 3'000'000'000;  // ns

// The turn.
enum Turn : uint32_t { kFree, kTaken, kWaitedFor };

uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

}  // namespace

Records::Records(std::unique_ptr<ring::Shared> shared, WhenFull when_full)
    : shared_(std::move(shared)),
      watched_(shared_->watched(own_.word())),
      if_full_(when_full == WhenFull::wait ? ring::Ring::IfFull::wait
                                           : ring::Ring::IfFull::give_up),
      began_ns_(clock_ns()) {
  shared_->header().notes.began_ticks.store(arch_ticks());
  shared_->header().notes.began_ns.store(began_ns_);
}

void Records::take_turn() {
  if (taken_.exchange(kTaken, std::memory_order_acquire) == kFree) return;
  while (taken_.exchange(kWaitedFor, std::memory_order_acquire) != kFree) {
    ring::wait_on(taken_, kWaitedFor, kLookForTurn);
  }
}

void Records::give_turn() {
  if (taken_.exchange(kFree, std::memory_order_release) == kWaitedFor) ring::wake_one(taken_);
}

void Records::hello(std::string_view bytes) {
  ring::Ring& ring = shared_->ring();
  const size_t most = ring.capacity() / 8;
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, most);
    bytes.remove_prefix(piece.size());
    ring::Record record{};
    record.tag = bytes.empty() ? ring::kLastHelloTag : ring::kHelloTag;
    record.field_bytes = piece.size();
    char* at = ring.reserve(sizeof record + piece.size(), ring::Ring::IfFull::wait, watched_);
    if (at == nullptr) return;
    std::memcpy(at, &record, sizeof record);
    std::memcpy(at + sizeof record, piece.data(), piece.size());
    ring.commit();
  }
}

void Records::wait_until_known() {
  const ring::Word<uint32_t>& looked = shared_->header().looked;
  shared_->ring().wake();
  while (looked.load(std::memory_order_acquire) == 0 && watched_.still()) {
    ring::wait_on(looked, 0, kLookForRecorder);
  }
}

void Records::wait_until_taken() {
  const uint64_t told = shared_->ring().committed();
  // Who records may have enough, and takes nothing any more; on a busy machine he is slow.
  constexpr int kPatience = 1000;
  uint64_t taken = 0;
  for (int still = 0; still < kPatience && watched_.still(); ++still) {
    const uint64_t now = shared_->ring().taken();
    if (now >= told) return;
    if (std::exchange(taken, now) != now) still = 0;
    shared_->ring().wake();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

char* Records::begin(size_t bytes) {
  if (!own_.is_it()) return forsake(), nullptr;
  take_turn();
  char* room = closed_ ? nullptr : shared_->ring().reserve(bytes, if_full_, watched_);
  if (room != nullptr) return room;
  // Where nothing is wanted any more nothing is lost.
  if (!closed_ && !shared_->ring().closed()) {
    shared_->header().lost.fetch_add(1, std::memory_order_relaxed);
  }
  give_turn();
  return nullptr;
}

uint64_t Records::end() {
  // What the recorder has put between this thread's facts is counted; what it puts between another
  // one's at this very moment may be missing, so nobody is stopped too early.
  const uint64_t stepped = shared_->header().stepped.load(std::memory_order_acquire);
  shared_->ring().commit();
  const uint64_t count = ++count_ + stepped;
  shared_->header().told.store(count_, std::memory_order_release);
  give_turn();
  return count;
}

void Records::end_aside() {
  shared_->ring().commit();
  give_turn();
}

void Records::pass(uint64_t step, facts::ThreadId thread, facts::Stops stops) {
  if (own_.is_it()) shared_->gate().pass(step, thread, stops, watched_);
}

void Records::close() {
  if (!own_.is_it()) return;
  take_turn();
  closed_ = true;
  give_turn();
  shared_->gate().allow({facts::Grain::phase, 0, true});
  shared_->header().finished.store(1, std::memory_order_release);
  shared_->ring().wake();
}

char* Records::last_words() { return own_.is_it() ? shared_->last_words() : nullptr; }

void Records::say_last_words() {
  shared_->header().last_words.store(1, std::memory_order_release);
  if (drained_.load(std::memory_order_acquire) == 0) return;
  shared_->ring().wake();
  const uint64_t most = clock_ns() + kTimeForLastWords;
  while (drained_.load(std::memory_order_acquire) != 0 && clock_ns() < most) {
    ring::wait_on(drained_, 1, kLookForTurn);
  }
}

void Records::end_draining() {
  drained_.store(0, std::memory_order_release);
  ring::wake_all(drained_);
}

uint32_t Records::next_child() { return shared_->header().forks.next(); }

void Records::become_child(uint32_t number) {
  if (number == 0) return;  // it will notice by itself
  shared_->header().forks.say(number, getpid());
  own_.disown();
  forsaken_.store(true);
  shared_->forsake();
}

// In a child that began without our knowing: it is counted, at least.
void Records::forsake() {
  if (forsaken_.exchange(true)) return;
  shared_->header().strays.fetch_add(1, std::memory_order_relaxed);
  shared_->forsake();
}

uint64_t Records::now_ns() const { return clock_ns() - began_ns_; }

}  // namespace greenlens::record
