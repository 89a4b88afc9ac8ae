// The command palette: what is typed narrows the list, Enter runs the first.
#include "gui/views/palette/model.h"
#include "gui/views/palette/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/words/matching.h"

namespace greenlens::gui::palette {

namespace {

Requests draw(const Look& look, Area, Ui* ui) {
  if (look.summoned) {
    *ui = {};
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(-1);
  const bool entered =
      ImGui::InputTextWithHint("##palette", look.text("ui.palette.hint").c_str(), ui->filter,
                               sizeof ui->filter, ImGuiInputTextFlags_EnterReturnsTrue);
  note_widget("palette filter");
  const std::vector<Entry> all = entries(look);
  const std::vector<std::string> wanted = words::search_words(ui->filter);
  const Entry* chosen = nullptr;
  ImGui::BeginChild("commands");
  for (const Entry& entry : all) {
    if (!words::matches(entry.label, wanted)) continue;
    if (entered && entry.enabled && chosen == nullptr) chosen = &entry;
    ImGui::BeginDisabled(!entry.enabled);
    if (selectable(look, scene::Face::sans, kBody, "palette: " + entry.label, entry.label, false)) {
      chosen = &entry;
    }
    ImGui::EndDisabled();
    const float width = width_of(look, scene::Face::mono, kSmall, entry.key);
    ImGui::SameLine(ImGui::GetContentRegionMax().x - width - look.px(4));
    text(look, scene::Face::mono, kSmall, colors_of(look.settings.theme).muted, entry.key);
  }
  ImGui::EndChild();
  if (chosen == nullptr) return {};
  return {ask::CloseOverlay{}, chosen->request};
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {560, 420}}; }

}  // namespace greenlens::gui::palette
