// Takes a trace stream apart (tracer/store/trace_writer.h) as it comes in.
#ifndef GREENLENS_TRACER_STORE_TRACE_READER_H_
#define GREENLENS_TRACER_STORE_TRACE_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tracer/facts/fault.h"

namespace greenlens::store {

class Timeline;

// Takes the stream apart as it comes in, in pieces of any size. Damaged input is a fault with its
// offset; everything before it stays usable. Never throws.
//
// Keeps what has come of the chunk that is not whole yet, and so at most a chunk (64 MiB) and a
// piece. Keyframes and the index are passed over: whoever reads everything from the beginning needs
// neither. One thread; a copy goes on reading the same stream.
class TraceReader {
 public:
  // What it may ask for: so much as a recording of its size does, for what comes from anywhere
  // (tracer/store/allowance.h); or all, for what a program tells that runs here.
  enum class Memory { of_its_size, all };
  // `place` is what faults call the stream: a file's name, or empty.
  explicit TraceReader(std::string place = "", Memory memory = Memory::of_its_size);
  // Appends the events of all chunks that are whole now, and sets the timeline's info; the timeline
  // must be the same one in every call. False once the stream is damaged or unsupported; further
  // calls do nothing. True for a stream that has not said enough yet.
  bool feed(std::string_view bytes, Timeline* timeline);
  // To be called at the end of the input. True when it ended with a complete end mark.
  bool complete() const;
  bool has_info() const;  // it is a trace, and has told what was recorded
  // What is wrong so far; none when all is well.
  const facts::Fault& fault() const;
  uint64_t offset() const;  // of the first byte that was not understood
  // To be called at the end of the input: fault(), or where the stream stopped and how much is
  // usable; none when it is complete.
  facts::Fault missing() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_READER_H_
