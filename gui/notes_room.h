// How much room notes take below the sentence. It is the same at every step of a recording, so that
// nothing moves there, but where a step has so much to say that others would lose too much.
#ifndef GREENLENS_GUI_NOTES_ROOM_H_
#define GREENLENS_GUI_NOTES_ROOM_H_

#include <span>

#include "gui/look.h"

namespace greenlens::gui {

// Pixels at 100 %, but for heights.
struct NotesRoom {
  float size = 0;    // of the text
  float height = 0;  // of all of them, on the screen
  bool cut = false;  // that is more than there may be, and `height` is what there is
};
inline constexpr float kNotesInset = 38, kNotesAbove = 4, kNotesBetween = 2;

// Of these notes in a window: as large as all of them have room.
NotesRoom room_for_notes(const Look& look, std::span<const words::StepNote> notes, Area window);
// On the screen; 0: nothing is written in this recording.
float notes_height(const Look& look, Area window);
// Of one, wrapped, on the screen; without the gap behind it.
float note_height(const Look& look, const words::StepNote& note, float size, float wrap);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_NOTES_ROOM_H_
