// Everything that can be done, by name: what the palette says.
#ifndef GREENLENS_GUI_VIEWS_PALETTE_MODEL_H_
#define GREENLENS_GUI_VIEWS_PALETTE_MODEL_H_

#include <string>
#include <string_view>
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

// Every command, then every view that stands behind a tab, every file that can be written, every
// scenario, notes, the greenlets that there are at this step, the terms of the glossary, and
// the files that were opened last.
std::vector<Entry> entries(const Look& look);
// Those that suit what is typed, the best first, those that may be done before those that may not.
// A number is a step as well.
std::vector<Entry> suiting(const Look& look, std::string_view typed);

}  // namespace greenlens::gui::palette

#endif  // GREENLENS_GUI_VIEWS_PALETTE_MODEL_H_
