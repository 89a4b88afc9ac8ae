#include "tracer/questions/pick.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "tracer/questions/dice.h"

namespace greenlens::questions {
namespace {

using facts::Fact;
using facts::Grain;

// Steps of one switch and of what was done before it; a longer way is not looked at.
constexpr uint64_t kLongestWay = 512;

template <typename... Facts>
bool is_any(const Fact& fact) {
  return (std::holds_alternative<Facts>(fact) || ...);
}

// Which kinds are worth asking before this fact: there one has to think.
std::vector<Kind> worth_asking(const Fact& fact) {
  if (is_any<facts::SwitchRequested>(fact)) {
    return {Kind::who_runs_next, Kind::returns, Kind::printed_next, Kind::valid_on_stack,
            Kind::leaks_at_end};
  }
  if (is_any<facts::GreenletFinished>(fact)) {
    return {Kind::control_after_death, Kind::field_after, Kind::printed_next, Kind::leaks_at_end};
  }
  if (is_any<facts::SliceSaved, facts::SliceRestored>(fact)) {
    return {Kind::bytes_move, Kind::field_after, Kind::valid_on_stack};
  }
  if (is_any<facts::OriginNotSaved>(fact)) return {Kind::bytes_move};
  if (is_any<facts::StackStartSet, facts::StartPrepared, facts::StackPrevRelinked,
             facts::RegistersSaved, facts::ParentChanged>(fact)) {
    return {Kind::field_after};
  }
  return {};
}

// The numbers of the switches to look at: all, or as many as are enough.
std::vector<uint64_t> switches_to_look_at(const store::Trace& trace, uint64_t seed) {
  const uint64_t count = trace.count(Grain::switch_);
  std::set<uint64_t> chosen;
  if (count <= kMostSwitches) {
    for (uint64_t k = 1; k <= count; ++k) chosen.insert(k);
  } else {
    Dice dice(seed);
    while (chosen.size() < kMostSwitches) chosen.insert(1 + dice.next() % count);
  }
  return {chosen.begin(), chosen.end()};
}

using StepsOfKinds = std::array<std::vector<uint64_t>, kMade.size()>;

void add_way(const store::Trace& trace, uint64_t from, uint64_t to, StepsOfKinds* steps) {
  uint64_t before = from;
  for (uint64_t read = 0; before < to && read < kLongestWay; ++read) {
    const std::optional<uint64_t> next = trace.next(Grain::phase, before);
    if (!next || *next > to) return;
    for (const Kind kind : worth_asking(trace.event(*next).fact)) {
      (*steps)[static_cast<size_t>(kind)].push_back(before);
    }
    before = *next;
  }
}

StepsOfKinds steps_of_kinds(const store::Trace& trace, uint64_t seed) {
  StepsOfKinds steps;
  for (const uint64_t k : switches_to_look_at(trace, seed)) {
    const uint64_t to = trace.stop(Grain::switch_, k);
    const uint64_t before = trace.stop(Grain::switch_, k - 1);
    add_way(trace, std::max(before, to > kLongestWay ? to - kLongestWay : 0), to, &steps);
  }
  return steps;
}

// The next question of a kind whose turn it is; none: there are no more.
std::optional<Question> next_of(const store::Trace& trace, Kind kind, const Asking& asking,
                                StepsOfKinds* steps) {
  std::vector<uint64_t>& left = (*steps)[static_cast<size_t>(kind)];
  while (!left.empty()) {
    const uint64_t step = left.back();
    left.pop_back();
    if (auto question = ask(trace, step, kind, asking)) return question;
  }
  return {};
}

std::vector<Kind> kinds_of(const Picking& picking) {
  if (!picking.kinds.empty()) return picking.kinds;
  return {kMade.begin(), kMade.end()};
}

}  // namespace

std::vector<Question> questions_of(const store::Trace& trace, const Picking& picking) {
  StepsOfKinds steps = steps_of_kinds(trace, picking.asking.seed);
  std::vector<Kind> open = kinds_of(picking);
  std::erase(open, Kind::own);
  // What leaks is the same at every step, and best asked when nearly all has happened.
  auto& leaks = steps[static_cast<size_t>(Kind::leaks_at_end)];
  if (leaks.size() > 1) leaks = {leaks.back()};
  for (size_t i = 0; i < steps.size(); ++i) {
    Dice(picking.asking.seed, i).shuffle(&steps[i]);
  }

  std::vector<Question> all;
  const size_t count = std::min(picking.count, kMostQuestions);
  // One of each kind in turn, until there are enough or no more.
  while (!open.empty() && all.size() < count) {
    std::vector<Kind> still;
    for (const Kind kind : open) {
      if (all.size() == count) break;
      if (auto question = next_of(trace, kind, picking.asking, &steps)) {
        all.push_back(std::move(*question));
        still.push_back(kind);
      }
    }
    open = std::move(still);
  }
  std::stable_sort(all.begin(), all.end(), [](const Question& a, const Question& b) {
    return std::pair(a.step, a.kind) < std::pair(b.step, b.kind);
  });
  return all;
}

std::vector<Question> questions_at(const store::Trace& trace, uint64_t step,
                                   const Picking& picking) {
  std::vector<Question> all;
  for (const Kind kind : kinds_of(picking)) {
    if (all.size() == picking.count) break;
    if (auto question = ask(trace, step, kind, picking.asking)) all.push_back(std::move(*question));
  }
  return all;
}

}  // namespace greenlens::questions
