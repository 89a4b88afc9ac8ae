// One row of a list whose columns are counted in letters of the face in which machines are written.
#ifndef GREENLENS_GUI_ROW_LINE_H_
#define GREENLENS_GUI_ROW_LINE_H_

#include <imgui.h>

#include <string>

#include "gui/look.h"
#include "gui/widgets.h"

namespace greenlens::gui {

// At the cursor of the ImGui window that is being drawn, as wide as there is room; to be ended.
class RowLine {
 public:
  explicit RowLine(const Look& look);
  const Colors& colors() const { return colors_; }
  float letters() const { return room_ / letter_; }  // how many have room
  // Words from one column up to another, elided there; 0: up to the end.
  void put(float from, float to, ImU32 color, const std::string& words,
           scene::Face face = scene::Face::mono) const;
  // Before any words: this is the row that it is about.
  void mark() const;
  // Likewise: it belongs to what is pointed at elsewhere.
  void light() const;
  void put_swatch(float from, facts::GreenletId greenlet) const;
  // The row is ImGui's last item then.
  void end() const;

 private:
  const Look& look_;
  const Colors colors_;
  const ImVec2 at_;
  const float room_, letter_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_ROW_LINE_H_
