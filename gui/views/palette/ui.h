// What the person typed into the palette.
#ifndef GREENLENS_GUI_VIEWS_PALETTE_UI_H_
#define GREENLENS_GUI_VIEWS_PALETTE_UI_H_

namespace greenlens::gui::palette {

struct Ui {
  char filter[128] = "";
};

}  // namespace greenlens::gui::palette

#endif  // GREENLENS_GUI_VIEWS_PALETTE_UI_H_
