// Levels of detail: what happened in a range of steps of any length, in as many columns as a
// picture has room for. From what is known of each chunk (tracer/store/chunk_table.h): no event is
// read for it. Or from a history, when there is one.
//
// Where a column begins or ends within a chunk, the chunk's counts are divided by steps, without a
// remainder: so columns always add up to what their range has, and one that ends where chunks end
// is exact.
#ifndef GREENLENS_TRACER_STORE_LEVELS_H_
#define GREENLENS_TRACER_STORE_LEVELS_H_

#include <cstdint>
#include <vector>

#include "tracer/store/chunk_table.h"
#include "tracer/store/column.h"
#include "tracer/store/history.h"
#include "tracer/store/summary.h"

namespace greenlens::store {

// Columns that fill (from, to] in order, all of the same width but for a step; at most `count`, and
// none without steps. `to` beyond the end is the end.
std::vector<Column> columns_of(const ChunkTable& table, uint64_t from, uint64_t to, size_t count);

// The same from a history that is exact and tells of these steps: no count is divided then.
std::vector<Column> columns_of(const History& history, uint64_t from, uint64_t to, size_t count);

// The first for who asks again and again, of a trace with very many chunks: who ran is noted for
// many chunks together, once. One thread.
class Levels {
 public:
  // Good until the next call. `changes` is another number when rows are others than before; rows
  // that are added at the end are none.
  const std::vector<Column>& columns(const ChunkTable& table, uint64_t changes, uint64_t from,
                                     uint64_t to, size_t count);

 private:
  void go_on(const ChunkTable& table, uint64_t changes);

  // Of so many rows together: the next level.
  std::vector<std::vector<Share>> blocks_;
  uint64_t changes_ = 0;
  std::vector<Column> made_;
  uint64_t made_from_ = 0, made_to_ = 0, made_steps_ = 0;
  size_t made_count_ = 0;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_LEVELS_H_
