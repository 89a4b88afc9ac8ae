// How the person wants the table of numbers, and what was made for drawing them.
#ifndef GREENLENS_GUI_VIEWS_STATISTICS_UI_H_
#define GREENLENS_GUI_VIEWS_STATISTICS_UI_H_

#include <memory>
#include <vector>

#include "gui/picture.h"
#include "gui/views/statistics/model.h"

namespace greenlens::gui::statistics {

struct Ui {
  Picture picture;
  Order order;
  size_t group = 0;    // of its columns, where there is no room for all
  bool table = false;  // in place of the plots, where there is no room for both
  // The rows of these numbers in that order.
  std::shared_ptr<const store::Numbers> numbers;
  Order ordered_by;
  std::vector<store::GreenletNumbers> rows;
};

}  // namespace greenlens::gui::statistics

#endif  // GREENLENS_GUI_VIEWS_STATISTICS_UI_H_
