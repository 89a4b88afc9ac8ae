#include "tracer/words/fields.h"

#include <fmt/format.h>

#include "tracer/facts/address.h"
#include "tracer/state/queries.h"

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
};

const Field kFields[] = {
    {"state", [](const Messages&, const State& s,
                 const GreenletState& g) { return std::string(state::standing(s, g)); }},
    {"stack_start", [](const Messages&, const State&,
                       const GreenletState& g) { return facts::format_address(g.stack_start); }},
    {"stack_stop", [](const Messages&, const State&,
                      const GreenletState& g) { return facts::format_address(g.stack_stop); }},
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
}  // namespace

std::vector<FieldRow> fields_of(const Messages& messages, const state::Moment& moment,
                                facts::GreenletId id) {
  const State &before = moment.before, &after = moment.after;
  std::vector<FieldRow> rows;
  const GreenletState* now = state::find(after, id);
  if (now == nullptr) return rows;
  const GreenletState* then = state::find(before, id);
  for (const Field& field : kFields) {
    FieldRow row;
    row.field = field.name;
    row.value = field.value(messages, after, *now);
    if (then != nullptr) {
      row.was = field.value(messages, before, *then);
      row.changed = row.was != row.value;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace greenlens::words
