// All greenlets as a table: what it says, and in which order.
#ifndef GREENLENS_GUI_VIEWS_GREENLETS_MODEL_H_
#define GREENLENS_GUI_VIEWS_GREENLETS_MODEL_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/store/moves.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::greenlets {

enum class Column : uint8_t {
  name,
  standing,  // running, suspended, ...
  on_stack,  // bytes
  in_heap,   // bytes
  switches,  // to it, up to this step
  where,     // the line it reached last
  since,     // the step from which on it has stood so
  thread,
};
inline constexpr std::array kColumns = {Column::name,    Column::standing, Column::on_stack,
                                        Column::in_heap, Column::switches, Column::where,
                                        Column::since,   Column::thread};
const char* column_id(Column column);
// The term of the glossary that says what stands in it.
const char* term_of(Column column);

struct Row {
  facts::GreenletId id = 0;
  facts::ThreadId thread = 1;
  std::string name, standing, where;
  uint64_t on_stack = 0, in_heap = 0;
  // As of a step's moves; none while they are not known.
  std::optional<uint64_t> switches;
  std::string since;        // in words; empty: from the beginning on
  uint64_t since_step = 0;  // 0 likewise
};
std::string cell(const Row& row, Column column);

// Those that say something beside the name; which thread it is where there are several.
std::vector<Column> columns_beside_name(bool threads);

struct Order {
  Column by = Column::name;
  bool descending = false;
  bool operator==(const Order&) const = default;
};
// A click on a column's title: by that one, and by the same one again the other way round. Numbers
// begin with the largest.
Order clicked(Order order, Column column);

// Where the numbers come from: bytes and lines from the state of the step; switches and since when
// from its moves (tracer/store/moves.h), which gui/counting.h counts from the nearest mark, as no
// state has them. Without moves both are not known, and said to be so.
//
// Those that exist and have all words of the filter in a cell; equal ones by number. n log n.
std::vector<Row> rows(const words::Messages& messages, const state::State& state,
                      const store::Moves* moves, const std::string& filter, Order order);

}  // namespace greenlens::gui::greenlets

#endif  // GREENLENS_GUI_VIEWS_GREENLETS_MODEL_H_
