#include "tracer/lints/seeker.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "tracer/lints/thresholds.h"

namespace greenlens::lints {
namespace {

using findings::Finding;
using findings::Kind;

// Whose program came to its end by itself: where it was ended nobody has forgotten anybody.
bool came_to_its_end(const state::State& end) {
  if (!end.program_finished) return false;
  return end.end == facts::End::returned || (end.end == facts::End::exited && end.end_text == "0");
}

// The lint that says the same, if it does.
std::optional<Lint> lint_of(const Finding& finding, const state::State& end) {
  switch (finding.kind) {
    case Kind::never_woken:
      return Lint::lost_wakeup;
    case Kind::never_yields:
      // That others were there does not say that they wanted to run.
      if (finding.ready == 0) return {};
      return Lint::hub_blocked;
    case Kind::leak:
      if (!came_to_its_end(end)) return {};
      return Lint::never_finished;
    case Kind::never_started:
      if (!came_to_its_end(end)) return {};
      return Lint::never_started;
    case Kind::big_copy:
      return Lint::big_copy;
    case Kind::wrong_thread:
      return Lint::cross_thread;
    case Kind::error_ignored:
    case Kind::error_printed:
      return {};
  }
  return {};
}

bool is_of_the_end(Lint lint) {
  return lint == Lint::never_finished || lint == Lint::never_started;
}

Fired fired_by(Lint lint, Finding finding) {
  Fired fired;
  fired.lint = lint;
  fired.step = finding.step;
  fired.steps = {finding.step};
  fired.greenlet = finding.greenlet;
  fired.name = finding.name;
  fired.count = finding.count;
  fired.bytes = finding.bytes;
  fired.ns = finding.ns;
  fired.at = finding.at;
  fired.text = finding.text;
  fired.finding = std::move(finding);
  return fired;
}

}  // namespace

bool Seeker::is_silent(const state::State& after) {
  if (after.events_lost > 0 && first_lost_ == 0) first_lost_ = after.step;
  return after.events_lost > 0;
}

void Seeker::see(const facts::Event& event, const state::State& after) {
  findings_.see(event, after);
  if (is_silent(after)) return;
  asked_.see(event, after);
  surprises_.see(event, after);
  storm_.see(event, after);
  churn_.see(event, after);
  depth_.see(event, after);
  borrowed_.see(event, after);
}

void Seeker::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                 facts::GreenletId origin, const state::State& after) {
  findings_.see(noted, followed, origin, after);
  if (is_silent(after)) return;
  asked_.see(noted, followed, origin, after);
  surprises_.see(noted, after);
  storm_.see_noted(noted.thread);
  depth_.see_left(origin, after);
}

// The end of a recording that is not whole, or not to be relied on, says nothing of who is left.
void Seeker::add_found(const store::Trace& trace, const store::Numbers& counted,
                       const state::State& end, std::vector<Fired>* all) const {
  const bool is_whole = end.events_lost == 0 && !trace.fault();
  const findings::From from{kHubBlockedNs, kNeverFinished, kBigCopy + 1};
  for (Finding& finding : findings_.findings(trace, counted, end, from)) {
    const std::optional<Lint> lint = lint_of(finding, end);
    if (!lint) continue;
    const bool is_before = first_lost_ == 0 || finding.step < first_lost_;
    if (!is_before || (is_of_the_end(*lint) && !is_whole)) continue;
    all->push_back(fired_by(*lint, std::move(finding)));
  }
}

std::vector<Fired> Seeker::fired(const store::Trace& trace, const store::Numbers& counted,
                                 const state::State& end, Ends ends) const {
  std::vector<Fired> all;
  add_found(trace, counted, end, &all);
  asked_.give(&all);
  surprises_.give(&all);
  storm_.give(&all);
  churn_.give(&all);
  depth_.give(&all);
  borrowed_.give(&all);
  std::vector<Fired> impossible;
  const uint64_t first_wrong = add_impossible(trace, &impossible);
  std::erase_if(all, [&](const Fired& one) {
    return first_wrong != 0 && (one.step >= first_wrong || is_of_the_end(one.lint));
  });
  all.insert(all.end(), impossible.begin(), impossible.end());
  add_loss(trace, end, first_lost_, ends, &all);
  std::stable_sort(all.begin(), all.end(), [](const Fired& a, const Fired& b) {
    if (severity_of(a.lint) != severity_of(b.lint))
      return severity_of(a.lint) > severity_of(b.lint);
    return a.lint < b.lint;
  });
  return all;
}

}  // namespace greenlens::lints
