// A part of a trace in numbers: switches, bytes copied, copies by size, and for each greenlet how
// often and how long it ran. Made by going along (Trace::go_along), each event or noted switch a
// few look-ups; what is kept grows with the greenlets there were, not with the steps.
//
// Time is the recording's: when each event was told. A run lasts from the step that delivered to
// the greenlet to the step of its next request, on the clock on the wall: it is not known whether
// the processor was somebody else's meanwhile. Where steps are told one by one, telling them takes
// part of it, and where a person steps through a live program, so does waiting for that person. Of
// switches that were only noted the times are rounded down to facts::kNotedTimeUnit, and switching
// itself takes none of it.
#ifndef GREENLENS_TRACER_STORE_STATISTICS_H_
#define GREENLENS_TRACER_STORE_STATISTICS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tracer/store/history.h"
#include "tracer/store/moves.h"
#include "tracer/store/onlooker.h"
#include "tracer/store/progress.h"
#include "tracer/store/summary.h"

namespace greenlens::store {

class Trace;

// Copies by size: [k] counts those of 2^(k-1) to 2^k - 1 bytes, [0] those of none.
using Sizes = std::array<uint64_t, 65>;
// The smallest size that a number of it counts.
constexpr uint64_t least_size(size_t k) { return k == 0 ? 0 : uint64_t{1} << (k - 1); }

struct GreenletNumbers {
  facts::GreenletId id = 0;
  std::string name;  // its beginning, when it is long; the last one that it had
  facts::ThreadId thread = 0;
  uint64_t switches_to = 0, switches_away = 0;  // that were delivered
  uint64_t bytes_out = 0, bytes_in = 0;         // of its own slice, to the heap and back
  uint64_t runs = 0;                            // that ended, or go on
  uint64_t ran_ns = 0;                          // all of them together
  uint64_t longest_ns = 0;                      // the longest, from step to step
  uint64_t longest_from = 0, longest_to = 0;    // 0, 0: it had none
  // How often it is known to have been made ready, how long it was so before it ran, all together
  // and at most; the step at which that was told.
  uint64_t wakes = 0, ready_ns = 0, longest_ready_ns = 0, longest_ready_at = 0;
  // How it stands at the end; the dead may be gone from the state.
  state::Life life = state::Life::dead;
  facts::SourceLine at;  // the program's line that it reached last; line 0: not known
  // The step from which on it stands so, 0: before the first one here; and when that was told.
  uint64_t since = 0, since_ns = 0;
  // The line of who made it, and when; line 0 and 0: not known, as of one that was there before.
  facts::SourceLine spawned;
  uint64_t spawned_ns = 0;
};

class Statistics final : public Onlooker {
 public:
  Statistics() = default;
  // Of what comes behind a step, where things stand like this. `time_ns`: when its event was told;
  // none: not known, as before a recording's first one.
  explicit Statistics(const state::State& before, std::optional<uint64_t> time_ns = {});

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;

  // Steps (from, to].
  uint64_t from() const { return from_; }
  uint64_t to() const { return moves_.step(); }
  const Totals& totals() const { return totals_; }
  // Of switches that are over.
  uint64_t of_kind(SwitchKind kind) const { return kinds_[static_cast<size_t>(kind)]; }
  // How many of them were only noted.
  uint64_t noted() const { return noted_; }
  // Between request and delivery, where that was told.
  uint64_t switching_ns() const { return switching_ns_; }
  // From the first to the last time that was told.
  uint64_t time_ns() const { return end_ns_ - begin_ns_; }
  uint64_t end_ns() const { return end_ns_; }
  const Sizes& sizes_out() const { return sizes_out_; }
  const Sizes& sizes_in() const { return sizes_in_; }
  const Moves& moves() const { return moves_; }
  // All that there were here, by number; runs that go on last until the last time that was told.
  // `end` is the state at step to(). Of more than kMostGreenletsCounted the others are one: of no
  // number, without a name.
  std::vector<GreenletNumbers> greenlets(const state::State& end) const;

 private:
  // Where a thread is.
  struct Track {
    facts::GreenletId who = 0;  // runs; 0: nobody that is known
    uint64_t from = 0, from_ns = 0;
    std::optional<SwitchKind> open;  // a switch is under way, from there on
  };
  GreenletNumbers& of(facts::GreenletId id);
  void note(facts::GreenletId id, const state::State& after);
  void note_line(const facts::Event& created, const state::State& after);
  void note_wake(const facts::WakeSeen& wake, uint64_t step);
  void note_time(uint64_t time_ns);
  void copied(Sizes* sizes, uint64_t bytes);
  static void add_run(GreenletNumbers* who, const Track& track, uint64_t step, uint64_t time_ns);
  void end_run(Track* track, uint64_t step, uint64_t time_ns);
  void track(const facts::Event& event, const state::State& after);
  void lose_track();

  uint64_t from_ = 0;
  Totals totals_;
  std::array<uint64_t, 6> kinds_{};
  uint64_t noted_ = 0, switching_ns_ = 0;
  std::optional<uint64_t> first_ns_;
  uint64_t begin_ns_ = 0, end_ns_ = 0;
  Sizes sizes_out_{}, sizes_in_{};
  Moves moves_;
  std::unordered_map<facts::GreenletId, GreenletNumbers> greenlets_;
  std::unordered_map<facts::ThreadId, Track> tracks_;
};

// All of it, with how things stand at its end.
struct Numbers {
  Statistics sums;
  std::vector<GreenletNumbers> greenlets;
  uint64_t events_lost = 0;  // up to the end, also before the part
  uint64_t steps = 0;        // that the trace has, as far as it had come
};
// Of what comes behind this state of the trace; and what was counted from there to its end.
Statistics begin_counting(const Trace& trace, const state::State& before);
Numbers numbers_of(const Trace& trace, Statistics sums, const state::State& end);
// Of steps (from, to], which is cut at the trace's end. None when `progress` said not to go on.
std::optional<Numbers> count_steps(const Trace& trace, uint64_t from, uint64_t to,
                                   const OnProgress& progress = {});

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_STATISTICS_H_
