#include "tracer/store/statistics.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>
#include <variant>

#include "tracer/facts/ended_switch.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/store/trace.h"

namespace greenlens::store {
namespace {

// Of a name, in bytes.
constexpr size_t kMostNameBytes = 120;

// A file may say any time. Clocks of several processors are not told in order, either.
uint64_t between(uint64_t from, uint64_t to) { return to > from ? to - from : 0; }

void add_up(uint64_t* sum, uint64_t more) {
  *sum = more > std::numeric_limits<uint64_t>::max() - *sum ? std::numeric_limits<uint64_t>::max()
                                                            : *sum + more;
}

}  // namespace

Statistics::Statistics(const state::State& before, std::optional<uint64_t> time_ns)
    : from_(before.step), moves_(before) {
  if (time_ns) note_time(*time_ns);
  for (const auto& [id, greenlet] : before.greenlets) {
    if (!greenlet.freed) note(id, before);
  }
  for (const auto& [id, thread] : before.threads) {
    if (thread.ended) continue;
    Track& track = tracks_[id];
    track = {thread.current, before.step, begin_ns_, {}};
    if (thread.in_switch) track.open = kind_of(before, *thread.in_switch);
  }
}

// Where there is no room for more they are counted together.
GreenletNumbers& Statistics::of(facts::GreenletId id) {
  const auto found = greenlets_.find(id);
  if (found != greenlets_.end()) return found->second;
  GreenletNumbers& numbers = greenlets_[greenlets_.size() < kMostGreenletsCounted ? id : 0];
  if (greenlets_.size() <= kMostGreenletsCounted) numbers.id = id;
  return numbers;
}

void Statistics::note(facts::GreenletId id, const state::State& after) {
  const state::GreenletState* greenlet = state::find(after, id);
  if (greenlet == nullptr) return;
  GreenletNumbers& numbers = of(id);
  if (numbers.id != id) return;
  std::string name = facts::beginning(greenlet->name, kMostNameBytes);
  if (numbers.name != name) numbers.name = std::move(name);
  numbers.thread = greenlet->thread;
}

// Who makes one says its line first.
void Statistics::note_line(const facts::Event& created, const state::State& after) {
  const facts::GreenletId about = facts::subject(created.fact);
  const facts::GreenletId maker = thread_in(after, created.thread).current;
  const state::GreenletState* g = state::find(after, maker);
  GreenletNumbers& numbers = of(about);
  if (numbers.id != about) return;
  numbers.spawned_ns = created.time_ns;
  if (g != nullptr && maker != about) numbers.spawned = g->at;
}

void Statistics::note_wake(const facts::WakeSeen& wake, uint64_t step) {
  GreenletNumbers& numbers = of(wake.greenlet);
  ++numbers.wakes;
  add_up(&numbers.ready_ns, wake.ready_ns);
  if (numbers.wakes > 1 && wake.ready_ns <= numbers.longest_ready_ns) return;
  numbers.longest_ready_ns = wake.ready_ns;
  numbers.longest_ready_at = step;
}

void Statistics::note_time(uint64_t time_ns) {
  if (!first_ns_) {
    first_ns_ = begin_ns_ = end_ns_ = time_ns;
    for (auto& [id, track] : tracks_) track.from_ns = time_ns;
  }
  end_ns_ = std::max(end_ns_, time_ns);
}

void Statistics::add_run(GreenletNumbers* who, const Track& track, uint64_t step,
                         uint64_t time_ns) {
  const uint64_t ns = between(track.from_ns, time_ns);
  ++who->runs;
  add_up(&who->ran_ns, ns);
  if (who->runs > 1 && ns <= who->longest_ns) return;
  who->longest_ns = ns;
  who->longest_from = track.from, who->longest_to = step;
}

void Statistics::end_run(Track* track, uint64_t step, uint64_t time_ns) {
  if (track->who == 0 || track->open || step <= track->from) return;
  add_run(&of(track->who), *track, step, time_ns);
}

// What runs when events are missing, and for how long, nobody knows.
void Statistics::lose_track() {
  const uint64_t step = moves_.step() > 0 ? moves_.step() - 1 : 0;
  for (auto& [id, track] : tracks_) end_run(&track, step, end_ns_);
  tracks_.clear();
}

void Statistics::track(const facts::Event& event, const state::State& after) {
  const state::Thread& thread = thread_in(after, event.thread);
  const uint64_t step = after.step, now = event.time_ns;
  Track& track = tracks_[event.thread];
  if (thread.in_switch) {
    if (!track.open) {
      end_run(&track, step, now);
      track = {0, step, now, SwitchKind::resume};
    }
    track.open = kind_of(after, *thread.in_switch);
  } else if (track.open) {
    const bool failed = std::holds_alternative<facts::SwitchFailed>(event.fact);
    ++kinds_[static_cast<size_t>(failed ? SwitchKind::failed : *track.open)];
    add_up(&switching_ns_, between(track.from_ns, now));
    track = {thread.current, step, now, {}};
  } else if (track.who != thread.current) {
    end_run(&track, step, now);  // the first greenlet; or facts are missing
    track = {thread.current, step, now, {}};
  }
  if (!thread.ended) return;
  end_run(&track, step, now);
  tracks_.erase(event.thread);
}

void Statistics::copied(Sizes* sizes, uint64_t bytes) {
  ++(*sizes)[static_cast<size_t>(std::bit_width(bytes))];
}

void Statistics::see(const facts::Event& event, const state::State& after) {
  moves_.see(event, after);
  if (std::holds_alternative<facts::EventsLost>(event.fact)) {
    totals_.add(event);
    lose_track();
    return;
  }
  note_time(event.time_ns);
  totals_.add(event);
  const facts::GreenletId about = facts::subject(event.fact);
  const bool renamed = std::holds_alternative<facts::GreenletRenamed>(event.fact);
  if (renamed || greenlets_.count(about) == 0) note(about, after);
  if (std::holds_alternative<facts::GreenletCreated>(event.fact)) note_line(event, after);
  if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
    const uint64_t bytes = state::slice_size(saved->from, saved->to);
    copied(&sizes_out_, bytes);
    add_up(&of(saved->owner).bytes_out, bytes);
  } else if (const auto* restored = std::get_if<facts::SliceRestored>(&event.fact)) {
    const uint64_t bytes = state::slice_size(restored->from, restored->to);
    copied(&sizes_in_, bytes);
    add_up(&of(restored->target).bytes_in, bytes);
  } else if (const auto ended = facts::ended_switch(event.fact)) {
    ++of(ended->origin).switches_away;
    ++of(ended->target).switches_to;
  } else if (const auto* wake = std::get_if<facts::WakeSeen>(&event.fact); wake && !wake->is_past) {
    note_wake(*wake, after.step);
  }
  // What a thread without greenlets tells is about others'.
  if (event.thread != 0) track(event, after);
}

