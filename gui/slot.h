// Where a view can stand. A layout (gui/layouts.h) says where each place is, and leaves out some.
#ifndef GREENLENS_GUI_SLOT_H_
#define GREENLENS_GUI_SLOT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace greenlens::gui {

enum class Slot : uint8_t {
  bar,       // across the top
  slider,    // below it
  sentence,  // below that
  notes,     // below that, where there are any
  left,
  left_below,
  middle,
  right,
  right_below,
  bottom,   // across, below the three columns
  line,     // across, below that: a line of text high
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
    case Slot::notes:
    case Slot::line:
    case Slot::whole:
    case Slot::overlay:
      return false;
  }
  return false;
}

// Those, with the names that settings have for them.
struct PanelSlot {
  Slot slot;
  const char* name;
};
inline constexpr std::array kPanelSlots = {PanelSlot{Slot::left, "left"},
                                           PanelSlot{Slot::left_below, "left_below"},
                                           PanelSlot{Slot::middle, "middle"},
                                           PanelSlot{Slot::right, "right"},
                                           PanelSlot{Slot::right_below, "right_below"},
                                           PanelSlot{Slot::bottom, "bottom"}};
constexpr const char* panel_slot_name(Slot slot) {
  for (const PanelSlot& one : kPanelSlots) {
    if (one.slot == slot) return one.name;
  }
  return "";
}
constexpr std::optional<Slot> panel_slot_from_name(std::string_view name) {
  for (const PanelSlot& one : kPanelSlots) {
    if (one.name == name) return one.slot;
  }
  return {};
}

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SLOT_H_
