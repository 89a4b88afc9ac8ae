#include "tracer/findings/findings.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "tracer/findings/own_place.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/store/trace.h"

namespace greenlens::findings {
namespace {

// Who is ready for less time than this is let run soon.
constexpr uint64_t kLongDelayNs = 1'000'000;
constexpr size_t kMostDelays = 100'000;
constexpr size_t kMostStands = 100'000;

// gevent's hub, and eventlet's, throw it into main.
bool is_standstill(const std::string& error) {
  return error.find("LoopExit") != error.npos || error.find("would block forever") != error.npos;
}

// Of a greenlet of gevent's, on stderr: "... failed with ValueError".
bool is_printed_error(const std::string& line) {
  constexpr std::string_view kFailed = " failed with ";
  const size_t at = line.rfind(kFailed);
  if (at == line.npos || at + kFailed.size() == line.size()) return false;
  return line.find(' ', at + kFailed.size()) == line.npos;
}

// How many of its thread live that are no hub's and not the one.
uint64_t others(const state::State& state, facts::GreenletId one) {
  uint64_t count = 0;
  const state::GreenletState* runs = find(state, one);
  for (const auto& [id, g] : state.greenlets) {
    if (runs != nullptr && g.thread != runs->thread) continue;
    if (id != one && !g.freed && !g.finished && !is_hub(state, g)) ++count;
  }
  return count;
}

uint64_t parked_in(const state::State& state) {
  uint64_t count = 0;
  for (const auto& [id, g] : state.greenlets) {
    const bool is_suspended = life(state, g) == state::Life::suspended;
    if (is_suspended && !g.is_main && !g.freed && !is_hub(state, g)) ++count;
  }
  return count;
}

// Who kept everybody else waiting. `ready`: how many of a thread were made ready before a time, in
// the last so many ns, and run after it. `samples`: where it stood meanwhile, up to a step.
template <typename Ready, typename Samples>
void add_long_runs(const store::Trace& trace, const store::Numbers& counted, uint64_t long_run_ns,
                   const Ready& ready, const Samples& samples, std::vector<Finding>* all) {
  std::vector<const store::GreenletNumbers*> longest;
  for (const store::GreenletNumbers& one : counted.greenlets) {
    if (one.id != 0 && one.longest_ns >= long_run_ns) longest.push_back(&one);
  }
  std::sort(longest.begin(), longest.end(), [](const auto* a, const auto* b) {
    return std::tie(b->longest_ns, a->id) < std::tie(a->longest_ns, b->id);
  });
  size_t told = 0;
  for (const store::GreenletNumbers* one : longest) {
    if (told == kMostLongRuns) return;
    const state::State before = trace.state(one->longest_from);
    const state::State end = trace.state(one->longest_to);
    const state::GreenletState* g = find(end, one->id);
    const uint64_t kept_out = others(before, one->id);
    // A pool's worker waits for tasks with its whole thread, and keeps nobody out.
    if (g == nullptr || is_hub(end, *g) || is_pool_worker(*g) || kept_out == 0) continue;
    Finding finding;
    finding.kind = Kind::never_yields;
    finding.step = one->longest_from;
    finding.greenlet = one->id;
    finding.name = name_of(end, one->id);
    finding.count = kept_out;
    finding.ns = one->longest_ns;
    finding.at = own_place(end, *g).at;
    finding.ready = ready(g->thread, trace.event(one->longest_to).time_ns, one->longest_ns);
    finding.samples = samples(finding, one->longest_to);
    all->push_back(std::move(finding));
    ++told;
  }
}

// Of those who are parked, who had made most of them ready last; and what became of that one.
template <typename WakerOf>
std::optional<Finding::Cause> cause_of(const state::State& end, const store::Numbers& counted,
                                       const WakerOf& waker_of) {
  std::map<facts::GreenletId, Finding::Cause> wakers;
  for (const auto& [id, g] : end.greenlets) {
    if (life(end, g) != state::Life::suspended || g.is_main || g.freed || is_hub(end, g)) continue;
    const auto* waker = waker_of(id);
    if (waker == nullptr || waker->greenlet == 0) continue;
    // main is told of it, and waits for them: it is no cause.
    const state::GreenletState* who = find(end, waker->greenlet);
    if (who != nullptr && who->is_main) continue;
    Finding::Cause& cause = wakers[waker->greenlet];
    cause.greenlet = waker->greenlet;
    cause.name = waker->name;
    ++cause.count;
  }
  const auto most = std::max_element(
      wakers.begin(), wakers.end(),
      [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
  if (most == wakers.end()) return {};
  Finding::Cause cause = most->second;
  const auto numbers =
      std::find_if(counted.greenlets.begin(), counted.greenlets.end(),
                   [&](const store::GreenletNumbers& one) { return one.id == cause.greenlet; });
  if (numbers == counted.greenlets.end()) return {};
  cause.step = numbers->since;
  cause.has_ended = numbers->life == state::Life::dead;
  return cause;
}

// Who is still there at the end, by who made them.
void add_left(const store::Numbers& counted, const state::State& end, uint64_t many_of_a_line,
              std::vector<Finding>* all) {
  // Where nobody can go on nobody has been forgotten.
  const bool is_over = std::any_of(all->begin(), all->end(), [](const Finding& finding) {
    return finding.kind == Kind::never_woken;
  });
  if (!end.program_finished || is_over) return;
  std::map<std::tuple<bool, std::string, uint32_t>, Finding> lines;
  for (const store::GreenletNumbers& one : counted.greenlets) {
    const state::GreenletState* g = find(end, one.id);
    if (g == nullptr || g->is_main || g->freed || is_hub(end, *g)) continue;
    if (is_pool_worker(*g)) continue;
    const state::Life life = state::life(end, *g);
    const bool never_began = life == state::Life::unstarted;
    if (!never_began && life != state::Life::suspended) continue;
    Finding& finding = lines[{never_began, one.spawned.file, one.spawned.line}];
    finding.kind = never_began ? Kind::never_started : Kind::leak;
    finding.at = one.spawned;
    finding.bytes += g->stack_saved;
    finding.step = std::max(finding.step, one.since);
    finding.greenlet = finding.count == 0 ? one.id : 0;
    finding.name = finding.count == 0 ? name_of(end, one.id) : "";
    ++finding.count;
  }
  std::vector<Finding> found;
  for (auto& [line, finding] : lines) {
    const bool is_told = finding.kind == Kind::never_started || finding.count >= many_of_a_line;
    if (is_told) found.push_back(std::move(finding));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Finding& a, const Finding& b) { return a.count > b.count; });
  all->insert(all->end(), found.begin(), found.end());
}

// With the function whose frame is the largest of its slice, where frames are known.
void add_biggest(const store::Trace& trace, Finding biggest, std::vector<Finding>* all) {
  const state::State then = trace.state(biggest.step);
  biggest.name = name_of(then, biggest.greenlet);
  if (const state::GreenletState* g = find(then, biggest.greenlet)) {
    biggest.at = own_place(then, *g).at;
    uint64_t largest = 0;
    if (g->frames != nullptr) {
      for (const facts::CFrame& frame : *g->frames) {
        const uint64_t bytes = state::slice_size(frame.low, frame.high);
        if (bytes > largest) largest = bytes, biggest.text = frame.function;
      }
    }
  }
  all->push_back(std::move(biggest));
}

}  // namespace

Seeker::Seeker(const store::Trace& trace, const state::State& before)
    : sums_(begin_counting(trace, before)) {}

void Seeker::see(const facts::Event& event, const state::State& after) {
  sums_.see(event, after);
  std::visit([&](const auto& fact) { note(fact, after); }, event.fact);
  if (const auto* wake = std::get_if<facts::WakeSeen>(&event.fact)) {
    note_wake(*wake, event.time_ns, after);
  }
}

void Seeker::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                 facts::GreenletId origin, const state::State& after) {
  sums_.see(noted, followed, origin, after);
  for (const rules::Save& save : followed.saves) {
    note_size(save.owner, state::slice_size(save.from, save.to), after.step);
  }
}

void Seeker::note(const facts::SwitchRequested& fact, const state::State& after) {
  const state::GreenletState* target = find(after, fact.requested);
  if (fact.kind != facts::Payload::error || !is_standstill(fact.what)) return;
  if (target == nullptr || !target->is_main) return;
  add_never_woken(fact.what, after);
}

void Seeker::add_never_woken(const std::string& error, const state::State& after) {
  Finding finding;
  finding.kind = Kind::never_woken;
  finding.step = after.step;
  finding.count = parked_in(after);
  finding.text = error;
  if (finding.count > 0) found_.push_back(std::move(finding));
}

void Seeker::note(const facts::SwitchFailed& fact, const state::State& after) {
  if (fact.message.find("different thread") == fact.message.npos) return;
  count(Kind::wrong_thread, fact.origin, fact.message, after);
}

void Seeker::note(const facts::ErrorIgnored& fact, const state::State& after) {
  count(Kind::error_ignored, fact.greenlet, fact.what, after);
}

void Seeker::note(const facts::Printed& fact, const state::State& after) {
  if (is_printed_error(fact.text)) count(Kind::error_printed, 0, fact.text, after);
}

void Seeker::note(const facts::SliceSaved& fact, const state::State& after) {
  note_size(fact.owner, fact.stack_saved, after.step);
}

// That one has let others go first says nothing of who will wake it.
void Seeker::note_wake(const facts::WakeSeen& fact, uint64_t time_ns, const state::State& after) {
  if (fact.by != fact.greenlet && fact.by != 0) {
    wakers_[fact.greenlet] = {fact.by, name_of(after, fact.by)};
  }
  const state::GreenletState* g = find(after, fact.greenlet);
  if (g == nullptr || fact.is_past || fact.ready_ns < kLongDelayNs || delays_.size() >= kMostDelays)
    return;
  delays_.push_back({time_ns - std::min(fact.ready_ns, time_ns), time_ns, g->thread});
}

// Where switches are only noted nobody says what is thrown into main: but what ended the program.
void Seeker::note(const facts::ProgramFinished& fact, const state::State& after) {
  const bool is_known = std::any_of(found_.begin(), found_.end(), [](const Finding& finding) {
    return finding.kind == Kind::never_woken;
  });
  if (is_known || fact.how != facts::End::raised || !is_standstill(fact.what)) return;
  add_never_woken(fact.what, after);
}

void Seeker::note(const facts::RunSampled& fact, const state::State& after) {
  if (stands_.size() < kMostStands)
    stands_.push_back({after.step, fact.greenlet, {fact.at, fact.call}});
}

// Up to that step.
std::vector<Finding::Sample> Seeker::samples_of(const Finding& long_run, uint64_t to) const {
  std::map<Place, uint64_t> counts;
  for (const Stand& stand : stands_) {
    const bool is_its = stand.who == long_run.greenlet && stand.step > long_run.step;
    if (is_its && stand.step <= to) ++counts[stand.place];
  }
  std::vector<Finding::Sample> samples;
  for (const auto& [place, count] : counts) samples.push_back({place, count});
  std::stable_sort(samples.begin(), samples.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return samples;
}

void Seeker::note_size(facts::GreenletId owner, uint64_t bytes, uint64_t step) {
  if (bytes <= biggest_.bytes) return;
  biggest_.kind = Kind::big_copy;
  biggest_.greenlet = owner;
  biggest_.bytes = bytes;
  biggest_.step = step;
}

// The first of each kind, and how many there were.
void Seeker::count(Kind kind, facts::GreenletId greenlet, const std::string& text,
                   const state::State& after) {
  for (Finding& known : found_) {
    if (known.kind == kind) return void(++known.count);
  }
  Finding finding;
  finding.kind = kind;
  finding.step = after.step;
  finding.greenlet = greenlet;
  finding.name = greenlet != 0 ? name_of(after, greenlet) : "";
  finding.count = 1;
  finding.text = text;
  const state::GreenletState* g = find(after, greenlet);
  if (g != nullptr) finding.at = own_place(after, *g).at;
  found_.push_back(std::move(finding));
}

std::vector<Finding> Seeker::findings(const store::Trace& trace, const store::Numbers& counted,
                                      const state::State& end, const From& from) const {
  std::vector<Finding> all = found_;
  // It was ready by the end of the run, and ran only after it.
  const auto ready = [&](facts::ThreadId thread, uint64_t end_ns, uint64_t ran_ns) {
    return static_cast<uint64_t>(
        std::count_if(delays_.begin(), delays_.end(), [&](const Delay& delay) {
          const bool overlaps = delay.from_ns < end_ns && delay.to_ns >= end_ns &&
                                end_ns - delay.from_ns >= std::min(ran_ns, kLongDelayNs);
          return overlaps && delay.thread == thread;
        }));
  };
  const auto samples = [&](const Finding& run, uint64_t to) { return samples_of(run, to); };
  add_long_runs(trace, counted, from.long_run_ns, ready, samples, &all);
  const auto waker_of = [&](facts::GreenletId id) {
    const auto found = wakers_.find(id);
    return found != wakers_.end() ? &found->second : nullptr;
  };
  for (Finding& finding : all) {
    if (finding.kind == Kind::never_woken) finding.cause = cause_of(end, counted, waker_of);
  }
  add_left(counted, end, from.many_of_a_line, &all);
  if (biggest_.bytes >= from.big_copy) add_biggest(trace, biggest_, &all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
  return all;
}

std::optional<std::vector<Finding>> find_all(const store::Trace& trace,
                                             const store::OnProgress& progress,
                                             store::Numbers* numbers, uint64_t long_run_ns) {
  const uint64_t to = trace.size();
  state::State state = trace.state(0);
  Seeker seeker(trace, state);
  for (uint64_t before = 0; state.step < to; before = state.step) {
    if (progress && !progress(state.step, to)) return {};
    trace.go_along(&state, to, &seeker);
    if (state.step == before) break;
  }
  store::Numbers counted = numbers_of(trace, seeker.sums(), state);
  std::vector<Finding> all = seeker.findings(trace, counted, state, {.long_run_ns = long_run_ns});
  if (numbers != nullptr) *numbers = std::move(counted);
  return all;
}

}  // namespace greenlens::findings
