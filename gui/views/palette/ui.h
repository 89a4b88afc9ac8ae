// What the person typed into the palette, and chose in it.
#ifndef GREENLENS_GUI_VIEWS_PALETTE_UI_H_
#define GREENLENS_GUI_VIEWS_PALETTE_UI_H_

#include <cstddef>

namespace greenlens::gui::palette {

struct Ui {
  char filter[128] = "";
  size_t chosen = 0;     // of those that suit
  bool scrolls = false;  // it has to come into sight
};

}  // namespace greenlens::gui::palette

#endif  // GREENLENS_GUI_VIEWS_PALETTE_UI_H_
