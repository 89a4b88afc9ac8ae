// Where the recorded program stands still until it is allowed to go on.
#ifndef GREENLENS_TRACER_RECORD_GATE_H_
#define GREENLENS_TRACER_RECORD_GATE_H_

#include <atomic>
#include <cstdint>

#include "tracer/facts/grain.h"
#include "tracer/facts/values.h"
#include "tracer/session/permission.h"

namespace greenlens::record {

class Gate {
 public:
  // A closed gate lets nothing pass before the first permission.
  explicit Gate(bool closed);

  // From any thread.
  void allow(const session::Permission& permission);
  // On one of the program's threads, after a fact that is a stop at these grains became step `step`
  // (0: before its first). Returns when it may go on. No allocation, no lock.
  void pass(uint64_t step, facts::ThreadId thread, facts::Stops stops);

 private:
  static bool open_for(uint64_t permission, uint64_t step, facts::ThreadId thread,
                       facts::Stops stops);

  std::atomic<uint64_t> permission_;  // packed: the step, the thread, the grain; or to_the_end
  std::atomic<uint32_t> changed_{0};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_GATE_H_