void Statistics::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                     facts::GreenletId origin, const state::State& after) {
  moves_.see(noted, followed, origin, after);
  note_time(noted.time_ns);
  totals_.add(followed);
  ++noted_;
  for (const facts::GreenletId id : {origin, noted.requested}) {
    if (greenlets_.count(id) == 0) note(id, after);
  }
  for (const rules::Save& save : followed.saves) {
    const uint64_t bytes = state::slice_size(save.from, save.to);
    copied(&sizes_out_, bytes);
    add_up(&of(save.owner).bytes_out, bytes);
  }
  if (followed.restores) {
    copied(&sizes_in_, followed.bytes_in);
    add_up(&of(noted.requested).bytes_in, followed.bytes_in);
  }
  ++of(origin).switches_away;
  ++of(noted.requested).switches_to;
  const bool throws = noted.kind == facts::Payload::error;
  ++kinds_[static_cast<size_t>(throws ? SwitchKind::throw_ : SwitchKind::resume)];
  // Its request is its first fact, or the second where a line is told.
  const uint64_t requested = after.step - followed.steps + (noted.at.line != 0 ? 2 : 1);
  Track& track = tracks_[noted.thread];
  end_run(&track, requested, noted.time_ns);
  track = {noted.requested, after.step, noted.time_ns, {}};
}

std::vector<GreenletNumbers> Statistics::greenlets(const state::State& end) const {
  std::vector<GreenletNumbers> all;
  all.reserve(greenlets_.size());
  for (const auto& [id, numbers] : greenlets_) {
    // A number that only facts name, or nobody.
    if (numbers.thread == 0 && numbers.switches_to + numbers.switches_away == 0) continue;
    all.push_back(numbers);
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const auto at = [&](facts::GreenletId id) {
    const auto found =
        std::lower_bound(all.begin(), all.end(), id,
                         [](const GreenletNumbers& a, facts::GreenletId b) { return a.id < b; });
    return found != all.end() && found->id == id ? &*found : nullptr;
  };
  for (const auto& [id, track] : tracks_) {
    if (track.who == 0 || track.open || to() <= track.from) continue;
    if (GreenletNumbers* who = at(track.who)) add_run(who, track, to(), end_ns_);
  }
  for (GreenletNumbers& numbers : all) {
    const Move move = moves_.of(numbers.id);
    numbers.since = move.since, numbers.since_ns = move.since_ns;
    const state::GreenletState* greenlet = state::find(end, numbers.id);
    if (greenlet == nullptr) continue;
    numbers.life = state::life(end, *greenlet);
    numbers.at = greenlet->at;
  }
  return all;
}

Statistics begin_counting(const Trace& trace, const state::State& before) {
  std::optional<uint64_t> time_ns;
  if (before.step > 0) time_ns = trace.event(before.step).time_ns;
  return Statistics(before, time_ns);
}

Numbers numbers_of(const Trace& trace, Statistics sums, const state::State& end) {
  std::vector<GreenletNumbers> greenlets = sums.greenlets(end);
  return {std::move(sums), std::move(greenlets), end.events_lost, trace.size()};
}

std::optional<Numbers> count_steps(const Trace& trace, uint64_t from, uint64_t to,
                                   const OnProgress& progress) {
  to = std::min(to, trace.size()), from = std::min(from, to);
  state::State state = trace.state(from);
  Statistics sums = begin_counting(trace, state);
  for (uint64_t before = from; state.step < to; before = state.step) {
    if (progress && !progress(state.step - from, to - from)) return {};
    trace.go_along(&state, to, &sums);
    if (state.step == before) break;
  }
  return numbers_of(trace, std::move(sums), state);
}

}  // namespace greenlens::store
