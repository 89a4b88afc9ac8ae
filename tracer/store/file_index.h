// Finds a file's chunks and what is in them, and fills a ChunkStore's table with it: from the index
// at the file's end, or from what the chunks say themselves when there is none. A file of version 1
// says nothing of its chunks: it is read once, from the beginning to the end, and what views ask
// for is noted beside it.
#ifndef GREENLENS_TRACER_STORE_FILE_INDEX_H_
#define GREENLENS_TRACER_STORE_FILE_INDEX_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/store/chunk_store.h"
#include "tracer/store/chunk_walk.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

class FileIndex {
 public:
  // `store` lives longer, and nobody else fills its table.
  explicit FileIndex(ChunkStore* store);

  // To be called again and again for a file that grows: finds what has come. False when it was
  // told not to go on; what was found is there.
  bool find(const OnProgress& progress);
  // The end mark was found.
  bool complete() const { return from_end_ || walk_.complete(); }
  // Something stands behind it, from there on.
  bool goes_on() const;
  uint64_t end_offset() const { return walk_.offset(); }
  // The contradictions in the table were looked for here, not by the writer.
  bool has_looked() const { return reading_.has_value(); }
  // What was recorded, from the last place that says it and can be read. Only files that are
  // damaged have none, and those that are just beginning. That a place before says something else,
  // and not the same without the last sources, or is another recording's, is noted in the store.
  facts::Result<TraceInfo> info() const;
  // How many places that say it were found.
  uint64_t infos() const { return infos_found_; }
  // What was wrong on the way, with the byte in `at`.
  const facts::Fault& fault() const { return walk_.fault(); }

 private:
  void begin_of_part();
  bool find_from_end();
  bool walk(const OnProgress& progress);
  void add(const ChunkWalk::Found& found);
  void add_info(uint64_t offset);
  void count(IndexEntry* entry) const;
  bool read(ChunkWalk::Found* found);

  // Of a file that has to be read: where that is.
  struct Reading {
    state::State state;
    Summarizer summarizer;
    Allowance allowed;
    uint64_t came = 0;  // bytes that were counted in
    size_t since_keyframe = 0, keyframe_bytes = 0;
    bool over = false;  // more than is allowed
  };

  ChunkStore& store_;
  ChunkWalk walk_;
  bool from_end_ = false;
  bool looked_ = false;
  std::optional<Reading> reading_;
  std::vector<uint64_t> infos_;  // where they stand
  uint64_t infos_found_ = 0;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_FILE_INDEX_H_
