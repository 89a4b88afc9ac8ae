#include "gui/views/printed/model.h"

#include <numeric>

namespace greenlens::gui::printed {

size_t latest_that_fit(const std::vector<float>& widths, float room, float more) {
  if (widths.empty()) return 0;
  if (std::accumulate(widths.begin(), widths.end(), 0.0f) <= room) return widths.size();
  float left = room - more - widths.back();
  size_t count = 1;
  while (count < widths.size() && widths[widths.size() - 1 - count] <= left) {
    left -= widths[widths.size() - 1 - count];
    ++count;
  }
  return count;
}

}  // namespace greenlens::gui::printed
