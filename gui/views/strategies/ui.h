// Which of what was measured is looked at, and how far the recording was gone along.
#ifndef GREENLENS_GUI_VIEWS_STRATEGIES_UI_H_
#define GREENLENS_GUI_VIEWS_STRATEGIES_UI_H_

#include <cstdint>
#include <memory>

#include "gui/picture.h"
#include "gui/views/strategies/model.h"

namespace greenlens::gui::strategies {

struct Ui {
  Picture picture;
  Along along;
  uint64_t greenlets = 100;
  uint64_t bytes = 4096;
  std::shared_ptr<const greenlens::strategies::Sweep> sweep;  // that the picture is of
  uint64_t version = 0;                                       // grows with each other one
};

}  // namespace greenlens::gui::strategies

#endif  // GREENLENS_GUI_VIEWS_STRATEGIES_UI_H_
