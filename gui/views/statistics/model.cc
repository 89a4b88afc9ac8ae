#include "gui/views/statistics/model.h"

#include <algorithm>

#include "tracer/words/statistics.h"
#include "tracer/words/when.h"

namespace greenlens::gui::statistics {
namespace {

using store::GreenletNumbers;

// Of the columns that hold numbers.
uint64_t number_in(const GreenletNumbers& numbers, Column column) {
  switch (column) {
    case Column::name:
      return numbers.id;
    case Column::ran:
      return numbers.ran_ns;
    case Column::to:
      return numbers.switches_to;
    case Column::bytes_out:
      return numbers.bytes_out;
    case Column::bytes_in:
      return numbers.bytes_in;
    case Column::longest:
      return numbers.longest_ns;
    case Column::runs:
      return numbers.runs;
    case Column::away:
      return numbers.switches_away;
  }
  return 0;
}

bool comes_before(const GreenletNumbers& a, const GreenletNumbers& b, Column by) {
  if (by == Column::name && a.name != b.name) return a.name < b.name;
  return number_in(a, by) < number_in(b, by);
}

}  // namespace

const char* column_id(Column column) {
  switch (column) {
    case Column::name:
      return "greenlet";
    case Column::ran:
      return "ran";
    case Column::to:
      return "to";
    case Column::bytes_out:
      return "bytes_out";
    case Column::bytes_in:
      return "bytes_in";
    case Column::longest:
      return "longest";
    case Column::runs:
      return "runs";
    case Column::away:
      return "away";
  }
  return "?";
}

std::string cell(const words::Messages& messages, const GreenletNumbers& numbers, Column column) {
  switch (column) {
    case Column::name:
      return words::name_text(messages, numbers);
    case Column::ran:
      return words::duration_text(numbers.ran_ns);
    case Column::longest:
      return words::duration_text(numbers.longest_ns);
    case Column::to:
    case Column::bytes_out:
    case Column::bytes_in:
    case Column::runs:
    case Column::away:
      return std::to_string(number_in(numbers, column));
  }
  return "";
}

Order clicked(Order order, Column column) {
  if (order.by == column) return {column, !order.descending};
  return {column, column != Column::name};
}

std::vector<GreenletNumbers> sorted(std::vector<GreenletNumbers> all, Order order) {
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
    return order.descending ? comes_before(b, a, order.by) : comes_before(a, b, order.by);
  });
  return all;
}

}  // namespace greenlens::gui::statistics
