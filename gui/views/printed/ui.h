// What the line of the latest output keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_PRINTED_UI_H_
#define GREENLENS_GUI_VIEWS_PRINTED_UI_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/store/history.h"

namespace greenlens::gui::printed {

struct Ui {
  std::optional<uint64_t> step;            // that the rest was made for
  uint64_t count = 0;                      // printed up to there
  std::vector<store::PrintedLine> latest;  // of those, in order
};

}  // namespace greenlens::gui::printed

#endif  // GREENLENS_GUI_VIEWS_PRINTED_UI_H_
