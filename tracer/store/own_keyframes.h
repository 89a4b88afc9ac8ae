// Keyframes that were made here, for a file that has none to be used: as many as there is room for.
#ifndef GREENLENS_TRACER_STORE_OWN_KEYFRAMES_H_
#define GREENLENS_TRACER_STORE_OWN_KEYFRAMES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tracer/state/state.h"

namespace greenlens::store {

class OwnKeyframes {
 public:
  explicit OwnKeyframes(uint64_t most_bytes) : most_bytes_(most_bytes) {}

  // The state before a row, which is behind all others that were given. How many bytes it takes;
  // every other one goes when they become too many, and then they are kept farther apart.
  size_t keep(size_t row, const state::State& state);
  bool has(size_t row) const { return all_.contains(row); }
  std::optional<state::State> of(size_t row) const;

 private:
  uint64_t most_bytes_;
  std::map<size_t, std::string> all_;
  uint64_t bytes_ = 0;
  size_t distance_ = 1;  // in rows
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_OWN_KEYFRAMES_H_
