#include "gui/views/greenlets/model.h"

#include <algorithm>

#include "tracer/state/queries.h"
#include "tracer/words/matching.h"
#include "tracer/words/names_apart.h"
#include "tracer/words/statistics.h"

namespace greenlens::gui::greenlets {
namespace {

bool is_number(Column column) {
  return column == Column::on_stack || column == Column::in_heap || column == Column::switches ||
         column == Column::since;
}

uint64_t number_in(const Row& row, Column column) {
  if (column == Column::switches) return row.switches.value_or(0);
  if (column == Column::since) return row.since_step;
  return column == Column::on_stack ? row.on_stack : row.in_heap;
}

// Of the columns that hold words.
const std::string& text_in(const Row& row, Column column) {
  return column == Column::name ? row.name : column == Column::where ? row.where : row.standing;
}

// Of a step, with how many steps ago that was.
std::string since_text(const words::Messages& messages, uint64_t since, uint64_t now) {
  if (since == 0) return "";
  return messages.text("ui.greenlets.since_step",
                       {{"step", std::to_string(since)}, {"ago", std::to_string(now - since)}});
}

// Names with numbers in them in the order of the numbers: "worker-9" before "worker-10".
bool natural_less(const std::string& a, const std::string& b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!digit(a[i]) || !digit(b[j])) {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i, ++j;
      continue;
    }
    size_t end_i = i, end_j = j;
    while (end_i < a.size() && digit(a[end_i])) ++end_i;
    while (end_j < b.size() && digit(b[end_j])) ++end_j;
    while (i + 1 < end_i && a[i] == '0') ++i;
    while (j + 1 < end_j && b[j] == '0') ++j;
    if (end_i - i != end_j - j) return end_i - i < end_j - j;
    const int compared = a.compare(i, end_i - i, b, j, end_j - j);
    if (compared != 0) return compared < 0;
    i = end_i, j = end_j;
  }
  return a.size() - i < b.size() - j;
}

bool comes_before(const Row& a, const Row& b, Column by) {
  if (is_number(by)) return number_in(a, by) < number_in(b, by);
  if (by == Column::thread) return a.thread < b.thread;
  return natural_less(text_in(a, by), text_in(b, by));
}

bool matches(const Row& row, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  std::string all;
  for (const Column column : kColumns) all += cell(row, column) + ' ';
  return words::matches(all, wanted);
}

}  // namespace

const char* column_id(Column column) {
  switch (column) {
    case Column::name:
      return "name";
    case Column::standing:
      return "standing";
    case Column::on_stack:
      return "on_stack";
    case Column::in_heap:
      return "in_heap";
    case Column::switches:
      return "switches";
    case Column::where:
      return "where";
    case Column::since:
      return "since";
    case Column::thread:
      return "thread";
  }
  return "?";
}

const char* term_of(Column column) {
  switch (column) {
    case Column::name:
      return "greenlet";
    case Column::standing:
      return "state";
    case Column::on_stack:
      return "in_place";
    case Column::in_heap:
      return "copy";
    case Column::switches:
      return "switches";
    case Column::where:
      return "line";
    case Column::since:
      return "since";
    case Column::thread:
      return "thread";
  }
  return "greenlet";
}

std::string cell(const Row& row, Column column) {
  switch (column) {
    case Column::name:
      return row.name;
    case Column::standing:
      return row.standing;
    case Column::on_stack:
      return std::to_string(row.on_stack);
    case Column::in_heap:
      return std::to_string(row.in_heap);
    case Column::switches:
      return row.switches ? std::to_string(*row.switches) : "…";
    case Column::where:
      return row.where;
    case Column::since:
      return row.since;
    case Column::thread:
      return std::to_string(row.thread);
  }
  return "";
}

std::vector<Column> columns_beside_name(bool threads) {
  std::vector<Column> beside(kColumns.begin() + 1, kColumns.end());
  if (!threads) std::erase(beside, Column::thread);
  return beside;
}

Order clicked(Order order, Column column) {
  if (order.by == column) return {column, !order.descending};
  return {column, is_number(column)};
}

std::vector<Row> rows(const words::Messages& messages, const state::State& state,
                      const store::Moves* moves, const std::string& filter, Order order) {
  const std::vector<std::string> wanted = words::search_words(filter);
  const words::NamesApart names(messages, state);
  std::vector<Row> all;
  for (const auto& [id, g] : state.greenlets) {
    if (g.freed) continue;
    Row row{id,
            g.thread,
            names.of(state, id),
            messages.text(std::string("scene.life.") + state::standing(state, g)),
            words::place_text(g.at),
            state::bytes_on_stack(state, g),
            g.stack_saved,
            std::nullopt,
            "…",
            0};
    if (moves != nullptr) {
      const store::Move move = moves->of(id);
      row.switches = move.switches_to;
      row.since_step = move.since;
      row.since = since_text(messages, move.since, state.step);
    }
    if (matches(row, wanted)) all.push_back(std::move(row));
  }
  std::stable_sort(all.begin(), all.end(), [&](const Row& a, const Row& b) {
    return order.descending ? comes_before(b, a, order.by) : comes_before(a, b, order.by);
  });
  return all;
}

}  // namespace greenlens::gui::greenlets
