// What is written at this step, with the numbers that its pins have in the pictures.
#include <algorithm>

#include "gui/bindings.h"
#include "gui/line_wrap.h"
#include "gui/note_commands.h"
#include "gui/notes_room.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::notes {

namespace {

using scene::Face;

constexpr float kPin = 9;  // its radius

void draw_number(const Look& look, ImVec2 at, float size, size_t number) {
  const Colors colors = colors_of(look.settings.theme);
  const float line = look.fonts.line(Face::sans, size);
  const float radius = std::min(look.px(kPin), line / 2);
  const ImVec2 middle{at.x + radius, at.y + line / 2};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddCircleFilled(middle, radius, colors.panel);
  list->AddCircle(middle, radius, colors.ink, 0, look.px(1.5f));
  const std::string words = std::to_string(number);
  const float wide = width_of(look, Face::bold, kSizes[0], words);
  write(look, Face::bold, kSizes[0], {middle.x - wide / 2, middle.y - look.px(kSizes[0]) / 2},
        colors.ink, words);
}

// Returns where it ends.
float draw_note(const Look& look, const words::StepNote& note, float size, ImVec2 at, float wrap) {
  const Colors colors = colors_of(look.settings.theme);
  const float line = look.fonts.line(Face::sans, size);
  draw_number(look, at, size, note.number);
  float y = at.y;
  ImFont* font = look.fonts.get(Face::sans, size);
  for (const std::string& words : words::note_lines(look.messages, note)) {
    write(look, Face::sans, size,
          {at.x + look.px(kNotesInset) - look.px(12), y + (line - look.px(size)) / 2}, colors.ink,
          words, wrap);
    y += std::max(line, wrapped_height(font, line, words, wrap));
  }
  return y;
}

void draw_none(const Look& look, Area area) {
  const auto next = words::next_noted(*look.notes, look.moment.number, look.trace->size());
  const Command* command = find_command("next_note");
  const std::string words =
      next ? look.text("ui.note.none_until",
                       {{"step", std::to_string(*next)}, {"key", key_text(look, *command)}})
           : look.text("ui.note.none");
  write(look, Face::sans, kSmall, {area.at.x + look.px(20), area.at.y + look.px(kNotesAbove + 2)},
        colors_of(look.settings.theme).muted, words);
}

Requests draw(const Look& look, Area area) {
  if (look.trace == nullptr || look.notes == nullptr || area.size.y < 1) return {};
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
  list->AddRectFilled(area.at, high, colors.panel, look.px(4));
  list->AddRectFilled(area.at, {area.at.x + look.px(5), high.y}, colors.muted);
  list->PushClipRect(area.at, high, true);
  if (look.numbered.empty()) {
    draw_none(look, area);
  } else {
    const NotesRoom room =
        room_for_notes(look, look.numbered, {{0, 0}, ImGui::GetIO().DisplaySize});
    const float wrap = std::max(1.0f, area.size.x - look.px(kNotesInset + 12));
    ImVec2 at{area.at.x + look.px(12), area.at.y + look.px(kNotesAbove)};
    std::string all;
    for (const words::StepNote& note : look.numbered) {
      at.y = draw_note(look, note, room.size, at, wrap) + look.px(kNotesBetween);
      all += words::note_text(look.messages, note) + '\n';
    }
    if (room.cut) {
      const float wide = width_of(look, Face::bold, room.size, "…") + look.px(8);
      const ImVec2 low{high.x - wide, high.y - look.fonts.line(Face::sans, room.size)};
      list->AddRectFilled(low, high, colors.panel);
      write(look, Face::bold, room.size, {low.x + look.px(4), low.y}, colors.ink, "…");
    }
    if (ImGui::IsMouseHoveringRect(area.at, high) && room.cut) tooltip(all);
  }
  list->PopClipRect();
  return {};
}

}  // namespace

View view() { return {Slot::notes, made<draw>}; }

}  // namespace greenlens::gui::notes
