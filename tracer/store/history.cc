#include "tracer/store/history.h"

#include <algorithm>
#include <variant>

#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/store/summary.h"

namespace greenlens::store {
namespace {

// Of a printed line, in bytes.
constexpr size_t kMostRemembered = 120;
// Steps whose times are known, at least: of who was ready for longer it is said that it was all the
// while.
constexpr size_t kMostTold = 16384;

}  // namespace

SwitchKind kind_of(const state::State& state, const state::SwitchInProgress& in_switch) {
  const state::GreenletState* origin = state::find(state, in_switch.origin);
  if (origin != nullptr && origin->finished) return SwitchKind::finish;
  if (in_switch.kind == facts::Payload::error) return SwitchKind::throw_;
  return in_switch.first_start ? SwitchKind::start : SwitchKind::resume;
}

History::History(const state::State& before, uint64_t switches_begun)
    : begin_(before.step), step_(before.step), begun_(switches_begun) {
  for (const auto& [id, greenlet] : before.greenlets) {
    names_[id] = greenlet.name;
    threads_[id] = greenlet.thread;
  }
  // Which of several that are under way began first is not known here: they are numbered as their
  // threads are.
  uint64_t open = 0;
  for (const auto& [id, thread] : before.threads) open += thread.in_switch ? 1 : 0;
  uint64_t number = begun_ - std::min(begun_, open);
  for (const auto& [id, thread] : before.threads) {
    thread_names_[id] = thread.name;
    if (thread.ended) continue;
    Track& track = tracks_[id];
    if (!thread.in_switch) {
      track.run = {thread.current, step_, step_};
      continue;
    }
    const state::SwitchInProgress& now = *thread.in_switch;
    track.open = SwitchSpan{++number,
                            now.origin,
                            now.target ? now.target : now.requested,
                            kind_of(before, now),
                            step_,
                            step_,
                            now.bytes_out,
                            now.bytes_in};
  }
}

void History::end_run(const Run& run, uint64_t step) {
  if (run.who != 0 && step > run.from) runs_.push_back({run.who, run.from, step});
}

// The last step that was told by then. Whoever is ready was made so not long ago.
uint64_t History::step_at(uint64_t time_ns) const {
  const auto behind = std::partition_point(told_.begin(), told_.end(),
                                           [&](const auto& one) { return one.first <= time_ns; });
  return behind == told_.begin() ? begin_ : std::prev(behind)->second;
}

void History::note_wake(const facts::Event& event) {
  if (told_.empty() || told_.back().first < event.time_ns) {
    told_.emplace_back(event.time_ns, step_);
  } else {
    told_.back().second = step_;
  }
  if (told_.size() > 2 * kMostTold) told_.erase(told_.begin(), told_.end() - kMostTold);
  const auto* wake = std::get_if<facts::WakeSeen>(&event.fact);
  if (wake == nullptr || wake->is_past) return;
  const uint64_t since = event.time_ns - std::min(wake->ready_ns, event.time_ns);
  readies_.push_back({wake->greenlet, wake->by, step_at(since), step_, wake->ready_ns});
}

// What is not about who runs.
void History::note(const facts::Event& event, const state::State& after) {
  const facts::GreenletId about = facts::subject(event.fact);
  if (const state::GreenletState* greenlet = state::find(after, about)) {
    std::string& name = names_[about];
    if (name != greenlet->name) name = greenlet->name;
    threads_[about] = greenlet->thread;
  }
  if (const auto* printed = std::get_if<facts::Printed>(&event.fact)) {
    output_.push_back({step_, printed->greenlet, facts::beginning(printed->text, kMostRemembered)});
  }
  if (const auto* finished = std::get_if<facts::GreenletFinished>(&event.fact)) {
    endings_.push_back({step_, finished->greenlet, finished->how});
  }
  note_wake(event);
}

void History::add(const facts::Event& event, const state::State& after) {
  step_ = after.step;
  note(event, after);

  const facts::GreenletId whose = told_by(after).current;
  if (turns_.empty() || turns_.back().who != whose) {
    turns_.push_back({whose, step_ - 1, step_});
  } else {
    turns_.back().to = step_;
  }
  Totals counts;
  counts.add(event);
  const uint64_t bytes = counts.bytes_out + counts.bytes_in;
  if (bytes > 0) copied_.push_back({step_, bytes});

  // What a thread without greenlets tells is about others'.
  if (event.thread == 0) return;
  const state::Thread& thread = thread_in(after, event.thread);
  std::string& thread_name = thread_names_[event.thread];
  if (thread_name != thread.name) thread_name = thread.name;
  auto& [run, open] = tracks_[event.thread];
  if (thread.in_switch) {
    if (!open) {
      end_run(run, step_);
      open = SwitchSpan{++begun_, thread.in_switch->origin, 0, {}, step_, step_};
    }
    open->bytes_out = thread.in_switch->bytes_out, open->bytes_in = thread.in_switch->bytes_in;
    open->target =
        thread.in_switch->target ? thread.in_switch->target : thread.in_switch->requested;
    open->kind = kind_of(after, *thread.in_switch);
  } else if (open) {
    const auto* failed = std::get_if<facts::SwitchFailed>(&event.fact);
    if (failed != nullptr) open->kind = SwitchKind::failed, open->target = failed->origin;
    open->to = step_;
    switches_.push_back(*open);
    open.reset();
    run = {thread.current, step_, step_};
  } else if (run.who != thread.current) {
    end_run(run, step_);  // the first greenlet; or facts are missing
    run = {thread.current, step_, step_};
  }
  // Nobody runs in a thread that has ended.
  if (thread.ended) {
    end_run(run, step_);
    run = {};
  }
}

std::vector<Run> History::running() const {
  std::vector<Run> runs;
  for (const auto& [id, track] : tracks_) {
    if (track.open || track.run.who == 0 || step_ <= track.run.from) continue;
    runs.push_back({track.run.who, track.run.from, step_});
  }
  return runs;
}

std::vector<SwitchSpan> History::switching() const {
  std::vector<SwitchSpan> spans;
  for (const auto& [id, track] : tracks_) {
    if (!track.open) continue;
    SwitchSpan span = *track.open;
    span.kind = SwitchKind::unfinished;
    span.to = step_;
    spans.push_back(span);
  }
  return spans;
}

}  // namespace greenlens::store
