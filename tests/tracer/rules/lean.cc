#include "tests/tracer/rules/lean.h"

#include <algorithm>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

using facts::Fact;

Fact without_details(Fact fact) {
  if (auto* spilled = std::get_if<facts::RegistersSaved>(&fact)) {
    spilled->registers.clear();
    spilled->frames.clear();
  } else if (auto* saved = std::get_if<facts::SliceSaved>(&fact)) {
    saved->bytes.clear();
  } else if (auto* restored = std::get_if<facts::RegistersRestored>(&fact)) {
    restored->registers.clear();
  }
  return fact;
}

LeanSwitch lean_of(const std::vector<Fact>& told) {
  LeanSwitch lean;
  lean.refused = Refused::at_once;
  for (const Fact& fact : told) {
    if (auto* finished = std::get_if<facts::GreenletFinished>(&fact)) {
      lean.ended = Ended{finished->how, finished->what};
    } else if (auto* requested = std::get_if<facts::SwitchRequested>(&fact)) {
      lean.origin = requested->origin;
      lean.requested = requested->requested;
      lean.kind = requested->kind;
      lean.what = requested->what;
      lean.last_handle_gone = requested->last_handle_gone;
    } else if (std::get_if<facts::TargetPassedOver>(&fact)) {
      lean.refused = Refused::nothing_to_run;
    } else if (auto* prepared = std::get_if<facts::StartPrepared>(&fact)) {
      lean.mark = prepared->stack_stop;
      lean.recursion_depth = prepared->recursion_depth;
    } else if (auto* spilled = std::get_if<facts::RegistersSaved>(&fact)) {
      lean.sp = spilled->sp;
      lean.refused = Refused::not_saved;
    } else if (std::get_if<facts::OriginNotSaved>(&fact)) {
      lean.mark = facts::kNull;  // of no meaning then
    } else if (auto* swapped = std::get_if<facts::HostStateSwapped>(&fact)) {
      lean.recursion_depth = swapped->recursion_depth;
    } else if (auto* failed = std::get_if<facts::SwitchFailed>(&fact)) {
      lean.message = failed->message;
    } else if (auto* delivered = std::get_if<facts::Delivered>(&fact)) {
      lean.refused = Refused::no;
      if (delivered->kind != lean.kind || delivered->what != lean.what) {
        lean.replaced = Carried{delivered->kind, delivered->what};
      }
    }
  }
  return lean;
}

std::string text(const Fact& fact) {
  return std::visit(
      [](const auto& f) { return f.kName + (" " + facts::json_text(facts::fields_to_json(f))); },
      fact);
}

namespace {

std::string text(const Value& value) {
  return std::visit(
      [](const auto& v) -> std::string {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return "nothing";
        } else if constexpr (std::is_same_v<T, FactName>) {
          return std::string(v.name);
        } else if constexpr (std::is_same_v<T, facts::Address>) {
          return facts::format_address(v);
        } else if constexpr (std::is_same_v<T, std::string>) {
          return v;
        } else if constexpr (facts::NamedEnum<T>) {
          return facts::enum_name(v);
        } else {
          return std::to_string(v);
        }
      },
      value);
}

}  // namespace

std::string text(const std::vector<Contradiction>& found) {
  std::string all;
  for (const Contradiction& c : found) {
    all += std::string("  ") + c.field + ": told " + text(c.told) + ", expected " +
           text(c.expected) + "\n";
  }
  return all;
}

std::string differs_from_derived(const state::State& before, const std::vector<Fact>& told) {
  const Derived derived = derive(before, lean_of(told));
  if (derived.refusal != Refusal::none) {
    return "not derived, refusal " + std::to_string(static_cast<int>(derived.refusal)) + ": " +
           text(told.front());
  }
  for (size_t i = 0; i < std::max(told.size(), derived.facts.size()); ++i) {
    const bool both = i < told.size() && i < derived.facts.size();
    if (both && facts::same_fact(without_details(told[i]), derived.facts[i])) continue;
    return "told:    " + (i < told.size() ? text(without_details(told[i])) : "nothing") +
           "\nderived: " + (i < derived.facts.size() ? text(derived.facts[i]) : "nothing");
  }
  return "";
}

void Follower::count(const Fact& fact) {
  if (auto* requested = std::get_if<facts::SwitchRequested>(&fact)) {
    const auto* origin = find(state_, requested->origin);
    dying += origin != nullptr && origin->finished;
    killed += requested->last_handle_gone;
  } else if (auto* found = std::get_if<facts::TargetFound>(&fact)) {
    started += found->first_start;
    to_itself += found->target == found->origin;
    const auto* origin = find(state_, found->origin);
    started_by_the_dead += found->first_start && origin != nullptr && origin->finished;
  } else if (auto* saved = std::get_if<facts::SliceSaved>(&fact)) {
    ++(saved->extent == facts::Extent::whole ? saved_whole : saved_partly);
  }
  passed_over += std::holds_alternative<facts::TargetPassedOver>(fact);
  restored += std::holds_alternative<facts::SliceRestored>(fact);
  switches += std::holds_alternative<facts::Delivered>(fact);
  refused += std::holds_alternative<facts::SwitchFailed>(fact);
}

std::string Follower::follow(const Fact& fact) {
  const std::vector<Contradiction> found = check(state_, fact);
  if (!found.empty()) return text(fact) + "\n" + text(found);
  count(fact);
  const bool ends = std::holds_alternative<facts::GreenletFinished>(fact);
  const bool asks = std::holds_alternative<facts::SwitchRequested>(fact);
  if (derives && (ends || (asks && told_.empty()))) before_ = state_;
  if (derives && (ends || asks || !told_.empty())) told_.push_back(without_details(fact));
  const bool is_last = std::holds_alternative<facts::Delivered>(fact) ||
                       std::holds_alternative<facts::SwitchFailed>(fact);
  std::string wrong;
  if (derives && is_last) {
    wrong = differs_from_derived(before_, told_);
    told_.clear();
  }
  state::apply(&state_, facts::Event{0, 1, 0, 0, fact});
  return wrong;
}

}  // namespace greenlens::rules
