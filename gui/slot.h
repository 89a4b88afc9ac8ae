// Where a view can stand. A layout (gui/layouts.h) says where each place is, and leaves out some.
#ifndef GREENLENS_GUI_SLOT_H_
#define GREENLENS_GUI_SLOT_H_

#include <imgui.h>

#include <cstdint>

namespace greenlens::gui {

// A rectangle of the screen, in pixels.
struct Area {
  ImVec2 at, size;
};

enum class Slot : uint8_t {
  bar,       // across the top
  slider,    // below it
  sentence,  // below that
  left,
  left_below,
  middle,
  right,
  right_below,
  bottom,   // across, below the three columns
  whole,    // all below the bar, when there is no session
  overlay,  // over everything else, one at a time
};

// Whether views there have a frame with a title, or with a tab for each where several share it. The
// others draw on the window itself, and one alone.
constexpr bool is_panel(Slot slot) {
  switch (slot) {
    case Slot::left:
    case Slot::left_below:
    case Slot::middle:
    case Slot::right:
    case Slot::right_below:
    case Slot::bottom:
      return true;
    case Slot::bar:
    case Slot::slider:
    case Slot::sentence:
    case Slot::whole:
    case Slot::overlay:
      return false;
  }
  return false;
}

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SLOT_H_
