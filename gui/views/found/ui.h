// Whose page the person has opened, and what was made for drawing.
#ifndef GREENLENS_GUI_VIEWS_FOUND_UI_H_
#define GREENLENS_GUI_VIEWS_FOUND_UI_H_

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gui/views/found/model.h"

namespace greenlens::gui::found {

struct Ui {
  std::set<std::string> opened;  // pages, by their rows' names
  // The rows of these.
  std::shared_ptr<const std::vector<lints::Fired>> lints;
  std::shared_ptr<const std::vector<findings::Finding>> findings;
  std::string members;  // of the notes
  const words::Messages* messages = nullptr;
  std::vector<Row> rows;
};

}  // namespace greenlens::gui::found

#endif  // GREENLENS_GUI_VIEWS_FOUND_UI_H_
