#include "tracer/past/step_values.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <type_traits>

#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

using Type = StepValue::Type;
using state::State;

template <typename Number>
StepValue number(Number value) {
  constexpr auto kLargest = std::numeric_limits<int64_t>::max();
  if constexpr (std::is_unsigned_v<Number>) {
    if (value > static_cast<uint64_t>(kLargest)) return {Type::number, kLargest, ""};
  }
  return {Type::number, static_cast<int64_t>(value), ""};
}
StepValue address(facts::Address value) {
  return value == facts::kNull ? StepValue{} : number(value);
}
StepValue text(std::string value) { return {Type::text, 0, std::move(value)}; }
StepValue greenlet(facts::GreenletId id) {
  return id == 0 ? StepValue{} : StepValue{Type::greenlet, id, ""};
}

// --- of the state
const state::GreenletState* current_of(const State& s) { return find(s, told_by(s).current); }

facts::Address stack_pointer(const State& s) {
  const state::Thread& thread = told_by(s);
  const auto other = s.stacks.find(thread.stack);
  return known_sp(s, other != s.stacks.end() ? other->second : thread.own_stack);
}

struct OfState {
  const char* name;
  Type type;
  StepValue (*value)(const State&);
};
const std::array kOfState = {
    OfState{"step", Type::number, [](const State& s) { return number(s.step); }},
    OfState{"current", Type::greenlet, [](const State& s) { return greenlet(told_by(s).current); }},
    OfState{"in_switch", Type::number,
            [](const State& s) { return number(told_by(s).in_switch.has_value() ? 1 : 0); }},
    OfState{"stack_pointer", Type::number,
            [](const State& s) { return address(stack_pointer(s)); }},
    OfState{"switches", Type::number, [](const State& s) { return number(s.switches); }},
    OfState{"bytes_out", Type::number, [](const State& s) { return number(s.bytes_out); }},
    OfState{"bytes_in", Type::number, [](const State& s) { return number(s.bytes_in); }},
    OfState{"copies_made", Type::number, [](const State& s) { return number(s.copies_made); }},
    OfState{"lines_printed", Type::number, [](const State& s) { return number(s.lines_printed); }},
    OfState{"events_lost", Type::number, [](const State& s) { return number(s.events_lost); }},
    OfState{"line", Type::number,
            [](const State& s) {
              const state::GreenletState* g = current_of(s);
              return g != nullptr && g->at.line != 0 ? number(g->at.line) : StepValue{};
            }},
    OfState{"file", Type::text,
            [](const State& s) {
              const state::GreenletState* g = current_of(s);
              return g != nullptr ? text(g->at.file) : StepValue{};
            }},
    OfState{"function", Type::text,
            [](const State& s) {
              const state::GreenletState* g = current_of(s);
              return g != nullptr ? text(g->at.function) : StepValue{};
            }},
};

// --- of a greenlet
struct OfGreenlet {
  const char* name;
  Type type;
  StepValue (*value)(const State&, const state::GreenletState&);
};
using G = state::GreenletState;
const std::array kOfGreenlet = {
    OfGreenlet{"stack_start", Type::number,
               [](const State&, const G& g) { return address(g.stack_start); }},
    OfGreenlet{"stack_stop", Type::number,
               [](const State&, const G& g) { return address(g.stack_stop); }},
    OfGreenlet{"stack_saved", Type::number,
               [](const State&, const G& g) { return number(g.stack_saved); }},
    OfGreenlet{"copy_number", Type::number,
               [](const State&, const G& g) { return number(g.copy_number); }},
    OfGreenlet{"bytes_on_stack", Type::number,
               [](const State& s, const G& g) { return number(bytes_on_stack(s, g)); }},
    OfGreenlet{"recursion_depth", Type::number,
               [](const State&, const G& g) { return number(g.recursion_depth); }},
    OfGreenlet{"stack_prev", Type::greenlet,
               [](const State&, const G& g) { return greenlet(g.stack_prev); }},
    OfGreenlet{"parent", Type::greenlet,
               [](const State&, const G& g) { return greenlet(g.parent); }},
    OfGreenlet{"state", Type::text,
               [](const State& s, const G& g) { return text(standing(s, g)); }},
    OfGreenlet{"stack_copy", Type::number,
               [](const State&, const G& g) {
                 return g.stack_saved != 0 ? number(g.copy_number) : StepValue{};
               }},
    OfGreenlet{"run", Type::text,
               [](const State&, const G& g) {
                 return g.is_main ? StepValue{} : text(g.body_entered ? "taken" : "waiting");
               }},
    OfGreenlet{"top_frame", Type::text,
               [](const State& s, const G& g) {
                 const auto frames = frame_chain(s, g);
                 if (frames.empty()) return StepValue{};
                 return text(frames[0]->at.function + " : " + std::to_string(frames[0]->at.line));
               }},
    OfGreenlet{
        "line", Type::number,
        [](const State&, const G& g) { return g.at.line != 0 ? number(g.at.line) : StepValue{}; }},
    OfGreenlet{"function", Type::text,
               [](const State&, const G& g) { return text(g.at.function); }},
};

