// The command palette: what is typed narrows the list, Enter does the one that is chosen.
#include <algorithm>

#include "gui/views/palette/model.h"
#include "gui/views/palette/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui::palette {

namespace {

using scene::Face;

constexpr size_t kPage = 10;

// Whether Enter was pressed.
bool move(const Look& look, size_t count, Ui* ui) {
  bool entered = false;
  const size_t last = count - std::min<size_t>(count, 1);
  for (const Chord& chord : look.keys) {
    size_t& row = ui->chosen;
    if (chord.key == kKeyEnter) entered = true;
    if (chord.key == kKeyDown) row = row < last ? row + 1 : 0;
    if (chord.key == kKeyUp) row = row > 0 ? row - 1 : last;
    if (chord.key == kKeyPageDown) row = std::min(row + kPage, last);
    if (chord.key == kKeyPageUp) row -= std::min(row, kPage);
    if (chord.key == kKeyHome) row = 0;
    if (chord.key == kKeyEnd) row = last;
    ui->scrolls = true;
  }
  ui->chosen = std::min(ui->chosen, last);
  return entered;
}

// Whether it was clicked. One row has a colour, which Enter does: the mouse chooses it by moving
// over it.
bool draw_entry(const Look& look, const Entry& entry, size_t row, Ui* ui) {
  const bool chosen = row == ui->chosen;
  ImGui::BeginDisabled(!entry.enabled);
  ImGui::PushStyleColor(ImGuiCol_HeaderHovered, chosen ? ImGui::GetColorU32(ImGuiCol_Header) : 0);
  const float key = width_of(look, Face::sans, kSmall, entry.key);
  const float room = ImGui::GetContentRegionAvail().x - key - look.px(12);
  const bool clicked = selectable(
      look, Face::sans, kBody, "palette: " + entry.label,
      scene::elide(drawable(entry.label), kBody, Face::sans, room / look.settings.scale), chosen);
  ImGui::PopStyleColor();
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  if ((moved.x != 0 || moved.y != 0) && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))
    ui->chosen = row;
  ImGui::EndDisabled();
  if (chosen && ui->scrolls) {
    ImGui::SetScrollHereY();
    ui->scrolls = false;
  }
  if (entry.key.empty()) return clicked;
  ImGui::SameLine(ImGui::GetContentRegionMax().x - key - look.px(4));
  text(look, Face::sans, kSmall, colors_of(look.settings.theme).muted, entry.key);
  return clicked;
}

Requests draw(const Look& look, Area, Ui* ui) {
  if (look.summoned) *ui = {};
  ImGui::SetNextItemWidth(-1);
  if (field("palette filter", look.text("ui.palette.hint"), ui->filter, sizeof ui->filter,
            look.summoned)) {
    ui->chosen = 0;
  }
  const std::vector<Entry> all = suiting(look, ui->filter);
  const bool entered = move(look, all.size(), ui);
  const Entry* done = nullptr;
  ImGui::BeginChild("commands");
  for (size_t i = 0; i < all.size(); ++i) {
    if (draw_entry(look, all[i], i, ui)) done = &all[i];
  }
  if (all.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.palette.nothing", {{"search", ui->filter}}));
  }
  ImGui::EndChild();
  if (entered && !all.empty() && all[ui->chosen].enabled) done = &all[ui->chosen];
  if (done == nullptr) return {};
  return {ask::CloseOverlay{}, done->request};
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {560, 420}, Keyboard::field}; }

}  // namespace greenlens::gui::palette
