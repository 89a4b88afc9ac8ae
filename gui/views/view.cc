#include "gui/views/view.h"

#include <algorithm>

namespace greenlens::gui {

const View* find_view(std::string_view id) {
  for (const View& view : views()) {
    if (view.id == id) return &view;
  }
  return nullptr;
}

std::string title(const Look& look, const View& view) {
  return look.text(std::string("ui.view.") + view.id);
}

bool has_tab(const View& view) {
  const auto there = [&](const View& other) { return other.slot == view.slot; };
  return is_panel(view.slot) && std::count_if(views().begin(), views().end(), there) > 1;
}

MadeViews make_views() {
  MadeViews made;
  for (const View& view : views()) made[view.id] = view.make();
  return made;
}

}  // namespace greenlens::gui
