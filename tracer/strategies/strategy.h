// Three ways to let many greenlets wait in the middle of their calls.
#ifndef GREENLENS_TRACER_STRATEGIES_STRATEGY_H_
#define GREENLENS_TRACER_STRATEGIES_STRATEGY_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace greenlens::strategies {

enum class Strategy : uint8_t {
  slices,  // greenlet's: all on one stack, what is in the way is copied to the heap
  stacks,  // a stack for each: nothing is copied, pages are kept
  frames,  // stackless: each call has its frame in the heap, as coroutines of many languages have
};
inline constexpr std::array kStrategies = {Strategy::slices, Strategy::stacks, Strategy::frames};
const char* strategy_name(Strategy strategy);  // "slices", "stacks", "frames"

// Where a number comes from. What was recorded or run is measured; the rest follows from it by the
// assumptions, and is said to be so wherever it is shown.
enum class Basis : uint8_t { measured, modelled };
const char* basis_name(Basis basis);

template <typename T>
class EachStrategy {
 public:
  T& operator[](Strategy strategy) { return all_[static_cast<size_t>(strategy)]; }
  const T& operator[](Strategy strategy) const { return all_[static_cast<size_t>(strategy)]; }
  bool operator==(const EachStrategy&) const = default;

 private:
  std::array<T, kStrategies.size()> all_{};
};

// What the models assume. Lengths are in bytes.
struct Assumptions {
  uint64_t stack = 64 * 1024;  // reserved for each stack
  uint64_t page = 4096;        // a stack keeps every page that it ever touched
  uint64_t frame = 32;         // beside a frame's own bytes: where to go on, whose it is, its size
};

}  // namespace greenlens::strategies

#endif  // GREENLENS_TRACER_STRATEGIES_STRATEGY_H_
