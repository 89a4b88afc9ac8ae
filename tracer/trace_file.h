// A trace as bytes: the same ones in a file and on the pipe of a live program. docs/trace-format.md
// describes them.
//
// A stream is a magic number and chunks. Each chunk carries its length, its event range and a
// checksum; event chunks are zstd-compressed and begin, at least every kKeyframeEvents events, with
// a keyframe. A file ends with an index of its chunks; without one (the program was killed, the
// disk was full) it is rebuilt by scanning.
#ifndef GREENLENS_TRACER_TRACE_FILE_H_
#define GREENLENS_TRACER_TRACE_FILE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/session.h"
#include "tracer/timeline.h"

namespace greenlens::tracer {

inline constexpr uint64_t kKeyframeEvents = 1024;

// Builds the stream. Not thread-safe; `sink` gets whole chunks and says whether it could take them.
class TraceWriter {
 public:
  explicit TraceWriter(std::function<bool(std::string_view)> sink);
  bool begin(const TraceInfo& info);  // magic number, INFO
  void add(const Event& event);       // collects
  bool flush();                       // writes what was collected as one chunk
  bool finish();                      // flush, index, end mark
  uint64_t events() const;
  uint64_t bytes_written() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// Takes the stream apart as it comes in, in pieces of any size. Damaged input is an error sentence
// with its offset; everything before it stays usable. Never throws.
class TraceReader {
 public:
  TraceReader();                                 // messages call it "The trace"
  explicit TraceReader(std::string shown_name);  // ... or by this name, a file's
  // Returns false once the stream is damaged or unsupported; further calls do nothing.
  bool feed(std::string_view bytes, Timeline* timeline);
  // To be called at the end of the input. True when it ended with a complete end mark.
  bool complete() const;
  bool has_info() const;
  // What is wrong or missing, as one sentence; empty when all is well so far.
  std::string error() const;
  uint64_t offset() const;  // of the first byte that was not understood
  // To be called at the end of the input: error(), or a sentence that says where the stream stopped
  // and how much is usable; empty when it is complete.
  std::string missing() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// A trace file as an event source: everything is there at the first poll.
// Null and a sentence in `error` when nothing is usable; otherwise message() says what is missing,
// if anything.
std::unique_ptr<EventSource> open_trace_file(const std::string& path, std::string* error);

// The permissions that flow back to a live program: fixed-size records.
std::string encode_permission(const Permission& permission);
inline constexpr size_t kPermissionBytes = 16;
bool decode_permission(std::string_view bytes, Permission* permission);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_TRACE_FILE_H_
