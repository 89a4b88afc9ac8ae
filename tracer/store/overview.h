// A history from what the index says of each chunk: as exact as a picture needs that has thousands
// of steps in a pixel.
#ifndef GREENLENS_TRACER_STORE_OVERVIEW_H_
#define GREENLENS_TRACER_STORE_OVERVIEW_H_

#include <cstddef>

#include "tracer/state/state.h"
#include "tracer/store/chunk_table.h"
#include "tracer/store/history.h"

namespace greenlens::store {

// Parts of about the same number of steps, at most so many, each of whole chunks. `end` is the
// state at the last step: who there ever was.
History overview_of(const ChunkTable& table, const state::State& end, size_t most_parts);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_OVERVIEW_H_
