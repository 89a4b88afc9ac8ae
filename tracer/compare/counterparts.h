// Which step of one recording is which of another one: where the same had happened in both. Made
// while two stories are aligned (tracer/compare/align.h).
//
// Between two events that both have, steps are counted from the first of them on: recordings of the
// same detail agree there step by step. It takes memory in proportion to how often they do not, and
// at most a few megabytes a thread: of recordings that differ all the time it is less exact.
#ifndef GREENLENS_TRACER_COMPARE_COUNTERPARTS_H_
#define GREENLENS_TRACER_COMPARE_COUNTERPARTS_H_

#include <cstdint>
#include <map>
#include <vector>

#include "tracer/facts/values.h"

namespace greenlens::compare {

struct Counterpart {
  uint64_t step = 0;  // of the second recording
  enum class Kind : uint8_t {
    same,     // so far both have done the same, or the same again
    differs,  // between what both have, each does something else
    ended,    // likewise, and the second one has no such step any more
  } kind = Kind::same;
  bool operator==(const Counterpart&) const = default;
};

class Counterparts {
 public:
  // How many steps the second recording has.
  void of_steps(uint64_t b_steps) { b_steps_ = b_steps; }
  // The next event that both have, in a thread of the first recording: ascending in both.
  void add(facts::ThreadId thread, uint64_t a_step, uint64_t b_step);
  // Something comes here that only one of them has.
  void differ(facts::ThreadId thread);

  // Of a step that this thread has told. `a_step` 0 is the beginning of both.
  Counterpart of(facts::ThreadId thread, uint64_t a_step) const;

 private:
  // So many steps that agree one by one, both included.
  struct Stretch {
    uint64_t a = 0, b = 0, length = 0;
    bool differs_behind = false;
  };
  struct Known {
    std::vector<Stretch> stretches{{0, 0, 0, false}};  // the beginning is the beginning
    uint64_t apart = 0;  // so far a new stretch begins from the one before
  };
  std::map<facts::ThreadId, Known> threads_;
  uint64_t b_steps_ = 0;
};

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COUNTERPARTS_H_
