// Who ran when, the switches between, what was printed and who ended: what can be told of a whole
// trace without its events. Made by going along with the states, event by event: each costs a few
// comparisons, and what is kept grows with runs, switches and printed lines, not with bytes.
#ifndef GREENLENS_TRACER_STORE_HISTORY_H_
#define GREENLENS_TRACER_STORE_HISTORY_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/state/state.h"

namespace greenlens::store {

// Steps [from, to]: `who` ran its own code.
struct Run {
  facts::GreenletId who = 0;
  uint64_t from = 0, to = 0;
};

// The first that fits: a throw that starts a greenlet is a throw.
enum class SwitchKind : uint8_t { start, resume, finish, throw_, failed, unfinished };
constexpr std::array<const char*, 6> enum_names(SwitchKind) {
  return {"start", "resume", "finish", "throw", "failed", "unfinished"};
}

// Of one that is under way.
SwitchKind kind_of(const state::State& state, const state::SwitchInProgress& in_switch);

// From the step of its request to the step that delivered (or failed).
struct SwitchSpan {
  uint64_t number = 0;  // from 1, failed ones counted
  facts::GreenletId origin = 0, target = 0;
  SwitchKind kind = SwitchKind::resume;
  uint64_t from = 0, to = 0;
  uint64_t bytes_out = 0, bytes_in = 0;  // copied to the heap, and back
};

struct PrintedLine {
  uint64_t step = 0;
  facts::GreenletId who = 0;
  std::string text;  // in a history its beginning, when it is long
};

struct Ending {
  uint64_t step = 0;
  facts::GreenletId who = 0;
  facts::Finish how = facts::Finish::returned;
};

// Of steps (from, to], in a history that is not exact.
struct Part {
  uint64_t from = 0, to = 0;
  uint64_t switches = 0;  // that were delivered there
  uint64_t bytes = 0;     // that were copied, out and in
};

// In steps [from, to] one that did not run was ready to: made so at `from`, in a run of `by` (0:
// not known), and about to be let run at `to`.
struct Ready {
  facts::GreenletId who = 0, by = 0;
  uint64_t from = 0, to = 0;
  uint64_t ns = 0;  // for so long
};

// Bytes that were copied at a step, out or in.
struct Copied {
  uint64_t step = 0;
  uint64_t bytes = 0;
};

class History {
 public:
  History() = default;
  // One that is not exact, of a trace that is too long to be read for it: `runs` say who ran in a
  // part, not when; switches, printed lines and endings are not in it.
  History(std::map<facts::GreenletId, std::string> names,
          std::map<facts::GreenletId, facts::ThreadId> threads,
          std::map<facts::ThreadId, std::string> thread_names, std::vector<Run> runs,
          std::vector<Part> parts)
      : names_(std::move(names)),
        threads_(std::move(threads)),
        thread_names_(std::move(thread_names)),
        runs_(std::move(runs)),
        parts_(std::move(parts)),
        is_exact_(false) {}
  // One that begins in the middle of a trace, where things stand like this and so many switches had
  // been begun, with those that are under way. Its runs and switches begin there at the earliest.
  History(const state::State& before, uint64_t switches_begun);
  // One more event, which led to `after`. In order, from the first one. What the functions below
  // gave by reference may have moved then. Never fails; events that were lost leave runs that end
  // where it shows.
  void add(const facts::Event& event, const state::State& after);

  bool is_exact() const { return is_exact_; }
  // The step at which it begins, 0 if that is the trace's beginning; and up to which it tells.
  uint64_t begin() const { return begin_; }
  uint64_t end() const { return step_; }
  // Of one that is not: all steps, in order. Else none.
  const std::vector<Part>& parts() const { return parts_; }

  // Of every greenlet there ever was; of a history that is not exact, those that ran for a while
  // and those that there are at the end.
  const std::map<facts::GreenletId, std::string>& names() const { return names_; }
  // Whose each of them is; and every thread's own name, which may be empty.
  const std::map<facts::GreenletId, facts::ThreadId>& threads() const { return threads_; }
  const std::map<facts::ThreadId, std::string>& thread_names() const { return thread_names_; }
  // Finished ones, in the order in which they ended; what is under way now is in the functions
  // below.
  const std::vector<Run>& runs() const { return runs_; }
  const std::vector<SwitchSpan>& switches() const { return switches_; }
  const std::vector<PrintedLine>& output() const { return output_; }
  const std::vector<Ending>& endings() const { return endings_; }
  // Whose each step is, all of them in order, also those of switches: the one who runs after it, in
  // the thread that told it (tracer/store/summary.h counts likewise).
  const std::vector<Run>& turns() const { return turns_; }
  const std::vector<Copied>& copied() const { return copied_; }
  // Where it is known who made whom ready; since what is known begins, at the earliest.
  const std::vector<Ready>& readies() const { return readies_; }
  // The runs that go on at the last step, and the switches that are not done there: of each thread
  // one of the two, or neither before its first greenlet.
  std::vector<Run> running() const;
  std::vector<SwitchSpan> switching() const;

 private:
  // Where a thread is.
  struct Track {
    Run run;  // whose code runs, since when
    std::optional<SwitchSpan> open;
  };
  void end_run(const Run& run, uint64_t step);
  uint64_t step_at(uint64_t time_ns) const;
  void note(const facts::Event& event, const state::State& after);
  void note_wake(const facts::Event& event);

  std::map<facts::GreenletId, std::string> names_;
  std::map<facts::GreenletId, facts::ThreadId> threads_;
  std::map<facts::ThreadId, std::string> thread_names_;
  std::vector<Run> runs_;
  std::vector<SwitchSpan> switches_;
  std::vector<PrintedLine> output_;
  std::vector<Ending> endings_;
  std::vector<Run> turns_;
  std::vector<Copied> copied_;
  std::vector<Ready> readies_;
  std::vector<std::pair<uint64_t, uint64_t>> told_;  // when the last steps were, and which
  std::vector<Part> parts_;
  bool is_exact_ = true;
  uint64_t begin_ = 0;
  uint64_t step_ = 0;
  uint64_t begun_ = 0;  // switches
  std::map<facts::ThreadId, Track> tracks_;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_HISTORY_H_
