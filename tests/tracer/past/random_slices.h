// A program whose memory is played through byte by byte, with who has written each of them: what
// answers about a trace of it are held against.
#ifndef GREENLENS_TESTS_TRACER_PAST_RANDOM_SLICES_H_
#define GREENLENS_TESTS_TRACER_PAST_RANDOM_SLICES_H_

#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "tracer/store/timeline.h"

namespace greenlens::testing {

// Who wrote a byte: the instruction of that step, or code that ran between it and the next one.
struct Wrote {
  uint64_t step = 0;
  bool by_instruction = false;
};

class RandomSlices {
 public:
  RandomSlices(unsigned seed, uint32_t greenlets, uint32_t switches);

  const store::Timeline& timeline() const { return timeline_; }
  // The bytes of a greenlet that was left, as they are at a step; empty for one that runs, or has
  // not begun.
  using Bytes = std::map<facts::Address, Wrote>;
  const Bytes& left_at(uint64_t step, facts::GreenletId greenlet) const {
    return steps_[step][greenlet];
  }
  uint32_t greenlets() const { return static_cast<uint32_t>(slices_.size()) - 1; }

 private:
  struct Slice {
    facts::Address start = facts::kNull, stop = 0;
    uint64_t saved = 0;
    bool began = false, runs = false;
    Bytes wrote;
  };
  template <typename F>
  void tell(F fact);
  void run_code(Slice* slice, facts::Address start);
  void write(Slice* slice, facts::Address at, bool by_instruction);
  void spill(Slice* origin);
  void save_all_but(facts::GreenletId target);
  void go(facts::GreenletId target);

  std::minstd_rand random_;
  store::Timeline timeline_;
  std::vector<Slice> slices_;  // by their numbers, from 1
  facts::GreenletId current_ = 1;
  std::map<std::pair<const Slice*, facts::Address>, uint8_t> values_;
  std::vector<std::vector<Bytes>> steps_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_PAST_RANDOM_SLICES_H_
