// A program and its arguments, before it is run.
#include <algorithm>

#include "gui/arguments.h"
#include "gui/recent.h"
#include "gui/views/arguments/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::arguments {

namespace {

using scene::Face;

bool is_pressed(const Look& look, int key) {
  return std::any_of(look.keys.begin(), look.keys.end(),
                     [key](const Chord& chord) { return chord.key == key; });
}

Requests draw_buttons(const Look& look, Ui* ui) {
  const bool has_program = ui->program[0] != 0;
  const bool clicked =
      button(look.text("ui.arguments.run"), ButtonLook::primary, has_program, {0, look.px(32)});
  ImGui::SameLine();
  if (button(look.text("ui.arguments.browse"), ButtonLook::plain, true, {0, look.px(32)})) {
    const std::string folder = folder_of(ui->program);
    return {ask::Browse{{FileUse::program, "", "", folder.empty() ? look.here : folder, ""}}};
  }
  if (!has_program || (!clicked && !is_pressed(look, kKeyEnter))) return {};
  const auto words = split_arguments(ui->line);
  ui->wrong = !words;
  if (!words) return {};
  return {ask::CloseOverlay{}, ask::StartProgram{{ui->program, *words, ui->switches}}};
}

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  if (look.summoned) {
    *ui = {};
    set_field(field_id("program"), look.choices.order.name, ui->program, sizeof ui->program);
    set_field(field_id("arguments"), join_arguments(look.choices.order.arguments), ui->line,
              sizeof ui->line);
    set_field(field_id("switches"), look.choices.order.switches, ui->switches, sizeof ui->switches);
  }
  text(look, Face::bold, kTitle, colors.ink, title(look, *find_view("arguments")));
  // Who chose the program goes on with its arguments.
  const bool has_program = ui->program[0] != 0;
  ImGui::SetNextItemWidth(-1);
  field("program", look.text("ui.arguments.program"), ui->program, sizeof ui->program,
        look.summoned && !has_program);
  ImGui::SetNextItemWidth(-1);
  if (field("arguments", look.text("ui.arguments.line"), ui->line, sizeof ui->line,
            look.summoned && has_program)) {
    ui->wrong = false;
  }
  ImGui::SetNextItemWidth(-1);
  field("switches", look.text("ui.arguments.switches"), ui->switches, sizeof ui->switches, false);
  text_wrapped(look, Face::sans, kSmall, ui->wrong ? colors.error : colors.muted,
               look.text(ui->wrong ? "ui.arguments.wrong" : "ui.arguments.about"));
  return draw_buttons(look, ui);
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {600, 262}, Keyboard::field}; }

}  // namespace greenlens::gui::arguments
