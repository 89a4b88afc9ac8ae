// A picture of the window, as it was drawn. Plain values.
#ifndef GREENLENS_GUI_PIXELS_H_
#define GREENLENS_GUI_PIXELS_H_

#include <vector>

namespace greenlens::gui {

struct Pixels {
  int width = 0, height = 0;
  std::vector<unsigned char> rgba;  // four for each, from the lowest line up
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PIXELS_H_
