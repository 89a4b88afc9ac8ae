// How the person wants the table, and what was made for drawing it.
#ifndef GREENLENS_GUI_VIEWS_GREENLETS_UI_H_
#define GREENLENS_GUI_VIEWS_GREENLETS_UI_H_

#include <cstdint>
#include <string>
#include <vector>

#include "gui/views/greenlets/model.h"

namespace greenlens::gui::greenlets {

struct Ui {
  char filter[128] = "";
  Order order;
  size_t group = 0;  // of its columns, where there is no room for all
  // The rows of a step, with a filter and an order.
  uint64_t step = ~uint64_t{0};
  bool has_moves = false;
  std::string filtered_by;
  Order ordered_by;
  std::vector<Row> rows;
};

}  // namespace greenlens::gui::greenlets

#endif  // GREENLENS_GUI_VIEWS_GREENLETS_UI_H_