// --- of an event. Which members of facts are numbers of greenlets no type says.
const std::set<std::string_view> kGreenlets = {
    "greenlet", "origin",     "target",     "requested", "owner",      "dead", "next",
    "parent",   "old_parent", "new_parent", "wanted",    "stack_prev", "by",   "context"};

template <typename T>
constexpr bool kIsScalar =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string>;

template <typename Member>
Type type_of(std::string_view name) {
  if constexpr (std::is_same_v<Member, std::string>) {
    return name == "bytes" || name == "wrote" || name == "code" ? Type::number : Type::text;
  } else if constexpr (std::is_enum_v<Member>) {
    return Type::text;
  } else if constexpr (std::is_same_v<Member, facts::GreenletId>) {
    return kGreenlets.contains(name) ? Type::greenlet : Type::number;
  }
  return Type::number;
}

template <typename Member>
StepValue value_of_member(std::string_view name, const Member& member) {
  if constexpr (std::is_same_v<Member, std::string>) {
    // Of raw bytes their number.
    return type_of<Member>(name) == Type::number ? number(member.size()) : text(member);
  } else if constexpr (std::is_same_v<Member, facts::Address>) {
    return address(member);
  } else if constexpr (std::is_enum_v<Member>) {
    return text(facts::enum_name(member));
  } else if constexpr (std::is_same_v<Member, bool>) {
    return number(member ? 1 : 0);
  } else {
    return type_of<Member>(name) == Type::greenlet
               ? greenlet(static_cast<facts::GreenletId>(member))
               : number(member);
  }
}

template <typename Fact>
void add_types(std::string_view name, std::vector<Type>* types) {
  Fact::fields([&](const char* field, auto member) {
    using Member = std::remove_cvref_t<decltype(std::declval<Fact&>().*member)>;
    if constexpr (kIsScalar<Member>) {
      if (name == field) types->push_back(type_of<Member>(name));
    }
  });
}

// Calls `each` with a null pointer of every fact's type.
template <typename Each, typename... Facts>
void for_all_facts(Each each, const std::variant<Facts...>*) {
  (each(static_cast<const Facts*>(nullptr)), ...);
}
template <typename Each>
void for_all_facts(Each each) {
  for_all_facts(each, static_cast<const facts::Fact::Any*>(nullptr));
}

StepValue value_of_event(const std::string& name, const facts::Event& event) {
  if (name == "kind") return text(facts::fact_name(event.fact));
  if (name == "thread") return number(event.thread);
  if (name == "greenlet") return greenlet(facts::subject(event.fact));
  const auto* executed = facts::as<facts::InstructionExecuted>(&event);
  if (name == "instruction") return executed != nullptr ? text(executed->text) : StepValue{};
  if (name == "bytes_copied") {
    const auto* saved = facts::as<facts::SliceSaved>(&event);
    const auto* restored = facts::as<facts::SliceRestored>(&event);
    if (saved != nullptr) return number(state::slice_size(saved->from, saved->to));
    if (restored != nullptr) return number(state::slice_size(restored->from, restored->to));
    return {};
  }
  StepValue value;
  std::visit(
      [&](const auto& fact) {
        using Fact = std::decay_t<decltype(fact)>;
        Fact::fields([&](const char* field, auto member) {
          using Member = std::remove_cvref_t<decltype(fact.*member)>;
          if constexpr (kIsScalar<Member>) {
            if (name == field) value = value_of_member(field, fact.*member);
          }
        });
      },
      static_cast<const facts::Fact::Any&>(event.fact));
  return value;
}

