// The notes of a program's threads, in the order in which they were made.
#ifndef GREENLENS_TRACER_DRAIN_NOTE_READER_H_
#define GREENLENS_TRACER_DRAIN_NOTE_READER_H_

#include <array>
#include <cstdint>
#include <functional>
#include <map>

#include "tracer/ring/shared.h"

namespace greenlens::drain {

class NoteReader {
 public:
  // What is done with a note: its thread, that one's base, when it was made (since the recording
  // began).
  using Hear = std::function<void(const ring::Note& note, facts::ThreadId thread, uint64_t base,
                                  uint64_t time_ns)>;
  NoteReader(ring::Shared& shared, Hear hear) : shared_(shared), hear_(std::move(hear)) {}

  // How many notes there are now, of each slot: what a record says that is there by then is
  // counted.
  using Heads = std::array<uint64_t, ring::kNoteSlots>;
  Heads heads() const;
  // All up to there, by their ticks. How many.
  size_t take(const Heads& heads);
  // What comes before a record of that thread, which had made `made` notes then.
  size_t take_before(facts::ThreadId thread, uint64_t made);

 private:
  // Up to `ends`, and not beyond `last_ticks`.
  size_t take_until(const Heads& ends, uint64_t last_ticks);
  uint64_t time_of(uint64_t ticks);

  ring::Shared& shared_;
  const Hear hear_;
  Heads read_{};
  std::map<facts::ThreadId, size_t> slots_;
  double ns_a_tick_ = 0;
  uint64_t measured_ = 0;  // so many reads ago
};

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_NOTE_READER_H_
