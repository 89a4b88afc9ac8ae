// Paragraphs, and buttons side by side as far as there is room, in letters of one size. To be used
// in an ImGui frame.
#ifndef GREENLENS_GUI_FLOW_H_
#define GREENLENS_GUI_FLOW_H_

#include <string>

#include "gui/look.h"
#include "gui/widgets.h"

namespace greenlens::gui {

class Flow {
 public:
  // `size` is the letters', one of kSizes.
  Flow(const Look& look, float size) : look_(look), size_(size) {}
  float size() const { return size_; }
  // Nothing where there are no words. The next button begins a row.
  void paragraph(ImU32 color, const std::string& words, scene::Face face = scene::Face::sans);
  void new_row() { row_begins_ = true; }
  bool button(const std::string& label, ButtonLook style = ButtonLook::plain, bool enabled = true);

 private:
  const Look& look_;
  const float size_;
  bool row_begins_ = true;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FLOW_H_
