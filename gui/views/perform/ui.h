// The move that somebody puts together, and the words as they were made last.
#ifndef GREENLENS_GUI_VIEWS_PERFORM_UI_H_
#define GREENLENS_GUI_VIEWS_PERFORM_UI_H_

#include <optional>
#include <string>
#include <vector>

#include "gui/views/perform/model.h"

namespace greenlens::gui::perform {

struct Ui {
  Parts parts;
  char typed[256] = "";
  size_t tries = 0;  // that there were when the move was begun
  // The words for this version of the performance; none: not made yet.
  std::optional<uint64_t> version;
  std::vector<facts::GreenletId> whom;
  std::vector<Place> places;
  std::string task, said, hint, done;
};

}  // namespace greenlens::gui::perform

#endif  // GREENLENS_GUI_VIEWS_PERFORM_UI_H_
