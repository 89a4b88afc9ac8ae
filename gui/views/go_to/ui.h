// What the person typed into "go to".
#ifndef GREENLENS_GUI_VIEWS_GO_TO_UI_H_
#define GREENLENS_GUI_VIEWS_GO_TO_UI_H_

namespace greenlens::gui::go_to {

struct Ui {
  char step[200] = "";
};

}  // namespace greenlens::gui::go_to

#endif  // GREENLENS_GUI_VIEWS_GO_TO_UI_H_
