// Numbers that look random and are the same for the same seed on every machine: so a class sees the
// same questions.
//
// Idea: SplitMix64 (Steele, Lea, Flood 2014).
#ifndef GREENLENS_TRACER_QUESTIONS_DICE_H_
#define GREENLENS_TRACER_QUESTIONS_DICE_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace greenlens::questions {

class Dice {
 public:
  // The same for the same numbers; of seeds that differ in one alone they have nothing in common.
  explicit Dice(uint64_t seed, uint64_t step = 0, uint64_t kind = 0);

  uint64_t next();
  size_t below(size_t n);  // 0 for n = 0
  template <typename T>
  void shuffle(std::vector<T>* all) {
    for (size_t n = all->size(); n > 1; --n) std::swap((*all)[n - 1], (*all)[below(n)]);
  }

 private:
  uint64_t state_;
};

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_DICE_H_
