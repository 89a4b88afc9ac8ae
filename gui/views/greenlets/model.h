// All greenlets as a table: what it says, and in which order.
#ifndef GREENLENS_GUI_VIEWS_GREENLETS_MODEL_H_
#define GREENLENS_GUI_VIEWS_GREENLETS_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::greenlets {

enum class Column : uint8_t {
  name,
  standing,  // running, suspended, ...
  on_stack,  // bytes
  in_heap,   // bytes
  where,     // the line it reached last
  thread,
};
inline constexpr std::array kColumns = {Column::name,    Column::standing, Column::on_stack,
                                        Column::in_heap, Column::where,    Column::thread};
const char* column_id(Column column);

struct Row {
  facts::GreenletId id = 0;
  facts::ThreadId thread = 1;
  std::string name, standing, where;
  uint64_t on_stack = 0, in_heap = 0;
};
std::string cell(const Row& row, Column column);

struct Order {
  Column by = Column::name;
  bool descending = false;
  bool operator==(const Order&) const = default;
};
// A click on a column's title: by that one, and by the same one again the other way round. Numbers
// begin with the largest.
Order clicked(Order order, Column column);

// Those that exist and have all words of the filter in a cell; equal ones by number. n log n.
std::vector<Row> rows(const words::Messages& messages, const state::State& state,
                      const std::string& filter, Order order);

}  // namespace greenlens::gui::greenlets

#endif  // GREENLENS_GUI_VIEWS_GREENLETS_MODEL_H_
