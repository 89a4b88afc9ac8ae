// Takes a trace stream apart (tracer/store/trace_writer.h) as it comes in.
#ifndef GREENLENS_TRACER_STORE_TRACE_READER_H_
#define GREENLENS_TRACER_STORE_TRACE_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "tracer/store/timeline.h"

namespace greenlens::store {

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

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_READER_H_
