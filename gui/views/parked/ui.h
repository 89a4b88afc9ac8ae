// Which groups the person has opened, and what was made for drawing.
#ifndef GREENLENS_GUI_VIEWS_PARKED_UI_H_
#define GREENLENS_GUI_VIEWS_PARKED_UI_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "gui/views/parked/model.h"

namespace greenlens::gui::parked {

struct Ui {
  char filter[128] = "";
  std::set<std::string> opened;
  // The lines of a step, with a filter.
  uint64_t step = ~uint64_t{0};
  bool has_moves = false;
  std::string filtered_by;
  size_t opened_then = 0;
  std::shared_ptr<const store::Numbers> numbers;
  std::unordered_map<facts::GreenletId, facts::SourceLine> spawned;  // of these
  std::vector<Line> lines;
};

}  // namespace greenlens::gui::parked

#endif  // GREENLENS_GUI_VIEWS_PARKED_UI_H_
