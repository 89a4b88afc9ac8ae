// Watches every switch of a thread: every suspended slice must hold what it held when it was
// suspended, wherever its bytes are by now, and the bookkeeping of slices must agree with itself.
#ifndef GREENLENS_TESTS_ENGINE_SLICE_CHECKER_H_
#define GREENLENS_TESTS_ENGINE_SLICE_CHECKER_H_

#include <cstdint>
#include <cstring>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "tests/engine/as_if_running.h"

namespace greenlens::engine {

class SliceChecker : public NullObserver {
 public:
  // `base`: an address above all that the thread's main greenlet runs.
  explicit SliceChecker(const char* base) : base_(base) {}

  long switches = 0;
  long saved_whole = 0, saved_partly = 0, restored = 0;

  // Those that exist, by id.
  const std::map<uint32_t, const Core*>& alive() const { return alive_; }

  // Begins to watch, or to watch again after a time without: what is on the stacks now is right.
  void watch_from_now_on(const std::vector<const Core*>& greenlets) {
    alive_.clear();
    sums_.clear();
    in_heap_.clear();
    under_way_ = false;
    for (const Core* greenlet : greenlets) {
      alive_[greenlet->id()] = greenlet;
      in_heap_[greenlet->id()] = greenlet->stack_saved();
      if (greenlet->active() && !greenlet->is_current()) {
        sums_[greenlet->id()] = checksum(*greenlet);
      }
    }
  }

  void greenlet_created(Where, const Core& greenlet) override { alive_[greenlet.id()] = &greenlet; }
  void greenlet_freed(Where, const Core& greenlet) override {
    alive_.erase(greenlet.id());
    sums_.erase(greenlet.id());
    in_heap_.erase(greenlet.id());
  }
  void registers_saved(Where, const Core& origin, const Core&, const char*) override {
    if (std::exchange(under_way_, true)) wrong("left before a switch was told to its end", &origin);
  }
  void switch_failed(Where, const Core&, std::string_view) override { under_way_ = false; }
  void stack_start_set(Where, const Core& origin) override {
    sums_[origin.id()] = checksum(origin);
  }
  void slice_saved(Where, const Core& owner, SliceExtent extent, const char* from, const char* to,
                   const char* copied) override {
    ++(extent == SliceExtent::whole ? saved_whole : saved_partly);
    if (owner.stack_copy() + owner.stack_saved() != copied + (to - from)) {
      wrong("the copy does not end with what was copied", &owner);
    }
    size_t& in_heap = in_heap_[owner.id()];
    if (from != owner.stack_start() + in_heap) wrong("a gap in the copy", &owner);
    in_heap += static_cast<size_t>(to - from);
    if (in_heap != owner.stack_saved()) wrong("stack_saved is not what was saved", &owner);
  }
  void slice_restored(Where, const Core& target, const char* from, const char* to) override {
    ++restored;
    if (in_heap_[target.id()] != static_cast<size_t>(to - from))
      wrong("restored too little", &target);
    in_heap_[target.id()] = 0;
    if (sums_.at(target.id()) != checksum(target)) wrong("came back changed", &target);
  }
  void host_state_swapped(Where, const Core&, const Core& target) override {
    ++switches;
    under_way_ = false;
    if (target.stack_saved() != 0) wrong("runs with bytes in the heap", &target);
    sums_.erase(target.id());
    for (const auto& [id, greenlet] : alive_) check_suspended(*greenlet, target);
    check_chain(target);
  }

 protected:
  // Something does not hold. Must not return.
  [[noreturn]] virtual void wrong(const char* what, const Core* greenlet) = 0;

 private:
  // Reads a slice as if it ran, and sums it up.
  uint64_t checksum(const Core& greenlet) {
    const char* start = greenlet.stack_start();
    const char* stop = greenlet.is_main() ? base_ : greenlet.stack_stop();
    if (stop <= start) return 0;  // a main greenlet whose program has returned
    size_t size = static_cast<size_t>(stop - start);
    buffer_.assign((size + 7) / 8, 0);
    core::read_as_if_running(greenlet.slice(), start, reinterpret_cast<char*>(buffer_.data()),
                             size);
    uint64_t sum = 1469598103934665603u;
    for (uint64_t word : buffer_) sum = ((sum ^ word) * 1099511628211u) ^ (sum >> 29);
    return sum;
  }
  void check_suspended(const Core& greenlet, const Core& running) {
    if (&greenlet == &running || !greenlet.active()) {
      if (!greenlet.active() && greenlet.stack_saved() != 0) wrong("dead with a copy", &greenlet);
      return;
    }
    if (sums_.at(greenlet.id()) != checksum(greenlet)) wrong("slice changed", &greenlet);
    if ((greenlet.stack_copy() == nullptr) != (greenlet.stack_saved() == 0)) {
      wrong("copy and its size disagree", &greenlet);
    }
    // Below the running one's stack_stop nothing of anybody else is left in place.
    if (greenlet.stack_start() + greenlet.stack_saved() < running.stack_stop() &&
        greenlet.stack_start() + greenlet.stack_saved() != greenlet.stack_stop()) {
      wrong("bytes lie where the running one lives", &greenlet);
    }
  }
  void check_chain(const Core& running) {
    const Core* last = &running;
    for (const Core* next = running.stack_prev(); next; next = next->stack_prev()) {
      if (next->stack_stop() <= last->stack_stop()) wrong("stack_prev does not ascend", next);
      last = next;
    }
    if (!last->is_main()) wrong("the chain does not end at main", last);
  }

  const char* const base_;
  std::map<uint32_t, const Core*> alive_;
  std::map<uint32_t, uint64_t> sums_;
  std::map<uint32_t, size_t> in_heap_;
  std::vector<uint64_t> buffer_;
  bool under_way_ = false;  // a switch
};

}  // namespace greenlens::engine

#endif  // GREENLENS_TESTS_ENGINE_SLICE_CHECKER_H_
