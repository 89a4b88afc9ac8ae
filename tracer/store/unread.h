// A recording of which only the end is wanted: its chunks add up by what they say of themselves,
// and are opened only when somebody asks for the end, from the last keyframe on.
#ifndef GREENLENS_TRACER_STORE_UNREAD_H_
#define GREENLENS_TRACER_STORE_UNREAD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/store/chunk.h"
#include "tracer/store/summary.h"

namespace greenlens::store {

// One thread. Of a stream that is believed: what runs here writes it. What cannot be read adds
// nothing to the end.
class Unread {
 public:
  // The next chunk of events; `stored` is its payload.
  void add(const ChunkHeader& header, const Summary& summary, std::string_view stored);

  const Totals& totals() const { return totals_; }
  uint64_t contradictions() const { return contradictions_; }
  bool finished() const { return finished_; }  // the program has told its end
  // The state at the end, and the last event; null while there is none. What was opened once is
  // not opened again.
  const state::State& state() const;
  std::shared_ptr<const facts::Event> event() const;

 private:
  struct Chunk {
    ChunkHeader header;
    std::string stored;
  };
  void read(const Chunk& chunk) const;
  void read_all() const;

  Totals totals_;
  uint64_t contradictions_ = 0;
  bool finished_ = false;
  mutable std::vector<Chunk> chunks_;  // that were not opened; the first one may have a keyframe
  mutable state::State state_;         // before those
  mutable std::shared_ptr<const facts::Event> event_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_UNREAD_H_
