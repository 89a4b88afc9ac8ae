// Switches that are wrong on purpose, to be tried, and a field for one's own.
#include <algorithm>

#include "gui/views/lab/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::lab {

namespace {

using scene::Face;

Requests started(const std::string& name) {
  return {ask::CloseOverlay{}, ask::StartProgram{{name, {}}}};
}

// As a target's name has it.
constexpr const char* kPrefix = "lab:";

Requests draw_list(const Look& look) {
  const Colors colors = colors_of(look.settings.theme);
  Requests asked;
  ImGui::BeginChild("wrong switches", {0, -look.px(70)});
  for (const ScenarioEntry& one : *look.wrong_switches) {
    if (button(one.title, ButtonLook::plain, true, {0, look.px(26)})) asked = started(one.id);
    text_wrapped(look, Face::sans, kSmall, colors.muted, one.teaches);
    ImGui::Dummy({1, look.px(4)});
  }
  ImGui::EndChild();
  return asked;
}

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  if (look.summoned) *ui = {};
  text(look, Face::bold, kTitle, colors.ink, title(look, *find_view("lab")));
  Requests asked;
  if (look.wrong_switches != nullptr) asked = draw_list(look);
  ImGui::SetNextItemWidth(-1);
  field("file of a switch", look.text("ui.lab.file"), ui->file, sizeof ui->file, look.summoned);
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(),
                                   [](const Chord& chord) { return chord.key == kKeyEnter; });
  const bool has_file = ui->file[0] != 0;
  const bool clicked =
      button(look.text("ui.lab.try"), ButtonLook::primary, has_file, {0, look.px(30)});
  if (has_file && (clicked || entered)) return started(std::string(kPrefix) + ui->file);
  return asked;
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {620, 470}, Keyboard::field}; }

}  // namespace greenlens::gui::lab
