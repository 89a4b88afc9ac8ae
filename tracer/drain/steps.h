// Instructions and lines on their way from whoever steps a program to the thread that drains what
// it tells.
//
// They are facts like the others, but the program does not know of them: they are put between its
// own. Who steps a thread notes how far the ring was filled while that thread stood still (its own
// last fact lies before that, its next one will lie behind), and hands the instruction over before
// the thread goes on.
#ifndef GREENLENS_TRACER_DRAIN_STEPS_H_
#define GREENLENS_TRACER_DRAIN_STEPS_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/instruction_facts.h"
#include "tracer/facts/values.h"

namespace greenlens::drain {

// As InstructionExecuted has it, with the program's own addresses; 0: none.
struct Step {
  uint64_t position = 0;  // in the ring, in bytes ever committed
  facts::ThreadId thread = 0;
  uint64_t time_ns = 0;
  std::string function;
  uint64_t offset = 0, next = 0;
  bool returned = false;
  std::string code, text;
  bool called = false;
  uint64_t sp = 0;
  bool moved = false;
  std::vector<facts::RegisterValue> registers;
  uint64_t wrote_at = 0;
  std::string wrote;
  uint64_t read_at = 0, read = 0;
  uint64_t misaligned = 0;
  int64_t sp_change = 0;
  std::vector<facts::RegisterValue> free_bits{};
  // It is no instruction: a line begins. Its file is a path, its addresses are the program's own.
  std::optional<facts::LineBegun> line{};
};

// Two threads: one puts, one takes.
class Steps {
 public:
  // Their positions never go back.
  void put(Step step);
  std::deque<Step> take();                                                   // all that are there
  uint64_t count() const { return count_.load(std::memory_order_acquire); }  // that were put

 private:
  std::mutex mutex_;
  std::deque<Step> steps_;
  std::atomic<uint64_t> count_{0};
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_STEPS_H_
