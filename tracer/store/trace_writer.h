// A trace as bytes: the same ones in a file and on the pipe of a live program. docs/trace-format.md
// describes them.
//
// A stream is a magic number and chunks. Each chunk carries its length, its event range and a
// checksum; event chunks are zstd-compressed and begin, at least every kKeyframeEvents events, with
// a keyframe. A file ends with an index of its chunks; without one (the program was killed, the
// disk was full) it is rebuilt by scanning.
#ifndef GREENLENS_TRACER_STORE_TRACE_WRITER_H_
#define GREENLENS_TRACER_STORE_TRACE_WRITER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

inline constexpr uint64_t kKeyframeEvents = 1024;

// Builds the stream. Not thread-safe; `sink` gets whole chunks and says whether it could take them.
class TraceWriter {
 public:
  explicit TraceWriter(std::function<bool(std::string_view)> sink);
  bool begin(const TraceInfo& info);    // magic number, INFO
  void add(const facts::Event& event);  // collects
  bool flush();                         // writes what was collected as one chunk
  bool finish();                        // flush, index, end mark
  uint64_t events() const;
  uint64_t bytes_written() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_WRITER_H_
