#ifndef GREENLENS_GUI_VIEWS_CHANGE_UI_H_
#define GREENLENS_GUI_VIEWS_CHANGE_UI_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/store/trace_info.h"

namespace greenlens::gui::change {

struct Ui {
  // Of which scenario, and with what it ran: the values are for that.
  std::string scenario;
  std::vector<store::Setting> ran_with;
  std::vector<int64_t> values;
  bool beside = false;  // the run before stands beside the next one
};

}  // namespace greenlens::gui::change

#endif  // GREENLENS_GUI_VIEWS_CHANGE_UI_H_
