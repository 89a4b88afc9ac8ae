// Where the recorded program stands still until it is allowed to go on.
#ifndef GREENLENS_TRACER_RECORD_GATE_H_
#define GREENLENS_TRACER_RECORD_GATE_H_

#include <atomic>
#include <cstdint>

#include "tracer/session/session.h"

namespace greenlens::record {

class Gate {
 public:
  // A closed gate lets nothing pass before the first permission.
  explicit Gate(bool closed);

  // From any thread.
  void allow(const session::Permission& permission);
  // On the program's thread, after the fact with this tag became step `step` (0: before the first).
  // Returns when it may go on. No allocation, no lock.
  void pass(uint64_t step, uint16_t tag);

 private:
  static constexpr int kTags = 64;
  bool open_for(uint64_t permission, uint64_t step, uint16_t tag) const;

  uint8_t grains_[kTags] = {};        // by tag: bit g is set when it is a stop at grain g
  std::atomic<uint64_t> permission_;  // packed: the step, the grain, to_the_end
  std::atomic<uint32_t> changed_{0};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_GATE_H_
