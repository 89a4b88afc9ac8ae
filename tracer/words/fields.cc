#include "tracer/words/fields.h"

#include <fmt/format.h>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/stack_address.h"
#include "tracer/words/variables.h"
#include "tracer/words/waits.h"

namespace greenlens::words {

using state::GreenletState;
using state::State;

namespace {

std::string frame_text(const State& state, const GreenletState& greenlet) {
  auto chain = state::frame_chain(state, greenlet);
  if (chain.empty()) return "NULL";
  return fmt::format("{} : {}", chain[0]->at.function, chain[0]->at.line);
}

struct Field {
  const char* name;
  std::string (*value)(const Messages&, const State&, const GreenletState&);
  bool is_address = false;
};

const Field kFields[] = {
    {"state",
     [](const Messages& m, const State& s, const GreenletState& g) { return state_text(m, s, g); }},
    {"stack_start",
     [](const Messages&, const State&, const GreenletState& g) {
       return facts::format_address(g.stack_start);
     },
     true},
    {"stack_stop",
     [](const Messages&, const State&, const GreenletState& g) {
       return facts::format_address(g.stack_stop);
     },
     true},
    {"stack_copy",
     [](const Messages& m, const State&, const GreenletState& g) {
       return g.stack_saved == 0
                  ? std::string("NULL")
                  : m.text("field.copy", {{"number", std::to_string(g.copy_number)}});
     }},
    {"stack_saved", [](const Messages&, const State&,
                       const GreenletState& g) { return std::to_string(g.stack_saved); }},
    {"stack_prev",
     [](const Messages&, const State& s, const GreenletState& g) {
       return g.stack_prev ? state::name_of(s, g.stack_prev) : std::string("NULL");
     }},
    {"parent",
     [](const Messages&, const State& s, const GreenletState& g) {
       return g.parent ? state::name_of(s, g.parent) : std::string("NULL");
     }},
    {"run",
     [](const Messages& m, const State&, const GreenletState& g) {
       if (g.is_main) return std::string("NULL");
       return m.text(g.body_entered ? "field.run.taken" : "field.run.waiting");
     }},
    {"top_frame",
     [](const Messages&, const State& s, const GreenletState& g) { return frame_text(s, g); }},
    {"recursion_depth", [](const Messages&, const State&,
                           const GreenletState& g) { return std::to_string(g.recursion_depth); }},
};

// Of a context with a stack of its own: none of greenlet.c's is anything to it.
struct Value {
  std::string field, value;
};
std::vector<Value> values_of_context(const Messages& messages, const State& state,
                                     const GreenletState& g) {
  const state::Thread& thread = thread_of(state, g);
  const auto found = state.stacks.find(g.stack);
  const bool on_own = g.stack == 0 || found == state.stacks.end();
  const state::Stack& stack = on_own ? thread.own_stack : found->second;
  const bool runs = state::is_current(state, g) && thread.stack == g.stack;
  const facts::Address sp = runs ? known_sp(state, stack) : g.stack_start;
  const auto at = [&](facts::Address address) { return address_on(state, thread, address); };
  std::vector<Value> values = {
      {"state", state_text(messages, state, g)},
      {"stack", on_own               ? messages.text("field.stack.own")
                : stack.name.empty() ? messages.text("field.stack.other")
                                     : stack.name},
      {"size", stack.low == facts::kNull
                   ? messages.text("field.stack.unknown")
                   : std::to_string(state::slice_size(stack.low, stack.high))},
      {"in use", std::to_string(state::bytes_on_stack(state, g))},
      {"line", g.at.line == 0 ? "?" : fmt::format("{} : {}", g.at.function, g.at.line)},
  };
  if (!messages.tells_addresses()) return values;
  values.insert(values.begin() + 3, {"sp", at(sp)});
  // Whoever runs has others by now.
  if (runs && !thread.in_switch) return values;
  for (const facts::SavedRegister& one : g.registers) {
    std::string value = raw_address_on(state, thread, thread.base, one.value);
    if (one.at != facts::kNull) {
      value = messages.text("field.register.at", {{"value", value}, {"at", at(one.at)}});
    }
    values.push_back({one.name, std::move(value)});
  }
  return values;
}

std::vector<FieldRow> rows_of_context(const Messages& messages, const state::Moment& moment,
                                      const GreenletState& now, const GreenletState* then) {
  std::vector<Value> before;
  if (then != nullptr) before = values_of_context(messages, moment.before, *then);
  std::vector<FieldRow> rows;
  for (Value& value : values_of_context(messages, moment.after, now)) {
    FieldRow row{
        std::move(value.field), std::move(value.value), "", false, FieldKind::field, false};
    for (const Value& was : before) {
      if (was.field != row.field) continue;
      row.was = was.value;
      row.changed = was.value != row.value;
    }
    rows.push_back(std::move(row));
  }
  // What a switch has not kept.
  const auto* returned = facts::as<facts::SwitchReturned>(moment.event.get());
  if (returned == nullptr || returned->target != now.id || !messages.tells_addresses()) return rows;
  const state::Thread& thread = thread_of(moment.after, now);
  for (const facts::RegisterPair& pair : returned->lost) {
    rows.push_back({pair.name, raw_address_on(moment.after, thread, thread.base, pair.found),
                    raw_address_on(moment.after, thread, thread.base, pair.kept), true,
                    FieldKind::field, false});
  }
  return rows;
}

// The variables before the fields, where lines are recorded: who steps by lines looks at them.
void add_variables(const Messages& messages, const state::Moment& moment, const GreenletState& now,
                   const GreenletState* then, std::vector<FieldRow>* rows) {
  const auto text_of = [&](const VariableRow& one) {
    const char* id = !one.warning.empty() ? "words.variables.row.warned"
                     : one.where.empty()  ? "words.variables.row.nowhere"
                                          : "words.variables.row";
    return messages.text(
        id, {{"value", one.value}, {"type", one.type}, {"where", one.where}, {"owner", one.owner}});
  };
  const std::vector<VariableRow> all = variable_rows(messages, moment.after, now);
  if (all.empty()) return;
  std::vector<VariableRow> before;
  const bool same_function =
      then != nullptr && then->line != nullptr && then->line->at.function == now.line->at.function;
  if (same_function) before = variable_rows(messages, moment.before, *then);
  std::vector<FieldRow> variables;
  variables.push_back(
      {messages.text("field.variables", {{"line", std::to_string(now.line->at.line)}}),
       messages.text("field.variables.of", {{"function", facts::shown(now.line->at.function)}}), "",
       false, FieldKind::heading, false});
  for (const VariableRow& one : all) {
    FieldRow row{one.name, text_of(one), "", false, FieldKind::variable, !one.warning.empty()};
    for (const VariableRow& was : before) {
      if (was.name != one.name || was.value == one.value) continue;
      row.was = was.value;
      row.changed = true;
    }
    variables.push_back(std::move(row));
  }
  variables.push_back({messages.text("field.fields"), "", "", false, FieldKind::heading, false});
  rows->insert(rows->begin(), variables.begin(), variables.end());
}

// Why it does not run, and why it does again, where that is known.
void add_reasons(const Messages& messages, const state::Moment& moment, const GreenletState& now,
                 const GreenletState* then, std::vector<FieldRow>* rows) {
  const auto waits = [&](const State& state, const GreenletState& g) {
    return g.wait != nullptr ? wait_text(messages, state, *g.wait) : std::string("-");
  };
  const auto woken = [&](const State& state, const GreenletState& g) {
    return g.wake != nullptr ? wake_text(messages, state, *g.wake) : std::string("-");
  };
  const auto add = [&](const char* field, const auto& value_of) {
    FieldRow row{field, value_of(moment.after, now), "", false, FieldKind::variable, false};
    if (then != nullptr) row.was = value_of(moment.before, *then);
    row.changed = then != nullptr && row.was != row.value;
    if (row.value != "-" || row.changed) rows->push_back(std::move(row));
  };
  add("waits_for", waits);
  add("woken_by", woken);
}

}  // namespace

std::string state_text(const Messages& messages, const State& state, const GreenletState& g) {
  return messages.text(std::string("scene.life.") + state::standing(state, g));
}

std::vector<FieldRow> fields_of(const Messages& messages, const state::Moment& moment,
                                facts::GreenletId id) {
  const State &before = moment.before, &after = moment.after;
  std::vector<FieldRow> rows;
  const GreenletState* now = state::find(after, id);
  if (now == nullptr) return rows;
  const GreenletState* then = state::find(before, id);
  if (state::has_contexts(after)) {
    rows = rows_of_context(messages, moment, *now, then);
    add_variables(messages, moment, *now, then, &rows);
    return rows;
  }
  for (const Field& field : kFields) {
    if (field.is_address && !messages.tells_addresses()) continue;
    FieldRow row;
    row.field = field.name;
    row.value = field.value(messages, after, *now);
    if (then != nullptr) {
      row.was = field.value(messages, before, *then);
      row.changed = row.was != row.value;
    }
    rows.push_back(std::move(row));
  }
  add_reasons(messages, moment, *now, then, &rows);
  add_variables(messages, moment, *now, then, &rows);
  return rows;
}

}  // namespace greenlens::words
