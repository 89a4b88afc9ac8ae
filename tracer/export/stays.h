// What timelines of other tools are made of: who ran from when to when, the switches between, what
// was copied at them, who came and who went. Made by going along with the states, of a trace of any
// length and of switches that were only noted: what is kept grows with the greenlets that there
// are.
//
// A stay is what statistics and our own timeline call a run: from the step that delivered to a
// greenlet to the step of its next request. Between two stays of a thread lies a switch.
#ifndef GREENLENS_TRACER_EXPORT_STAYS_H_
#define GREENLENS_TRACER_EXPORT_STAYS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/store/history.h"
#include "tracer/store/onlooker.h"

namespace greenlens::exports {

// Nanoseconds that a step takes where its number is its time: a microsecond, the unit in which most
// tools show times.
inline constexpr uint64_t kStepNs = 1000;

struct Stamp {
  uint64_t step = 0;
  uint64_t told_ns = 0;  // when its event was told
  uint64_t at_ns = 0;  // where it stands on a tool's axis: never before what its thread told before
};

struct Stay {
  facts::GreenletId who = 0;
  facts::ThreadId thread = 0;
  Stamp from, to;                   // at least two nanoseconds, so that arrows end inside
  facts::GreenletId came_from = 0;  // whose switch delivered to it, at `from`; 0: nobody's
  facts::GreenletId left_to = 0;    // likewise; 0: it never came there
  uint64_t left_at = 0;             // the step that delivered there
  facts::SourceLine at;             // the program's line that it reached last; line 0: not known
  // Of that line, innermost first; null: they were not recorded.
  std::shared_ptr<const std::vector<facts::CFrame>> callers;
};

struct Switched {
  facts::ThreadId thread = 0;
  store::SwitchKind kind = store::SwitchKind::resume;
  facts::GreenletId origin = 0, target = 0;  // the target of one that came nowhere: as far as known
  Stamp from, to;                            // request and delivery, failure or the last of it
  // Where the origin's stay ended, if another one's follows it: an arrow leads from there to `to`.
  // 0: none does.
  uint64_t left_ns = 0;
  uint64_t bytes_out = 0, bytes_in = 0;
  facts::SourceLine origin_at, target_at;  // where the two stand; line 0: not known
};

struct Copied {
  bool is_out = true;  // to the heap; else back
  facts::GreenletId who = 0;
  facts::ThreadId thread = 0;
  Stamp at;
  facts::Address from = facts::kNull, to = facts::kNull;
  uint64_t bytes = 0;
  uint64_t all = 0;        // with these, that were ever copied, both ways
  facts::SourceLine line;  // that its owner reached last
  std::shared_ptr<const std::vector<facts::CFrame>> frames;  // of its whole slice; null: not known
};

// What is in heap copies, of all greenlets, and how many bytes were ever copied, both ways.
struct Heap {
  uint64_t held = 0, copied = 0;
};

// Who is told, in the order in which things were over. `state` is the one behind the step or, of
// what was only noted, behind the whole switch.
class Hearer {
 public:
  virtual ~Hearer() = default;
  // Before anything else is told of it, but after its parents; and when it has another name or
  // another parent.
  virtual void greenlet(const Stamp&, facts::GreenletId, const state::State&) {}
  virtual void stay(const Stay&, const state::State&) {}
  virtual void switched(const Switched&, const state::State&) {}
  virtual void copied(const Copied&, const state::State&) {}
  virtual void heap(const Stamp&, const Heap&) {}
  virtual void finished(const Stamp&, const facts::GreenletFinished&, const state::State&) {}
  virtual void freed(const Stamp&, facts::GreenletId, const state::State&) {}
  // Facts are missing before this step.
  virtual void lost(const Stamp&, uint64_t) {}
  // What of a step's event contradicts the rules, in sentences.
  virtual void doubted(const Stamp&, const std::vector<std::string>&) {}
};

enum class Clock : uint8_t { steps, told };
// Where a step stands on the axis, whichever thread told it.
Stamp stamp_of(Clock clock, uint64_t step, uint64_t time_ns);

class Stays final : public store::Onlooker {
 public:
  // Of what comes behind a step, where things stand like this; its event was told at `time_ns`.
  Stays(Clock clock, const state::State& before, uint64_t time_ns, Hearer* hearer);

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;
  // Behind the last one: what goes on then is told as far as it came.
  void end(const state::State& state);

 private:
  // Where a thread is.
  struct Track {
    facts::ThreadId thread = 0;
    Stay stay;                     // `who` 0: nobody's
    bool over = false;             // it has ended, with the switch that is open
    std::optional<Switched> open;  // that is under way
    uint64_t last_ns = 0;
  };
  Track& track_of(facts::ThreadId id, const Stamp& now);
  Stamp stamp_in(facts::ThreadId id, uint64_t step, uint64_t time_ns);
  void know(const Stamp& now, facts::GreenletId id, const state::State& after);
  void hold(const Stamp& now, facts::GreenletId id, uint64_t bytes);
  void note(const Stamp& now, const facts::Event& event, const state::State& after);
  void copy(bool is_out, const Stamp& now, facts::ThreadId thread, facts::GreenletId who,
            facts::Address from, facts::Address to, const state::State& after);
  void follow(const Stamp& now, const facts::Event& event, const state::State& after);
  void begin(Track* track, const Stamp& now, facts::GreenletId who, facts::GreenletId from,
             const state::State& after);
  void close(Track* track, Stamp now, const state::State& after);
  void tell(Track* track, const state::State& after);
  bool resolve(Track* track, const Stamp& now, store::SwitchKind kind, const state::State& after);
  void lose(const Stamp& now, const state::State& after);

  Clock clock_;
  Hearer& hearer_;
  std::map<facts::ThreadId, Track> tracks_;
  std::unordered_set<facts::GreenletId> known_;
  std::unordered_map<facts::GreenletId, uint64_t> held_;
  Heap heap_;
  Stamp last_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_STAYS_H_
