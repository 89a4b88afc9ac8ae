#include "tracer/questions/dice.h"

namespace greenlens::questions {

Dice::Dice(uint64_t seed, uint64_t step, uint64_t kind) : state_(seed) {
  state_ = next() ^ step;
  state_ = next() ^ kind;
}

uint64_t Dice::next() {
  state_ += 0x9e3779b97f4a7c15;
  uint64_t bits = state_;
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

size_t Dice::below(size_t n) { return n == 0 ? 0 : static_cast<size_t>(next() % n); }

}  // namespace greenlens::questions