struct OfEvent {
  const char* name;
  Type type;
};
constexpr std::array kOfEvent = {OfEvent{"kind", Type::text}, OfEvent{"thread", Type::number},
                                 OfEvent{"greenlet", Type::greenlet},
                                 OfEvent{"instruction", Type::text},
                                 OfEvent{"bytes_copied", Type::number}};

template <typename Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& row : table) names.emplace_back(row.name);
  return names;
}

template <typename Table>
const auto* row_of(const Table& table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.name == name; });
  return found != table.end() ? &*found : nullptr;
}

}  // namespace

std::vector<std::string> names_of_state() { return names_of(kOfState); }
std::vector<std::string> names_of_events() { return names_of(kOfEvent); }
std::vector<std::string> names_of_greenlets() { return names_of(kOfGreenlet); }

std::optional<StepName> find_step_name(std::string_view text) {
  if (const auto* row = row_of(kOfState, text)) {
    return StepName{row->name, "", 0, false, {row->type}};
  }
  if (const auto* row = row_of(kOfEvent, text))
    return StepName{row->name, "", 0, true, {row->type}};
  const size_t dot = text.rfind('.');
  if (dot != std::string_view::npos && dot > 0) {
    const auto* row = row_of(kOfGreenlet, text.substr(dot + 1));
    if (row == nullptr) return {};
    return StepName{row->name, std::string(text.substr(0, dot)), 0, false, {row->type}};
  }
  StepName name{std::string(text), "", 0, true, {}};
  for_all_facts(
      [&](const auto* fact) { add_types<std::decay_t<decltype(*fact)>>(text, &name.types); });
  return name.types.empty() ? std::optional<StepName>() : std::optional(std::move(name));
}

std::optional<StepName> field_of(facts::GreenletId greenlet, std::string_view field) {
  const auto* row = row_of(kOfGreenlet, field);
  if (row == nullptr || greenlet == 0) return {};
  return StepName{row->name, '#' + std::to_string(greenlet), greenlet, false, {row->type}};
}

bool is_event_kind(std::string_view text) {
  bool found = false;
  for_all_facts([&](const auto* fact) { found = found || text == fact->kName; });
  return found;
}

StepValue value_of(const StepName& name, const facts::Event* event, const State& after) {
  if (name.of_event) return event != nullptr ? value_of_event(name.name, *event) : StepValue{};
  if (name.greenlet.empty()) return row_of(kOfState, name.name)->value(after);
  const state::GreenletState* g =
      find(after, name.number != 0 ? name.number : find_named(after, name.greenlet));
  return g != nullptr ? row_of(kOfGreenlet, name.name)->value(after, *g) : StepValue{};
}

bool is_called(const State& state, int64_t greenlet, const std::string& name) {
  const auto id = static_cast<facts::GreenletId>(greenlet);
  const state::GreenletState* g = find(state, id);
  if (g != nullptr && (g->name == name || facts::is_shown_as(g->name, name))) return true;
  return state::id_of(name) == id;
}

const facts::SourceLine* line_of(const facts::Event& event) {
  if (const auto* reached = facts::as<facts::LineReached>(&event)) return &reached->at;
  if (const auto* begun = facts::as<facts::LineBegun>(&event)) return &begun->at;
  if (const auto* called = facts::as<facts::SwitchCalled>(&event)) return &called->at;
  return nullptr;
}

std::string value_text(const State& state, const StepValue& value) {
  switch (value.type) {
    case Type::none:
      return "";
    case Type::number:
      return std::to_string(value.number);
    case Type::text:
      return value.text;
    case Type::greenlet:
      return state::name_of(state, static_cast<facts::GreenletId>(value.number));
  }
  return "";
}

}  // namespace greenlens::past
