// Notes in a picture: a numbered pin on each element that one is about, and what they say below.
// Pure functions of a picture that is made already, by the ids of its items.
#ifndef GREENLENS_TRACER_SCENE_PINS_H_
#define GREENLENS_TRACER_SCENE_PINS_H_

#include <span>
#include <string_view>
#include <vector>

#include "tracer/scene/layout.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/scene.h"
#include "tracer/words/messages.h"
#include "tracer/words/step_notes.h"

namespace greenlens::scene {

// Above everything that is there, and where it hides least of it. A note about a whole greenlet has
// one in each picture in which that is drawn; one whose element is not drawn has none.
void put_pins(Scene* scene, std::span<const words::StepNote> notes);
// Which element of its greenlet an item with this id is.
words::NoteOn noted_element(std::string_view id);

// What notes say in a box, each with its number as its pin has it. Pixels at 100 %.
struct NotesBox {
  float size = 12;                              // of the text
  float height = 0;                             // of all of it
  std::vector<std::vector<std::string>> lines;  // of each note
};
// As large as all of it has room in `most`, from `largest` down to `least`; what still has none
// ends with "…".
NotesBox notes_box(const words::Messages& messages, std::span<const words::StepNote> notes,
                   float width, float most, float largest, float least);
// Returns where it ends; nothing of no notes.
float paint_notes(Painter& painter, std::span<const words::StepNote> notes, const NotesBox& box,
                  const Box& place);
// The picture becomes higher by what they say; and for those who have it read to them.
void add_notes_below(const words::Messages& messages, std::span<const words::StepNote> notes,
                     Scene* scene);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_PINS_H_
