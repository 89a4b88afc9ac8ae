// What a chunk of events holds, told without opening it: it stands beside the chunk and in the
// index (docs/trace-format.md).
//
// All of it follows from the chunk's events and the state before them. A reader that has read a
// chunk believes what it has read; the rest of the time it believes this.
#ifndef GREENLENS_TRACER_STORE_SUMMARY_H_
#define GREENLENS_TRACER_STORE_SUMMARY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/rules/follow.h"
#include "tracer/state/state.h"

namespace greenlens::store {

// Counts that add up from chunk to chunk.
struct Totals {
  uint64_t events = 0;        // each is a stop at Grain::instruction
  uint64_t switch_stops = 0;  // stops at Grain::switch_
  uint64_t line_stops = 0;
  uint64_t switches = 0;      // that were delivered
  uint64_t failed = 0;        // that were not
  uint64_t bytes_out = 0;     // copied to the heap
  uint64_t bytes_in = 0;      // and back
  uint64_t lost = 0;          // events that the recording says are missing
  uint64_t printed = 0;       // lines
  uint64_t instructions = 0;  // events that are no stop at Grain::phase
  uint64_t call_stops = 0;    // 0 in recordings that are older than this grain
  uint64_t story_stops = 0;   // likewise
  template <typename F>
  static constexpr void fields(F&& f) {
    f("events", &Totals::events), f("switch_stops", &Totals::switch_stops);
    f("line_stops", &Totals::line_stops), f("switches", &Totals::switches);
    f("failed", &Totals::failed), f("bytes_out", &Totals::bytes_out);
    f("bytes_in", &Totals::bytes_in), f("lost", &Totals::lost);
    f("printed", &Totals::printed), f("instructions", &Totals::instructions);
    f("call_stops", &Totals::call_stops), f("story_stops", &Totals::story_stops);
  }
  void add(const facts::Event& event);
  void add(const rules::Followed& followed);
  // Sums of counts that nobody has checked wrap around, and are wrong then; nothing else happens.
  void add(const Totals& more);
  uint64_t stops(facts::Grain grain) const;
  bool operator==(const Totals&) const = default;
};

// So many of a chunk's steps were somebody's, whose name at the chunk's end stands here: the dead
// are not in later states.
struct Share {
  facts::GreenletId who = 0;
  uint64_t steps = 0;
  std::string name{};  // its beginning, when it is long
  facts::ThreadId thread = 1;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("who", &Share::who), f("steps", &Share::steps), f("name", &Share::name);
    f("thread", &Share::thread);
  }
  bool operator==(const Share&) const = default;
};

inline constexpr size_t kMostShares = 16;
inline constexpr size_t kMostShareName = 64;  // bytes

struct Summary {
  bool has_keyframe = false;
  Totals before;  // in all chunks before it
  Totals here;
  uint64_t first_ns = 0, last_ns = 0;  // the smallest time and the largest
  // The facts that contradict the rules, when whoever wrote it has looked.
  std::optional<uint64_t> contradictions{};
  // Bit tag % 8 of byte tag / 8: such a fact is in it. Bytes of zero at the end are left out.
  std::string kinds{};
  uint64_t subjects = 0;        // bit n % 64: a fact about greenlet n may be in it
  std::vector<Share> ran{};     // who ran, the longest first; at most kMostShares
  uint64_t ran_too = 0;         // how many others
  bool letters_beyond = false;  // what was printed or named has more than ASCII's letters
  template <typename F>
  static constexpr void fields(F&& f) {
    f("has_keyframe", &Summary::has_keyframe), f("before", &Summary::before);
    f("here", &Summary::here), f("first_ns", &Summary::first_ns), f("last_ns", &Summary::last_ns);
    f("contradictions", &Summary::contradictions), f("kinds", &Summary::kinds);
    f("subjects", &Summary::subjects), f("ran", &Summary::ran), f("ran_too", &Summary::ran_too);
    f("letters_beyond", &Summary::letters_beyond);
  }
  bool operator==(const Summary&) const = default;
};

// As bytes, at most kMaxSummaryBytes; and back: false when they are damaged.
std::string encode_summary(const Summary& summary);
bool decode_summary(std::string_view bytes, Summary* summary);

// Whether a chunk with so many records can be like that.
bool can_be_of(const Summary& summary, uint32_t event_count);

// Whether a fact with that tag is in the chunk.
bool has_kind(const std::string& kinds, uint16_t tag);
// Whether there are facts in it that this reader does not know: counts of them it cannot use.
bool has_unknown_kinds(const std::string& kinds);
// The bit of `subjects` that stands for a greenlet.
constexpr uint64_t subject_bit(facts::GreenletId id) { return uint64_t{1} << (id % 64); }

// Makes one, event by event.
class Summarizer {
 public:
  // So much stands before the first chunk, in what it is a part of.
  void begin_at(const Totals& before) { summary_.before = before; }
  // Of the chunk that comes next: the totals go on, all else begins anew.
  void begin();
  // `after` is the state that the event led to.
  void add(const facts::Event& event, const state::State& after);
  // A switch that was only noted, in one piece: `origin` ran before it.
  void add(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after);
  // The last one added cannot be so by the rules. To be called by who looks, with `looked()`.
  void contradicted() { ++contradictions_; }
  // Of what was added since begin(), but for has_keyframe. `looked`: by the rules, at each.
  Summary summary(bool looked) const;

 private:
  Summary summary_;
  void count_step(facts::GreenletId id, uint64_t steps, const state::State& after);
  void note_time(uint64_t time_ns);
  void note_kind(uint16_t tag);

  uint64_t contradictions_ = 0;
  std::array<uint64_t, 4> noted_{};  // tags that were noted, as Followed has them
  std::map<facts::GreenletId, Share> ran_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_SUMMARY_H_
