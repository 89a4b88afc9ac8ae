// What looks wrong in a recording of somebody's program: made by going along with it once. Each is
// something that happened, with the step at which to look; none is a guess about why.
#ifndef GREENLENS_TRACER_FINDINGS_FINDINGS_H_
#define GREENLENS_TRACER_FINDINGS_FINDINGS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tracer/findings/own_place.h"
#include "tracer/store/progress.h"
#include "tracer/store/statistics.h"

namespace greenlens::findings {

enum class Kind : uint8_t {
  never_woken,    // nothing can wake those who are parked: the hub says so, and ends
  never_yields,   // one ran for long while others of its thread were there
  leak,           // many of the same line never ended
  never_started,  // made, and never switched to
  big_copy,       // a slice that is copied at each switch is big
  wrong_thread,   // a switch to another thread's greenlet was refused
  error_ignored,  // an error had nowhere to go
  error_printed,  // or went no further than into the output
};
constexpr std::array<const char*, 8> enum_names(Kind) {
  return {"never_woken", "never_yields", "leak",          "never_started",
          "big_copy",    "wrong_thread", "error_ignored", "error_printed"};
}

// From when on they are told, where nobody says otherwise.
inline constexpr uint64_t kLongRunNs = 50'000'000;
inline constexpr size_t kMostLongRuns = 3;
inline constexpr uint64_t kManyOfALine = 5;
inline constexpr uint64_t kBigCopy = 64 * 1024;
struct From {
  uint64_t long_run_ns = kLongRunNs;
  uint64_t many_of_a_line = kManyOfALine;  // greenlets that never ended
  uint64_t big_copy = kBigCopy;            // bytes
};

struct Finding {
  Kind kind = Kind::never_woken;
  uint64_t step = 0;               // where to look
  facts::GreenletId greenlet = 0;  // whom it is about; 0: several
  std::string name;                // that one's
  uint64_t count = 0;              // how many greenlets, switches or errors
  uint64_t ns = 0;                 // a long run's
  uint64_t bytes = 0;
  facts::SourceLine at;  // line 0: not known
  std::string text;      // the program's or the engine's own words
  uint64_t ready = 0;    // of those who were kept out: made ready in time, and run only afterwards
  // Of those who are never woken: who had made most of them ready last, where that is known.
  struct Cause {
    facts::GreenletId greenlet = 0;
    std::string name;
    uint64_t count = 0;  // of them
    uint64_t step = 0;   // from which on it has ended, or is parked
    bool has_ended = false;
  };
  std::optional<Cause> cause;
  // Of a long run: where it was seen to stand while it lasted, those where it stood most often
  // first.
  struct Sample {
    Place place;
    uint64_t count = 0;
  };
  std::vector<Sample> samples{};
};

// Who goes along with a recording and counts and notes: for who goes such a way himself.
class Seeker final : public store::Onlooker {
 public:
  Seeker() = default;
  // From that state of the trace on.
  Seeker(const store::Trace& trace, const state::State& before);

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;

  const store::Statistics& sums() const { return sums_; }
  // What was found by now, the worst first. `end` is the state at the last step that was seen, and
  // `counted` what the sums were there.
  std::vector<Finding> findings(const store::Trace& trace, const store::Numbers& counted,
                                const state::State& end, const From& from = {}) const;

 private:
  template <typename Fact>
  void note(const Fact&, const state::State&) {}
  void note(const facts::SwitchRequested& fact, const state::State& after);
  void note(const facts::SwitchFailed& fact, const state::State& after);
  void note(const facts::ErrorIgnored& fact, const state::State& after);
  void note(const facts::Printed& fact, const state::State& after);
  void note(const facts::SliceSaved& fact, const state::State& after);
  void note(const facts::RunSampled& fact, const state::State& after);
  void note(const facts::ProgramFinished& fact, const state::State& after);
  void note_wake(const facts::WakeSeen& fact, uint64_t time_ns, const state::State& after);
  void add_never_woken(const std::string& error, const state::State& after);
  std::vector<Finding::Sample> samples_of(const Finding& long_run, uint64_t to) const;
  void note_size(facts::GreenletId owner, uint64_t bytes, uint64_t step);
  void count(Kind kind, facts::GreenletId greenlet, const std::string& text,
             const state::State& after);

  store::Statistics sums_;
  std::vector<Finding> found_;
  Finding biggest_;
  struct Waker {
    facts::GreenletId greenlet = 0;
    std::string name;
  };
  std::unordered_map<facts::GreenletId, Waker> wakers_;  // of each the last one
  // Who was ready for long, and when.
  struct Delay {
    uint64_t from_ns = 0, to_ns = 0;
    facts::ThreadId thread = 0;
  };
  std::vector<Delay> delays_;
  // Where who had run for long stood, and at which step that was.
  struct Stand {
    uint64_t step = 0;
    facts::GreenletId who = 0;
    Place place;
  };
  std::vector<Stand> stands_;
};

// All of a recording, the worst first. None when `progress` said not to go on. `numbers`, if it is
// not null, takes what was counted on the way.
std::optional<std::vector<Finding>> find_all(const store::Trace& trace,
                                             const store::OnProgress& progress = {},
                                             store::Numbers* numbers = nullptr,
                                             uint64_t long_run_ns = kLongRunNs);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_FINDINGS_H_
