// Writes what stands in a file of version 2 besides its chunks of events: INFO, the index in parts,
// the end mark. For who has the chunks already.
#ifndef GREENLENS_TRACER_STORE_INDEX_WRITER_H_
#define GREENLENS_TRACER_STORE_INDEX_WRITER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tracer/store/chunk.h"
#include "tracer/store/trace_index.h"

namespace greenlens::store {

// One thread. Once the sink could not take something it is called no more, and all here is false.
class IndexWriter {
 public:
  // `at` is where the next byte stands in the file, `info` INFO's payload.
  IndexWriter(std::function<bool(std::string_view)> sink, uint64_t recording, std::string info,
              uint64_t at)
      : sink_(std::move(sink)), recording_(recording), info_(std::move(info)), at_(at) {}

  // The bytes that a file begins with, and INFO. `events` is, here and below, how many stand before
  // it.
  bool begin(uint64_t events);
  // The next chunk of events: its bytes, with another number in them if need be; what is said of
  // it. Its entry's place is not looked at.
  bool put(std::string_view chunk, IndexEntry entry);
  // One that stands in the file already, where its entry says.
  bool note(IndexEntry entry);
  // INFO once more, the rest of the index and the end mark.
  bool finish(uint64_t events);

  uint64_t at() const { return at_; }

 private:
  bool write(std::string_view bytes);
  bool put_info(uint64_t events);
  bool put_part(uint64_t events);

  std::function<bool(std::string_view)> sink_;
  uint64_t recording_;
  std::string info_;
  uint64_t at_;
  bool good_ = true;
  uint64_t part_at_ = 0;  // where the last part stands
  std::vector<IndexEntry> entries_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_INDEX_WRITER_H_
