// A program, its arguments and how it is watched, before it is run.
#include <algorithm>

#include "gui/recent.h"
#include "gui/views/arguments/model.h"
#include "gui/views/arguments/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui::arguments {

namespace {

using scene::Face;

bool is_pressed(const Look& look, int key) {
  return std::any_of(look.keys.begin(), look.keys.end(),
                     [key](const Chord& chord) { return chord.key == key; });
}

Typed typed_into(const Ui& ui) {
  return {ui.program, ui.line, ui.switches, ui.stacks, ui.stub, ui.cpu, ui.lines};
}

Requests browse(const Look& look, const Ui& ui) {
  const std::string folder = folder_of(ui.program);
  Requests requests;
  // What was typed is there when the program was found.
  if (const auto order = order_of(typed_into(ui))) requests.push_back(ask::EditProgram{*order});
  requests.push_back(
      ask::Browse{{FileUse::program, "", "", folder.empty() ? look.here : folder, ""}});
  return requests;
}

Requests run(const Look& look, Ui* ui) {
  const auto order = order_of(typed_into(*ui));
  ui->wrong =
      order ? words::sentence(look.messages, wrong_with(*order)) : look.text("ui.arguments.wrong");
  if (!order || !ui->wrong.empty()) return {};
  return {ask::CloseOverlay{}, ask::StartProgram{*order}};
}

Requests draw_buttons(const Look& look, Ui* ui) {
  const bool has_program = ui->program[0] != 0;
  const bool clicked =
      button(look.text("ui.arguments.run"), ButtonLook::primary, has_program, {0, look.px(32)});
  ImGui::SameLine();
  if (button(look.text("ui.arguments.browse"), ButtonLook::plain, true, {0, look.px(32)})) {
    return browse(look, *ui);
  }
  return has_program && (clicked || is_pressed(look, kKeyEnter)) ? run(look, ui) : Requests();
}

void take(const StartOrder& order, Ui* ui) {
  const Typed words = typed(order);
  *ui = {};
  ui->lines = words.lines;
  set_field(field_id("program"), words.program, ui->program, sizeof ui->program);
  set_field(field_id("arguments"), words.line, ui->line, sizeof ui->line);
  set_field(field_id("switches"), words.switches, ui->switches, sizeof ui->switches);
  set_field(field_id("stacks"), words.stacks, ui->stacks, sizeof ui->stacks);
  set_field(field_id("stub"), words.stub, ui->stub, sizeof ui->stub);
  set_field(field_id("cpu"), words.cpu, ui->cpu, sizeof ui->cpu);
}

// A field with its name before it. Whether it has changed.
class Form {
 public:
  explicit Form(const Look& look) : look_(look), left_(ImGui::GetCursorPosX()) {
    for (const char* name : {"program", "line", "switches", "stacks", "stub", "cpu"}) {
      widest_ = std::max(widest_, width_of(look, Face::sans, kSmall, look.text(id_of(name))));
    }
  }

  bool row(const char* label, const char* name, char* text, size_t size, bool focus) {
    ImGui::AlignTextToFramePadding();
    gui::text(look_, Face::sans, kSmall, colors_of(look_.settings.theme).muted,
              look_.text(id_of(name)));
    to_fields();
    ImGui::SetNextItemWidth(-1);
    return field(label, look_.text(id_of(name) + ".hint"), text, size, focus);
  }
  void to_fields() { ImGui::SameLine(left_ + widest_ + look_.px(12)); }

 private:
  static std::string id_of(const char* name) { return std::string("ui.arguments.") + name; }

  const Look& look_;
  const float left_;
  float widest_ = 0;
};

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  if (look.summoned) take(look.choices.order, ui);
  text(look, Face::bold, kTitle, colors.ink, title(look, *find_view("arguments")));
  // Who chose the program goes on with its arguments.
  const bool has_program = ui->program[0] != 0;
  const bool comes = look.summoned;
  Form form(look);
  bool changed =
      form.row("program", "program", ui->program, sizeof ui->program, comes && !has_program);
  changed |= form.row("arguments", "line", ui->line, sizeof ui->line, comes && has_program);
  changed |= form.row("switches", "switches", ui->switches, sizeof ui->switches, false);
  changed |= form.row("stacks", "stacks", ui->stacks, sizeof ui->stacks, false);
  changed |= form.row("stub", "stub", ui->stub, sizeof ui->stub, false);
  changed |= form.row("cpu", "cpu", ui->cpu, sizeof ui->cpu, false);
  ImGui::Dummy({0, 0});
  form.to_fields();
  if (checkbox(look.text("ui.arguments.lines"), ui->lines)) ui->lines = !ui->lines;
  if (changed) ui->wrong = "";
  text_wrapped(look, Face::sans, kSmall, ui->wrong.empty() ? colors.muted : colors.error,
               ui->wrong.empty() ? look.text("ui.arguments.about") : ui->wrong);
  note_widget(ui->wrong);
  return draw_buttons(look, ui);
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {640, 322}, Keyboard::field}; }

}  // namespace greenlens::gui::arguments
