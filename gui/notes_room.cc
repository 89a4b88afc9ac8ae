#include "gui/notes_room.h"

#include <algorithm>

#include "gui/line_wrap.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

constexpr float kMostNotes = 0.26f, kSteadyNotes = 0.12f;  // of the window's height
constexpr float kNotesMargin = 12;

}  // namespace

float note_height(const Look& look, const words::StepNote& note, float size, float wrap) {
  const float line = look.fonts.line(scene::Face::sans, size);
  ImFont* font = look.fonts.get(scene::Face::sans, size);
  float height = 0;
  for (const std::string& words : words::note_lines(look.messages, note)) {
    height += std::max(line, wrapped_height(font, line, words, wrap));
  }
  return height;
}

NotesRoom room_for_notes(const Look& look, std::span<const words::StepNote> notes, Area window) {
  if (notes.empty()) return {};
  const bool wall = look.settings.layout == LayoutChoice::classroom;
  const float most = kMostNotes * window.size.y;
  const float wrap =
      std::max(1.0f, window.size.x - look.px(2 * kNotesMargin + kNotesInset + kNotesMargin));
  NotesRoom room;
  for (const float size : {kTitle, kBody, kSmall, kSizes[0]}) {
    if (size > (wall ? kTitle : kBody)) continue;
    float height = look.px(2 * kNotesAbove);
    for (const words::StepNote& note : notes) {
      height += note_height(look, note, size, wrap) + look.px(kNotesBetween);
    }
    // The margin below may go.
    room = {size, std::min(height, most), height - look.px(kNotesAbove + kNotesBetween) > most};
    if (!room.cut) break;
  }
  return room;
}

float notes_height(const Look& look, Area window) {
  if (look.notes == nullptr || !look.longest_noted) return 0;
  const float here = room_for_notes(look, look.numbered, window).height;
  if (look.moment.number == *look.longest_noted) return here;
  const std::vector<words::StepNote> longest =
      words::step_notes(look.messages, *look.notes, *look.longest_noted);
  const float steady = kSteadyNotes * window.size.y;
  return std::max(here, std::min(room_for_notes(look, longest, window).height, steady));
}

}  // namespace greenlens::gui
