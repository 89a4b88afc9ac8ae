// What the program has printed so far. A click on a line goes to where it was printed.
#include "gui/draw_scene.h"
#include "gui/views/output/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::output {

namespace {

using scene::Face;

void draw_line(const Look& look, const state::OutputLine& line, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(
      {at.x, at.y + look.px(2)}, {at.x + look.px(4), at.y + look.px(14)},
      to_im(scene::fill_color(look.settings.theme, {scene::Role::greenlet, line.greenlet})));
  ImGui::SetCursorScreenPos({at.x + look.px(12), at.y});
  const bool now = line.step == look.moment.number;
  text(look, Face::mono, kBody, now ? colors.accent : colors.ink, line.text);
  if (ImGui::IsItemClicked()) asked->push_back(ask::Seek{line.step});
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked;
  ImGui::BeginChild("output lines");
  const auto& output = look.moment.after.output;
  if (output.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.output.none"));
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(output.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_line(look, output[static_cast<size_t>(i)], &asked);
    }
  }
  if (output.size() != ui->shown) ImGui::SetScrollHereY(1);
  ui->shown = output.size();
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::left_below, made<Ui, draw>}; }

}  // namespace greenlens::gui::output
