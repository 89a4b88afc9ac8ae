// What the program has printed so far. A click on a line goes to where it was printed.
#include <algorithm>
#include <climits>

#include "gui/draw_scene.h"
#include "gui/focus.h"
#include "gui/views/output/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui::output {

namespace {

using scene::Face;

void draw_line(const Look& look, const store::PrintedLine& line, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  // A texture needs more room than a colour.
  const scene::Style who{scene::Role::greenlet, line.who};
  const bool textured = scene::texture_of(look.settings.theme, who) != scene::Texture::plain;
  paint_swatch(look, {{at.x, at.y + look.px(2)}, {look.px(textured ? 9 : 4), look.px(12)}},
               line.who);
  ImGui::SetCursorScreenPos({at.x + look.px(12), at.y});
  const bool now = line.step == look.moment.number;
  const float room = ImGui::GetContentRegionAvail().x / look.settings.scale;
  const std::string words = scene::elide(drawable(line.text), kBody, Face::mono, room);
  text(look, Face::mono, kBody, now ? colors.accent : colors.ink, words);
  if (words != line.text && ImGui::IsItemHovered()) tooltip(line.text);
  const bool entered = focus_stop("printed " + std::to_string(line.step), line.text);
  if (ImGui::IsItemClicked() || entered) asked->push_back(ask::Seek{line.step});
}

// Asked anew where something else is to be seen, and only for that: there may be millions of lines.
void count(const Look& look, Ui* ui) {
  if (ui->step == look.moment.number) return;
  ui->step = look.moment.number;
  ui->lines = look.trace->printed_until(look.moment.number);
  ui->drawn.clear();
}
using Lines = std::map<uint64_t, store::PrintedLine>;
Lines lines(const Look& look, uint64_t first, uint64_t count, const Ui& ui) {
  Lines found(ui.drawn.lower_bound(first), ui.drawn.lower_bound(first + count));
  if (found.size() == count) return found;
  for (store::PrintedLine& line : look.trace->printed(first, count)) {
    found.insert_or_assign(first++, std::move(line));
  }
  return found;
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked;
  ImGui::BeginChild("output lines");
  count(look, ui);
  if (ui->lines == 0) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.output.none"));
  }
  Lines drawn;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(std::min<uint64_t>(ui->lines, INT_MAX)));
  while (clipper.Step()) {
    const auto first = static_cast<uint64_t>(clipper.DisplayStart) + 1;
    const auto count = static_cast<uint64_t>(clipper.DisplayEnd - clipper.DisplayStart);
    for (const auto& [number, line] : lines(look, first, count, *ui)) {
      draw_line(look, line, &asked);
      drawn.emplace(number, line);
    }
  }
  ui->drawn = std::move(drawn);
  if (ui->lines != ui->shown) ImGui::SetScrollHereY(1);
  ui->shown = ui->lines;
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::left_below, made<Ui, draw>}; }

}  // namespace greenlens::gui::output
