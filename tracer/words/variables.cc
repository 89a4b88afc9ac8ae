#include "tracer/words/variables.h"

#include <sstream>

#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/stack_address.h"

namespace greenlens::words {

std::string warning_of(const Messages& messages, const state::State& state,
                       const state::OnlyInHeap& found) {
  const char* id = found.there == 0             ? "words.variables.in_heap.nobody"
                   : found.there == found.owner ? "words.variables.in_heap.left"
                                                : "words.variables.in_heap";
  return messages.text(id, {{"owner", state::name_of(state, found.owner)},
                            {"variable", facts::shown(found.variable)},
                            {"there", state::name_of(state, found.there)}});
}

std::vector<VariableRow> variable_rows(const Messages& messages, const state::State& state,
                                       const state::GreenletState& greenlet) {
  std::vector<VariableRow> rows;
  if (greenlet.line == nullptr || greenlet.finished) return rows;
  const state::Thread& thread = thread_of(state, greenlet);
  for (const facts::LocalValue& local : greenlet.line->locals) {
    VariableRow row;
    row.name = facts::shown(local.name);
    row.type = facts::shown(local.type);
    const bool points = facts::is_stack_address(local.points_to);
    if (local.optimised_out) {
      row.value = messages.text("words.variables.optimised_out");
    } else if (points && local.value.empty() && !messages.tells_addresses()) {
      row.value = messages.text("words.variables.points");
    } else if (points && local.value.empty()) {
      row.value = "→ " + address_on(state, thread, local.points_to);
    } else if (local.value.empty()) {
      row.value = messages.text("words.variables.elsewhere");
    } else {
      row.value = facts::shown(local.value);
    }
    const auto only = state::only_in_heap(state, greenlet, local.points_to);
    if (only) {
      row.owner = state::name_of(state, only->owner);
      row.warning = warning_of(messages, state, *only);
    }
    if (!messages.tells_addresses()) {
      // Where it lies is no part of the story.
    } else if (facts::is_stack_address(local.at)) {
      row.where =
          messages.text("words.variables.at", {{"at", address_on(state, thread, local.at)}});
    } else if (!local.in_register.empty()) {
      row.where =
          messages.text("words.variables.in", {{"register", facts::shown(local.in_register)}});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string variables_text(const Messages& messages, const state::State& state,
                           facts::GreenletId only) {
  std::string text;
  for (const auto& [id, g] : state.greenlets) {
    if (only != 0 && id != only) continue;
    const std::vector<VariableRow> rows = variable_rows(messages, state, g);
    if (rows.empty()) continue;
    text += messages.text("words.variables.of", {{"name", state::name_of(state, id)},
                                                 {"line", std::to_string(g.line->at.line)},
                                                 {"function", facts::shown(g.line->at.function)}});
    text += '\n';
    std::vector<TableRow> cells;
    for (const VariableRow& row : rows) {
      cells.push_back({"  " + row.name, row.type, row.value, row.where});
    }
    std::istringstream lines(table(cells, {1, 2, 3}));
    for (const VariableRow& row : rows) {
      std::string line;
      std::getline(lines, line);
      text += line + '\n';
      if (!row.warning.empty()) text += "    ! " + row.warning + '\n';
    }
  }
  return text.empty() ? messages.text("words.variables.none") + '\n' : text;
}

}  // namespace greenlens::words
