// Tabs in as many lines as they need, behind each other.
#ifndef GREENLENS_GUI_TAB_ROW_H_
#define GREENLENS_GUI_TAB_ROW_H_

#include <string>

#include "gui/look.h"

namespace greenlens::gui {

class TabRow {
 public:
  explicit TabRow(const Look& look);
  // First of all, in so much room.
  void word(const std::string& words, float room);
  // A tab: whether it was clicked. `called`: as in widget_places().
  bool put(const std::string& label, bool chosen, const std::string& called);

 private:
  // Before a tab of this width.
  void make_room(float width);

  const Look& look_;
  const float right_;
  bool first_ = true;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_TAB_ROW_H_
