// The same program under two strategies, for real: greenlets that pass control on in a circle, each
// with so many bytes of locals that it cannot give up meanwhile.
//
// Under slices it runs on the engine, as everything else does. Under stacks each has a stack of its
// own (mmap), and the same assembly moves the stack pointer there and copies nothing: the least
// that a library of that kind can do. Both do the same switches in the same order, and no more than
// switch: no value is carried, and nobody watches.
//
// Linux. Runs greenlets on the calling thread, which has none of its own while it does; not at the
// same time in two threads.
#ifndef GREENLENS_SCENARIOS_TURNS_TURNS_H_
#define GREENLENS_SCENARIOS_TURNS_TURNS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace greenlens::turns {

struct Order {
  size_t greenlets = 2;   // at least one
  size_t bytes = 256;     // of locals, each; all of them touched
  size_t switches = 100;  // from one to the next, once all have begun
  size_t times = 1;       // that is timed so often
  bool notes = false;     // who ran is to be known
};

struct Outcome {
  size_t switches = 0;            // that were timed, each time
  std::vector<double> seconds{};  // of the processor for all of them, each time
  double life_seconds = 0;        // for all greenlets: to be made, to begin and to end
  uint64_t slice = 0;             // bytes of a greenlet that waits
  uint64_t copied = 0;            // bytes, by one switch, to the heap and back; without padding
  uint64_t held = 0;              // bytes, while all wait: copies, or touched pages of stacks
  uint64_t resident = 0;          // bytes that the system says have been added meanwhile
  std::vector<uint32_t> ran{};    // who, in order, where that is noted
};

Outcome on_slices(const Order& order);
// Nothing ran where the system has no room for so many stacks: Outcome::switches is 0.
Outcome on_stacks(const Order& order);

// What is reserved for each on_stacks().
size_t stack_bytes(size_t locals);

}  // namespace greenlens::turns

#endif  // GREENLENS_SCENARIOS_TURNS_TURNS_H_
