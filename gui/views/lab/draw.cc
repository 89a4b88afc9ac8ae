// Switches that are wrong on purpose, to be tried, and a field for one's own.
#include <algorithm>

#include "gui/tab_row.h"
#include "gui/views/lab/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::lab {

namespace {

using scene::Face;

Requests started(const std::string& name, const std::string& cpu) {
  StartOrder order{name, {}};
  order.cpu = cpu;
  return {ask::CloseOverlay{}, ask::StartProgram{order}};
}

// As a target's name has it.
constexpr const char* kPrefix = "lab:";

// Whose: where there is but one, it is not asked.
void choose_cpu(const Look& look, Ui* ui) {
  if (look.wrong_switches->size() < 2) return;
  TabRow row(look);
  const std::string word = look.text("ui.arguments.cpu");
  row.word(word, width_of(look, Face::sans, kBody, word) + look.px(8));
  for (size_t i = 0; i < look.wrong_switches->size(); ++i) {
    const WrongSwitches& one = (*look.wrong_switches)[i];
    if (row.put(one.name, i == ui->cpu, "lab: " + one.name)) ui->cpu = i;
  }
  ImGui::Dummy({1, look.px(2)});
}

Requests draw_list(const Look& look, const WrongSwitches& its) {
  const Colors colors = colors_of(look.settings.theme);
  Requests asked;
  // Where next to nothing is left for the list, the whole is scrolled.
  const float left = ImGui::GetContentRegionAvail().y - look.px(70);
  ImGui::BeginChild("wrong switches", {0, std::max(left, look.px(90))});
  for (const ScenarioEntry& one : its.all) {
    if (button(one.title, ButtonLook::plain, true, {0, look.px(26)}))
      asked = started(one.id, its.cpu);
    text_wrapped(look, Face::sans, kSmall, colors.muted, one.teaches);
    ImGui::Dummy({1, look.px(4)});
  }
  ImGui::EndChild();
  return asked;
}

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  if (look.summoned) ui->file[0] = 0;
  text(look, Face::bold, kTitle, colors.ink, title(look, *find_view("lab")));
  Requests asked;
  std::string cpu;
  if (look.wrong_switches != nullptr && !look.wrong_switches->empty()) {
    ui->cpu = std::min(ui->cpu, look.wrong_switches->size() - 1);
    choose_cpu(look, ui);
    const WrongSwitches& its = (*look.wrong_switches)[ui->cpu];
    cpu = its.cpu;
    asked = draw_list(look, its);
  }
  ImGui::SetNextItemWidth(-1);
  field("file of a switch", look.text("ui.lab.file"), ui->file, sizeof ui->file, look.summoned);
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(),
                                   [](const Chord& chord) { return chord.key == kKeyEnter; });
  const bool has_file = ui->file[0] != 0;
  const bool clicked =
      button(look.text("ui.lab.try"), ButtonLook::primary, has_file, {0, look.px(30)});
  if (has_file && (clicked || entered)) return started(std::string(kPrefix) + ui->file, cpu);
  return asked;
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {620, 470}, Keyboard::field}; }

}  // namespace greenlens::gui::lab
