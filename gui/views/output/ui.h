// What the view of the output keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_OUTPUT_UI_H_
#define GREENLENS_GUI_VIEWS_OUTPUT_UI_H_

#include <cstdint>
#include <map>
#include <optional>

#include "tracer/store/history.h"

namespace greenlens::gui::output {

struct Ui {
  std::optional<uint64_t> step;                  // that the rest was made for
  uint64_t lines = 0;                            // printed up to there
  std::map<uint64_t, store::PrintedLine> drawn;  // by their numbers, in the last frame
  uint64_t shown = 0;  // how many lines were there when it was scrolled last
};

}  // namespace greenlens::gui::output

#endif  // GREENLENS_GUI_VIEWS_OUTPUT_UI_H_
