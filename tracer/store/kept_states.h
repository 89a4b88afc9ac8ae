// States before rows of a file that were worked out, as many as there is room for: the ones that
// were asked for last.
#ifndef GREENLENS_TRACER_STORE_KEPT_STATES_H_
#define GREENLENS_TRACER_STORE_KEPT_STATES_H_

#include <cstddef>
#include <cstdint>
#include <list>

#include "tracer/state/state.h"
#include "tracer/store/reached.h"

namespace greenlens::store {

class KeptStates {
 public:
  explicit KeptStates(uint64_t most_bytes) : most_bytes_(most_bytes) {}

  // `changed`: of so many of its greenlets and frames at most it is not known that they are shared
  // with others that are kept.
  void keep(size_t row, const Reached& reached, uint64_t changed);
  // The last one before or at this row; null: there is none. Good until something else is asked.
  struct Kept {
    size_t row = 0;
    uint64_t bytes = 0;
    Reached reached;
  };
  const Kept* nearest(size_t row);
  // What was worked out is not so any more, from before this row on.
  void forget_from(size_t row);

 private:
  uint64_t most_bytes_;
  uint64_t bytes_ = 0;
  std::list<Kept> kept_;  // the last one asked for first
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_KEPT_STATES_H_
