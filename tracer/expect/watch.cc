#include "tracer/expect/watch.h"

#include <utility>
#include <variant>

#include "tracer/expect/pattern.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::expect {
namespace {

using compare::Kind;
using compare::StoryEvent;

// Of a text that is kept for a report; and of a line that is held against an expression, which
// takes the library as much of the stack as the line is long.
constexpr size_t kMostKept = 400, kMostMatched = 4096;

Ending ending_of(uint8_t how) {
  switch (static_cast<facts::Finish>(how)) {
    case facts::Finish::returned:
      return Ending::returned;
    case facts::Finish::greenlet_exit:
      return Ending::exited;
    case facts::Finish::raised:
      return Ending::threw;
  }
  return Ending::returned;
}

bool is_death(facts::End end) {
  switch (end) {
    case facts::End::raised:
    case facts::End::crashed:
    case facts::End::killed:
    case facts::End::vanished:
      return true;
    case facts::End::returned:
    case facts::End::exited:
    case facts::End::replaced:
    case facts::End::daemonized:
    case facts::End::detached:
      return false;
  }
  return false;
}

Place place_of(const StoryEvent& event) { return {event.step, event.at}; }

}  // namespace

Watch::Watch(const Rules& rules, const store::TraceInfo& info, const state::State& before)
    : rules_(rules), teller_(info, before, {}, [this](StoryEvent&& event, std::string_view text) {
        take(event, text);
      }) {
  for (const OrderRule& rule : rules.order) orders_.emplace_back(rule);
  finished.resize(rules.finished.size());
  if (!rules.output) return;
  output.contained.resize(rules.output->contains.size());
  output.matched.resize(rules.output->matches.size());
  for (const std::string& expression : rules.output->matches) expressions_.emplace_back(expression);
}

void Watch::find(Finding finding, const std::string& who, const Place& place) {
  FindingSeen& seen = findings[static_cast<size_t>(finding)];
  if (seen.count++ > 0) return;
  seen.who = facts::beginning(who, kMostKept), seen.place = place;
}

void Watch::ended(const compare::Who& who, Ending ending, std::string_view value,
                  const Place& place) {
  for (size_t i = 0; i < rules_.finished.size(); ++i) {
    const FinishRule& rule = rules_.finished[i];
    if (!fits(rule.name, who)) continue;
    FinishSeen& seen = finished[i];
    ++seen.fitting;
    if (ending == rule.ending && (!rule.value || *rule.value == value)) return;
    if (seen.wrong++ > 0) return;
    seen.who = facts::beginning(name_of(who), kMostKept), seen.ending = ending;
    seen.value = facts::beginning(value, kMostKept), seen.place = place;
    return;
  }
}

void Watch::printed(std::string_view text, const Place& place) {
  ++output.lines;
  if (!rules_.output) return;
  const OutputRule& rule = *rules_.output;
  const bool is_other =
      rule.lines && (output.lines > rule.lines->size() || (*rule.lines)[output.lines - 1] != text);
  if (is_other && output.wrong_line == 0) {
    output.wrong_line = output.lines, output.place = place;
    output.found = facts::beginning(text, kMostKept);
  }
  for (size_t i = 0; i < rule.contains.size(); ++i) {
    if (text.find(rule.contains[i]) != text.npos) output.contained[i] = true;
  }
  for (size_t i = 0; i < expressions_.size(); ++i) {
    if (output.matched[i] || text.size() > kMostMatched) continue;
    output.matched[i] = std::regex_match(text.begin(), text.end(), expressions_[i]);
  }
}

void Watch::switched(const StoryEvent& event) {
  ++switches;
  const std::string thread = name_of(teller_.cast().thread(event.thread));
  for (size_t i = 0; i < orders_.size(); ++i) {
    if (rules_.order[i].thread == thread) orders_[i].see(event);
  }
}

void Watch::take(const StoryEvent& event, std::string_view text) {
  const Place place = place_of(event);
  const std::string who = name_of(event.actor);
  switch (event.kind) {
    case Kind::switched:
      return switched(event);
    case Kind::printed:
      return printed(text, place);
    case Kind::finished:
      return ended(event.actor, ending_of(event.how), text, place);
    case Kind::switch_failed:
      return find(Finding::switch_failed, who, place);
    case Kind::parent_refused:
      return find(Finding::parent_refused, who, place);
    case Kind::error_ignored:
      return find(Finding::error_ignored, who, place);
    case Kind::dropped:
      return find(Finding::dropped_elsewhere, who, place);
    case Kind::program_finished:
      end = static_cast<facts::End>(event.how);
      if (is_death(*end)) find(Finding::died, std::string(text), place);
      return;
    case Kind::created:
    case Kind::renamed:
    case Kind::parent_set:
    case Kind::switch_open:
    case Kind::thread_ended:
    case Kind::forked:
    case Kind::signalled:
    case Kind::exec_requested:
    case Kind::child_ended:
    case Kind::another_way:
      return;
  }
}

void Watch::copied(uint64_t bytes, uint64_t step, const facts::SourceLine& at) {
  if (bytes <= most_bytes) return;
  most_bytes = bytes, most_bytes_at = {step, at};
}

void Watch::see(const facts::Event& event, const state::State& after) {
  const auto line = [&](facts::GreenletId id) {
    const state::GreenletState* greenlet = state::find(after, id);
    return greenlet != nullptr ? greenlet->at : facts::SourceLine{};
  };
  if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
    copied(state::slice_size(saved->from, saved->to), after.step, line(saved->owner));
  } else if (const auto* restored = std::get_if<facts::SliceRestored>(&event.fact)) {
    copied(state::slice_size(restored->from, restored->to), after.step, line(restored->target));
  } else if (const auto* freed = std::get_if<facts::GreenletFreed>(&event.fact)) {
    const state::GreenletState* greenlet = state::find(after, freed->greenlet);
    if (greenlet != nullptr && !greenlet->finished && !greenlet->is_main) {
      ended(teller_.cast().who(freed->greenlet), Ending::never, "", {after.step, greenlet->at});
    }
  }
  teller_.see(event, after);
}

void Watch::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                facts::GreenletId origin, const state::State& after) {
  for (const rules::Save& save : followed.saves) {
    copied(state::slice_size(save.from, save.to), after.step, noted.at);
  }
  copied(followed.bytes_in, after.step, noted.at);
  teller_.see(noted, followed, origin, after);
}

// The kinds of tracer/words/what_is_left.h.
void Watch::left(const state::State& end_state, const state::GreenletState& greenlet) {
  const compare::Who who = teller_.cast().who(greenlet.id);
  const Place place = {end_state.step, greenlet.at};
  ended(who, Ending::never, "", place);
  const std::string name = name_of(who);
  if (is_current(end_state, greenlet)) return find(Finding::was_running, name, place);
  if (!greenlet.body_entered) return find(Finding::never_started, name, place);
  ++held, held_bytes += greenlet.stack_saved;
  find(greenlet.stack_saved > 0 ? Finding::leak : Finding::never_finished, name, place);
}

void Watch::finish(const state::State& end_state) {
  teller_.finish();
  for (const auto& [id, greenlet] : end_state.greenlets) {
    if (!greenlet.is_main && !greenlet.finished && !greenlet.freed) left(end_state, greenlet);
  }
  for (OrderWatch& order : orders_) orders.push_back(order.finish());
}

}  // namespace greenlens::expect
