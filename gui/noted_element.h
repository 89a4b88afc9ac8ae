// What of a picture a note is about.
#ifndef GREENLENS_GUI_NOTED_ELEMENT_H_
#define GREENLENS_GUI_NOTED_ELEMENT_H_

#include "tracer/facts/values.h"
#include "tracer/words/notes.h"

namespace greenlens::gui {

struct NotedElement {
  facts::GreenletId greenlet = 0;  // 0: the step
  words::NoteOn where = words::NoteOn::whole;
  bool operator==(const NotedElement&) const = default;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_NOTED_ELEMENT_H_
