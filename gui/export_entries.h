// What the window can write for other programs: every picture in every format, as the command line
// writes it, and a picture of the window itself. Pure.
#ifndef GREENLENS_GUI_EXPORT_ENTRIES_H_
#define GREENLENS_GUI_EXPORT_ENTRIES_H_

#include <string>
#include <vector>

#include "gui/files.h"
#include "gui/look.h"

namespace greenlens::gui {

// "timeline.svg", "numbers.csv", ".jsonl": no two have the same.
std::string export_key(const ExportEntry& entry);
// What is written: the picture, as its view is called, or the whole recording; and how: "a picture
// (.svg)".
std::string export_subject(const Look& look, const ExportEntry& entry);
std::string export_format(const Look& look, const ExportEntry& entry);
// "Timeline: a picture (.svg)".
std::string export_words(const Look& look, const ExportEntry& entry);

// Null when there is none. Without a scene: the first one of this format, or of all.
const ExportEntry* find_export(const Look& look, const std::string& id, const std::string& scene);

// What the step is compared with can be written beside it: so it is, unless it is to stand alone.
bool can_pair(const Look& look, const ExportEntry& entry);
bool is_pair(const Look& look, const ExportEntry& entry, const FigureChoices& figure);
// Somebody's slice can be opened in it, though it is not as the window shows it.
bool can_open(const Look& look, const ExportEntry& entry);
// A picture for each of the steps that are chosen in the timeline.
bool is_of_each(const Look& look, const ExportEntry& entry);
// What is left out of it; none: it is no form.
std::vector<std::string> blanks_of(const ExportEntry& entry, const FigureChoices& figure);

// Where it goes until somebody says something else; the name says what is in it.
Browsing export_browsing(const Look& look, const ExportEntry& entry, const FigureChoices& figure);
Browsing export_browsing(const Look& look, const ExportEntry& entry);
Browsing picture_browsing(const Look& look);

// Of what is shown, as it is shown.
ExportOrder export_order(const Look& look, const ExportEntry& entry, const std::string& file);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_EXPORT_ENTRIES_H_
