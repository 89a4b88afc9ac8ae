// What a person chose of the figures that are exported beside their scene and format.
#ifndef GREENLENS_GUI_FIGURE_CHOICES_H_
#define GREENLENS_GUI_FIGURE_CHOICES_H_

#include <string>
#include <vector>

namespace greenlens::gui {

struct FigureChoices {
  bool form = false;                 // something is left out of it, to be filled in
  std::vector<std::string> blank{};  // what, while it is a form: of ExportEntry::blanks
  std::string paper{};               // of ExportEntry::papers; empty: the first one
  bool alone = false;                // without what the step is compared with
  bool opened = false;               // a page has the selected slice in place of source and output
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FIGURE_CHOICES_H_
