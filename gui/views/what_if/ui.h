#ifndef GREENLENS_GUI_VIEWS_WHAT_IF_UI_H_
#define GREENLENS_GUI_VIEWS_WHAT_IF_UI_H_

#include <cstdint>
#include <optional>

#include "gui/views/what_if/model.h"

namespace greenlens::gui::what_if {

struct Ui {
  // Of which step of how many it was worked out: it stays until that is another one.
  uint64_t step = 0, steps = 0, version = 0;
  std::optional<CanDo> can;
};

}  // namespace greenlens::gui::what_if

#endif  // GREENLENS_GUI_VIEWS_WHAT_IF_UI_H_
