#include "gui/moved.h"

#include <algorithm>

namespace greenlens::gui {

Slot slot_of(const Settings& settings, const View& view) {
  if (settings.layout == LayoutChoice::programs) {
    // Beside the picture; what looks wrong below who is parked.
    const std::string_view id = view.id;
    if (id == "parked") return Slot::right;
    if (id == "found") return Slot::right_below;
    if (id == "processes") return Slot::bottom;
  }
  if (settings.layout != LayoutChoice::own || !is_panel(view.slot)) return view.slot;
  for (const Settings::Moved& moved : settings.moved) {
    if (moved.view == view.id && is_panel(moved.to)) return moved.to;
  }
  return view.slot;
}

std::vector<const View*> views_at(const Settings& settings, Slot slot) {
  std::vector<const View*> there;
  for (const View& view : views()) {
    if (slot_of(settings, view) == slot) there.push_back(&view);
  }
  return there;
}

Settings with_moved(Settings settings, std::string_view id, Slot slot) {
  const View* view = find_view(id);
  if (view == nullptr || !is_panel(view->slot) || !is_panel(slot)) return settings;
  if (slot_of(settings, *view) == slot) return settings;
  Settings moved = settings;
  moved.layout = LayoutChoice::own;
  std::erase_if(moved.moved, [&](const Settings::Moved& one) { return one.view == id; });
  if (view->slot != slot) moved.moved.push_back({std::string(id), slot});
  return views_at(moved, Slot::middle).empty() ? settings : moved;
}

Settings with_none_moved(Settings settings) {
  const Settings fresh;
  settings.moved.clear();
  for (float Settings::*share :
       {&Settings::left, &Settings::right, &Settings::bottom, &Settings::output, &Settings::tree}) {
    settings.*share = fresh.*share;
  }
  return settings;
}

}  // namespace greenlens::gui
