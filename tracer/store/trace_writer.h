// A trace as bytes: the same ones in a file and on the pipe of a live program. docs/trace-format.md
// describes them.
//
// A stream is a magic number and chunks. Each chunk carries its length, its event range, its
// recording's number and checksums. Event chunks are zstd-compressed, say beside that what they
// hold, and begin with a keyframe as long as keyframes are no larger than records. A file ends with
// an index of its chunks; without one (the program was killed, the disk was full) what the chunks
// say themselves is as good.
#ifndef GREENLENS_TRACER_STORE_TRACE_WRITER_H_
#define GREENLENS_TRACER_STORE_TRACE_WRITER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/state/state.h"
#include "tracer/store/chunk.h"
#include "tracer/store/summary.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

// Builds the stream: begin(), any number of add() and flush(), finish(). Not thread-safe; a copy
// goes on with the same stream. `sink` gets whole chunks, in the thread of the call that completes
// them, and says whether it could take them. Once it could not, it is called no more and everything
// here returns false: what it took before is a trace that was cut.
//
// A chunk is closed at the latest when its records take 64 KiB, or when what comes next was told a
// tenth of a second after its first event; who wants that without waiting for what comes, flushes.
// Keeps the state after the last event, one chunk's records (64 KiB, or one event that is larger),
// and what the next part of the index says.
class TraceWriter {
 public:
  // `recording` tells this recording from any other one; 0: a number that nobody else has.
  explicit TraceWriter(std::function<bool(std::string_view)> sink, uint64_t recording = 0);
  // What comes next follows on this state, which so many events have led to: the first chunk has it
  // as its keyframe. Before begin(), for who writes a part of a recording.
  void begin_at(state::State state, const Totals& before);
  // Magic number and INFO. First and once.
  bool begin(const TraceInfo& info);
  // What was begun with, and more sources behind it. Stands before the next chunk of events.
  void continue_info(const TraceInfo& info);
  // Collects; writes a chunk when enough has come together. That the sink refused is told by the
  // next call that returns something.
  void add(const facts::Event& event);
  // So many events are missing here: what comes next is numbered behind them.
  void skip(uint64_t events);
  // And this is how things stand behind them, which the events before do not lead to: the next
  // chunk has it as its keyframe. (Without what is missing in its events_lost: a reader adds it.)
  void go_on_at(state::State state);
  // A switch of which only this is known. `noted.steps` is not looked at.
  void add(facts::NotedSwitch noted);
  // Writes what was collected as one chunk, if anything was: a live viewer sees it then.
  bool flush();
  // Flush, index, end mark. Last and once; without it the trace reads as one that was cut.
  bool finish();
  uint64_t events() const;         // added
  uint64_t bytes_written() const;  // that the sink has taken

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_WRITER_H_
