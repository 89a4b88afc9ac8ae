#include "tracer/lints/impossible.h"

#include <array>
#include <string_view>
#include <utility>

#include "tracer/lints/thresholds.h"
#include "tracer/state/queries.h"

namespace greenlens::lints {

Lint lint_of(const rules::Contradiction& contradiction) {
  const std::string_view field = contradiction.field;
  if (field == "registers" || field == "lost") return Lint::clobbered_register;
  if (field == "misaligned") return Lint::misaligned_sp;
  return Lint::slice_invariant;
}

namespace {

// The register's or the fact's name, as far as it says which.
std::string what_of(const facts::Fact& fact, const rules::Contradiction& contradiction) {
  const auto* name = std::get_if<std::string>(&contradiction.told);
  if (lint_of(contradiction) == Lint::clobbered_register && name != nullptr) return *name;
  return std::string(facts::fact_name(fact)) + ' ' + contradiction.field;
}

uint64_t number_in(const rules::Value& value) {
  const auto* number = std::get_if<uint64_t>(&value);
  return number != nullptr ? *number : 0;
}

}  // namespace

// Of a step each lint once, by what is wrong there first.
uint64_t add_impossible(const store::Trace& trace, std::vector<Fired>* all) {
  std::array<Merged, kLints> merged;
  uint64_t first = 0;
  size_t looked = 0;
  for (const uint64_t step : trace.contradicted()) {
    if (++looked > kMostLooked) break;
    const state::Moment moment = trace.at(step);
    if (moment.event == nullptr) continue;
    std::array<bool, kLints> fires{};
    for (const rules::Contradiction& one :
         rules::check(moment.before, moment.event->fact, moment.event->thread)) {
      const Lint lint = lint_of(one);
      if (std::exchange(fires[static_cast<size_t>(lint)], true)) continue;
      Fired fired;
      fired.lint = lint;
      fired.step = step;
      if (first == 0) first = step;
      fired.greenlet = thread_in(moment.after, moment.event->thread).current;
      fired.name = name_of(moment.after, fired.greenlet);
      fired.text = what_of(moment.event->fact, one);
      if (lint == Lint::misaligned_sp) fired.bytes = number_in(one.told);
      merged[static_cast<size_t>(lint)].add(std::move(fired));
    }
  }
  for (const Merged& one : merged) {
    if (one.first_step() == first) one.give(all);
  }
  return first;
}

void add_loss(const store::Trace& trace, const state::State& end, uint64_t first_lost, Ends ends,
              std::vector<Fired>* all) {
  Fired fired;
  fired.lint = Lint::trace_loss;
  fired.count = end.events_lost;
  fired.fault = trace.fault();
  const bool is_open = ends == Ends::here && !end.program_finished && !trace.info().part;
  if (fired.count == 0 && !fired.fault && !is_open) return;
  fired.step = first_lost != 0 ? first_lost : end.step;
  fired.steps = {fired.step};
  all->push_back(std::move(fired));
}

}  // namespace greenlens::lints
