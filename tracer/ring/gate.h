// Where the recorded program stands still until it is allowed to go on. It lies in memory that the
// program shares with whoever allows it.
#ifndef GREENLENS_TRACER_RING_GATE_H_
#define GREENLENS_TRACER_RING_GATE_H_

#include <atomic>
#include <cstdint>

#include "tracer/facts/grain.h"
#include "tracer/facts/values.h"
#include "tracer/ring/watched.h"
#include "tracer/ring/word.h"
#include "tracer/session/permission.h"

namespace greenlens::ring {

class Gate {
 public:
  // In the shared memory. Begins with zeros: open, nobody was ever stopped.
  struct State {
    Word<uint64_t> permission{0};  // packed: the step, the thread, the grain; or one of two
    Word<uint32_t> changed{0};
  };
  explicit Gate(State& state) : state_(&state) {}

  // Lets nothing pass before the first permission.
  void close();
  // From any thread of any process that has it.
  void allow(const session::Permission& permission);
  // Whether nobody is stopped here, as things are.
  bool is_open() const;
  // Whether pass() would return at once.
  bool lets_pass(uint64_t step, facts::ThreadId thread, facts::Stops stops) const;
  // Counts what the recorder decides: permissions, and what else it wants who passes to look at.
  const std::atomic<uint32_t>* changed() const { return &raw_of(state_->changed); }
  void change();
  // On one of the program's threads, after a fact that is a stop at these grains became step `step`
  // (0: before its first). Returns when it may go on, or when nobody is there to allow it. No
  // allocation, no lock, and no system call for who does not have to wait.
  void pass(uint64_t step, facts::ThreadId thread, facts::Stops stops, const Watched& watched);

 private:
  State* state_;
};

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_GATE_H_
