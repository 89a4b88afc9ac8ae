// What the person is writing as a note, and about what.
#ifndef GREENLENS_GUI_VIEWS_NOTE_UI_H_
#define GREENLENS_GUI_VIEWS_NOTE_UI_H_

#include <optional>
#include <string>

#include "gui/noted_element.h"
#include "tracer/words/notes.h"

namespace greenlens::gui::note {

struct Ui {
  char text[words::kMostNoteBytes + 1] = "";
  uint64_t step = 0;                 // of which it is
  std::optional<size_t> instead_of;  // which one of the step is changed; none: it is a new one
  NotedElement offered;              // whose elements it may be about
  std::string on;                    // what it is about, as notes name that; empty: the step
  words::NoteOn where = words::NoteOn::whole;
};

}  // namespace greenlens::gui::note

#endif  // GREENLENS_GUI_VIEWS_NOTE_UI_H_
