// What the person typed as a bookmark's name.
#ifndef GREENLENS_GUI_VIEWS_BOOKMARK_UI_H_
#define GREENLENS_GUI_VIEWS_BOOKMARK_UI_H_

#include "tracer/session/bookmarks.h"

namespace greenlens::gui::bookmark {

struct Ui {
  char note[session::kMostNoteBytes + 1] = "";
};

}  // namespace greenlens::gui::bookmark

#endif  // GREENLENS_GUI_VIEWS_BOOKMARK_UI_H_
