#include "tracer/lints/storm.h"

#include <map>
#include <utility>

#include "tracer/lints/thresholds.h"
#include "tracer/state/queries.h"

namespace greenlens::lints {
namespace {

bool carries_nothing(const facts::Delivered& fact) {
  return fact.kind == facts::Payload::value && (fact.what == "()" || fact.what == "None");
}

bool happens_besides(const facts::Fact& fact) {
  return std::holds_alternative<facts::Printed>(fact) ||
         std::holds_alternative<facts::GreenletCreated>(fact) ||
         std::holds_alternative<facts::GreenletFinished>(fact) ||
         std::holds_alternative<facts::RunSampled>(fact) ||
         std::holds_alternative<facts::SwitchFailed>(fact);
}

}  // namespace

void Storm::note(const facts::Delivered& fact, facts::ThreadId thread, const state::State& after) {
  if (!carries_nothing(fact) || fact.origin == fact.target) return end(thread);
  Row& row = rows_[thread];
  const bool goes_on = row.fired.count > 0 && row.last == fact.origin &&
                       (fact.target == row.fired.greenlet || fact.target == row.fired.other);
  if (!goes_on) {
    end(thread);
    Row& anew = rows_[thread];
    anew.fired.lint = Lint::switch_storm;
    anew.fired.step = after.step;
    anew.fired.greenlet = fact.origin;
    anew.fired.name = name_of(after, fact.origin);
    anew.fired.other = fact.target;
    anew.fired.other_name = name_of(after, fact.target);
    if (const state::GreenletState* g = find(after, fact.origin)) anew.fired.at = g->at;
    anew.fired.count = 1;
    anew.last = fact.target;
    return;
  }
  ++row.fired.count;
  row.last = fact.target;
}

void Storm::end(facts::ThreadId thread) {
  const auto found = rows_.find(thread);
  if (found == rows_.end()) return;
  if (found->second.fired.count >= kStorm) storms_.add(std::move(found->second.fired));
  rows_.erase(found);
}

void Storm::see(const facts::Event& event, const state::State& after) {
  if (const auto* delivered = std::get_if<facts::Delivered>(&event.fact)) {
    note(*delivered, event.thread, after);
  } else if (happens_besides(event.fact)) {
    end(event.thread);
  }
}

// Those that go on, too.
void Storm::give(std::vector<Fired>* all) const {
  Merged storms = storms_;
  std::map<uint64_t, const Row*> open;
  for (const auto& [thread, row] : rows_) {
    if (row.fired.count >= kStorm) open[row.fired.step] = &row;
  }
  for (const auto& [step, row] : open) storms.add(row->fired);
  storms.give(all);
}

}  // namespace greenlens::lints
