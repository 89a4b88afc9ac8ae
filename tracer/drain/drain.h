// Takes the records out of the shared memory and makes a trace stream of them: the consumer's side
// of the ring, in the process that records or in a thread of the recorded one.
#ifndef GREENLENS_TRACER_DRAIN_DRAIN_H_
#define GREENLENS_TRACER_DRAIN_DRAIN_H_

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tracer/drain/memory.h"
#include "tracer/drain/steps.h"
#include "tracer/facts/values.h"
#include "tracer/ring/shared.h"
#include "tracer/store/trace_info.h"

namespace greenlens::drain {

// What a program does not say of itself: what adds that, before the trace begins; and by how much
// its addresses lie higher in its process's memory, where an emulator runs it.
struct Unsaid {
  std::function<void(store::TraceInfo*)> complete;
  uint64_t origin = 0;
};

// Of one thread, which holds `shared`'s word (ring::Holder) as long as this takes anything.
class Drain {
 public:
  // `memory_of` gives the memory of the program that has attached; `sink` gets the stream, in whole
  // chunks, and says whether it could take them: if not, nothing more is recorded, and the program
  // goes on. `shared` outlives this.
  using MemoryOf = std::function<std::unique_ptr<Memory>(pid_t)>;
  using Sink = std::function<bool(std::string_view)>;
  // Instructions that somebody steps come from `steps`, which outlives this; null: nobody does.
  Drain(ring::Shared& shared, MemoryOf memory_of, Sink sink, Steps* steps = nullptr,
        Unsaid unsaid = {});
  ~Drain();

  // Takes what is there, but no more than `most` records: how many. 0 once it is over.
  size_t take(size_t most);
  // For when take() found nothing: hands on what was collected. While the program runs freely more
  // may come together first; then this is false.
  bool hand_on();
  // Hands on all that was taken, now.
  void flush();
  // After hand_on(): sleeps until more is worth taking, but no longer than a few hundredths of a
  // second. While the program runs freely it is not asked for a wake-up, which would be a system
  // call of its own.
  void rest();
  // Nothing else will come, because the program has ended or is left alone: takes all that is
  // there; then its last words, or else this. Ends the stream.
  void end(facts::End how, std::string_view what);

  bool begun() const;    // the program has said what it is
  bool over() const;     // the stream is complete, or nothing can be added to it
  bool damaged() const;  // something has written over the memory: the stream ends before that
  // The process that was forked off with the last thing that was told; 0: it was something else.
  pid_t forked_last() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_DRAIN_H_
