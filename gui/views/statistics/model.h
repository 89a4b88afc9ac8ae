// The table beside the plots of a trace's numbers: what it says, and in which order.
#ifndef GREENLENS_GUI_VIEWS_STATISTICS_MODEL_H_
#define GREENLENS_GUI_VIEWS_STATISTICS_MODEL_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tracer/store/statistics.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::statistics {

// By how much they are needed: where there is little room the first ones are seen first.
enum class Column : uint8_t { name, ran, to, bytes_out, bytes_in, longest, runs, away };
inline constexpr std::array kColumns = {Column::name,      Column::ran,      Column::to,
                                        Column::bytes_out, Column::bytes_in, Column::longest,
                                        Column::runs,      Column::away};
const char* column_id(Column column);  // its title is statistics.<id>
std::string cell(const words::Messages& messages, const store::GreenletNumbers& numbers,
                 Column column);

struct Order {
  Column by = Column::ran;
  bool descending = true;
  bool operator==(const Order&) const = default;
};
// A click on a column's title: by that one, and by the same one again the other way round. Numbers
// begin with the largest.
Order clicked(Order order, Column column);
// Equal ones by number.
std::vector<store::GreenletNumbers> sorted(std::vector<store::GreenletNumbers> all, Order order);

}  // namespace greenlens::gui::statistics

#endif  // GREENLENS_GUI_VIEWS_STATISTICS_MODEL_H_
