// Everything that can be done, by name: what the palette says.
#ifndef GREENLENS_GUI_VIEWS_PALETTE_MODEL_H_
#define GREENLENS_GUI_VIEWS_PALETTE_MODEL_H_

#include <string>
#include <vector>

#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui::palette {

struct Entry {
  std::string label;
  std::string key;  // may be empty
  bool enabled = true;
  Request request;
};

// Every command, then every view that stands behind a tab, then every file that can be written.
std::vector<Entry> entries(const Look& look);

}  // namespace greenlens::gui::palette

#endif  // GREENLENS_GUI_VIEWS_PALETTE_MODEL_H_
