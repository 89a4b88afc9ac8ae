// What became of the bytes of every greenlet's slice: each copy of them, what was seen to write and
// to read them, and when their greenlet's own code ran, which nobody records.
//
// A byte is known by its greenlet and its address: a switch copies a slice to the heap and back to
// the same addresses, so these two stay what they are over any number of copies. Made by going
// along a trace once (store::Trace::go_along), and asked then in no time. It grows with copies,
// with what instructions touched and with the bytes that changed between two copies. One thread.
#ifndef GREENLENS_TRACER_PAST_BYTE_HISTORY_H_
#define GREENLENS_TRACER_PAST_BYTE_HISTORY_H_

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "tracer/past/last_seen.h"
#include "tracer/store/onlooker.h"
#include "tracer/store/trace.h"

namespace greenlens::past {

// A part of a slice went to the heap, or came back from there.
struct Copy {
  enum class Way : uint8_t { saved, restored };
  uint64_t step = 0;
  facts::Address from = facts::kNull, to = facts::kNull;  // [from, to)
  Way way = Way::saved;
  bool known = false;  // of one that was saved: its bytes were kept
};

// What somebody did to bytes, as it was seen. The switch writes and reads a greenlet's registers,
// by instructions where these are recorded. A copy shows what code has written that is not.
enum class Touch : uint8_t {
  instruction_wrote,
  registers_wrote,
  seen_in_copy,
  instruction_read,
  registers_read,
};
constexpr bool is_read(Touch touch) {
  return touch == Touch::instruction_read || touch == Touch::registers_read;
}

struct Touched {
  uint64_t step = 0;
  Touch touch = Touch::seen_in_copy;
};

// Its own code ran from this step on, up to that one; 0: still.
struct OwnRun {
  uint64_t from = 0, to = 0;
};

// From this step on what lies below `low` is not in use: the slice ended there, or the innermost
// frame did. `suspended`: it was left there, and its bytes are whole.
struct Floor {
  uint64_t step = 0;
  facts::Address low = facts::kNull;
  bool suspended = false;
};

class ByteHistory final : public store::Onlooker {
 public:
  // Of a trace that begins in this state, as a part does.
  explicit ByteHistory(state::State before = {});

  // Goes on along the trace for a moment; false when there is no more of it now. The trace may have
  // grown since, and must have the same steps.
  bool go_on(const store::Trace& trace);
  // Up to which step all is known.
  uint64_t end() const { return state_.step; }
  // So many changes that there is no room for more: what comes later is not known.
  bool is_full() const { return entries_ >= kMostEntries; }

  // Ascending, by steps. Empty for one that is not known.
  const std::vector<Copy>& copies(facts::GreenletId greenlet) const;
  const std::vector<OwnRun>& runs(facts::GreenletId greenlet) const;
  const std::vector<Floor>& floors(facts::GreenletId greenlet) const;
  // When it finished or was freed; none: not yet.
  std::optional<uint64_t> ended(facts::GreenletId greenlet) const;

  // The last time up to step `until` that this byte was written, or was first seen in a copy; and
  // the first time after step `after` that it was touched in any way.
  std::optional<Touched> last_written(facts::GreenletId greenlet, facts::Address byte,
                                      uint64_t until) const;
  std::optional<Touched> next_touched(facts::GreenletId greenlet, facts::Address byte,
                                      uint64_t after) const;
  // The last step up to `until` at which anything happened that an answer about a byte of this word
  // hangs on: behind it, until the next such step, all answers are the same. `until` itself where
  // the greenlet's own code runs, or may.
  uint64_t last_change(facts::GreenletId greenlet, facts::Address byte, uint64_t until) const;
  // The last step up to `until` at which events were lost; 0: none.
  uint64_t lost_until(uint64_t until) const;

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;

 private:
  static constexpr uint64_t kMostEntries = uint64_t{1} << 24;
  // Some bytes of a word.
  struct Entry {
    uint64_t step = 0;
    uint8_t bytes = 0;  // bit n: the n-th one
    Touch touch = Touch::seen_in_copy;
  };
  // Bytes that a copy had and nobody knew before.
  struct Fresh {
    uint64_t step = 0;
    facts::Address from = facts::kNull, to = facts::kNull;
  };
  struct Life {
    std::vector<Copy> copies;
    std::vector<OwnRun> runs;
    std::vector<Floor> floors;
    std::vector<Fresh> fresh;
    std::unordered_map<facts::Address, std::vector<Entry>> words;
    std::optional<uint64_t> ended;
    LastSeen last_seen;
    size_t lost = 0;  // as of so many losses that is right
  };
  class Hearing;

  const Life* find(facts::GreenletId greenlet) const;
  Life& life_of(facts::GreenletId greenlet);
  // Bytes from an address on, at most to the word's end.
  void add(Life* life, facts::Address from, uint64_t size, const Touched& touched);
  void touch(facts::GreenletId greenlet, facts::Address from, uint64_t size,
             const Touched& touched);
  void write(facts::GreenletId greenlet, facts::Address from, const facts::Bytes& bytes,
             const Touched& touched);
  void save(const rules::Save& saved, const facts::Bytes& bytes, uint64_t step);
  void restore(facts::GreenletId target, facts::Address from, facts::Address to, uint64_t step);
  void set_floor(facts::GreenletId greenlet, const Floor& floor);
  void leave(facts::GreenletId origin, uint64_t step);
  void arrive(facts::GreenletId target, uint64_t step);
  void finish(facts::GreenletId greenlet, uint64_t step);

  state::State state_;
  bool big_endian_ = false;
  std::unordered_map<facts::GreenletId, Life> lives_;
  std::vector<uint64_t> lost_;
  // Threads the instructions of whose switch are told: these say themselves what they touch.
  std::set<facts::ThreadId> stepped_;
  uint64_t entries_ = 0;
};

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_BYTE_HISTORY_H_
