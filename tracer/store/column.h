// What happened in some steps, in sum: a column of a picture (tracer/store/levels.h makes them).
#ifndef GREENLENS_TRACER_STORE_COLUMN_H_
#define GREENLENS_TRACER_STORE_COLUMN_H_

#include <cstdint>
#include <vector>

#include "tracer/store/summary.h"

namespace greenlens::store {

// Of steps (from, to].
struct Column {
  uint64_t from = 0, to = 0;
  uint64_t switches = 0;  // that were delivered there
  uint64_t bytes = 0;     // that were copied, out and in
  // Whose steps these are, the longest first; 0 is nobody: a switch under way. Shares of who ran
  // the least are not known, and are missing in the sum.
  std::vector<Share> ran{};
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_COLUMN_H_
