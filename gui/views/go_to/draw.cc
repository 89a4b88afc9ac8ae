// A field for the number of an event.
#include <cstdlib>

#include "gui/views/go_to/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::go_to {

namespace {

Requests draw(const Look& look, Area, Ui* ui) {
  text(look, scene::Face::bold, kTitle, colors_of(look.settings.theme).ink,
       title(look, *find_view("go_to")));
  if (look.summoned) {
    *ui = {};
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(-1);
  const bool entered =
      ImGui::InputText("##go to", ui->step, sizeof ui->step,
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CharsDecimal);
  note_widget("go to step");
  if (!entered) return {};
  return {ask::Seek{std::strtoull(ui->step, nullptr, 10)}, ask::CloseOverlay{}};
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {300, 84}}; }

}  // namespace greenlens::gui::go_to
