// A rectangle of the screen. A plain value.
#ifndef GREENLENS_GUI_AREA_H_
#define GREENLENS_GUI_AREA_H_

#include <imgui.h>

namespace greenlens::gui {

// In pixels.
struct Area {
  ImVec2 at, size;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_AREA_H_
