// All terms, and what the chosen one means; the terms in that lead on.
#include <imgui.h>

#include <algorithm>

#include "gui/explained.h"
#include "gui/views/glossary/model.h"
#include "gui/views/glossary/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::glossary {

namespace {

using scene::Face;

constexpr float kNames = 190;  // pixels at 100 %
constexpr size_t kPage = 10;

// Where the chosen one is in what suits; the first one if it is not there.
size_t row_of(const Look& look, const std::vector<size_t>& all, const Ui& ui) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](size_t i) { return look.glossary.terms()[i].id == ui.term; });
  return found == all.end() ? 0 : static_cast<size_t>(found - all.begin());
}

size_t moved(const Look& look, size_t row, size_t count, Ui* ui) {
  const size_t last = count - std::min<size_t>(count, 1);
  for (const Chord& chord : look.keys) {
    if (chord.key == kKeyDown) row = row < last ? row + 1 : 0;
    if (chord.key == kKeyUp) row = row > 0 ? row - 1 : last;
    if (chord.key == kKeyPageDown) row = std::min(row + kPage, last);
    if (chord.key == kKeyPageUp) row -= std::min(row, kPage);
    ui->scrolls = true;
  }
  return std::min(row, last);
}

void draw_names(const Look& look, const std::vector<size_t>& all, size_t row, Ui* ui) {
  ImGui::BeginChild("names", {look.px(kNames), 0});
  for (size_t i = 0; i < all.size(); ++i) {
    const words::Term& term = look.glossary.terms()[all[i]];
    const Face face = i == row ? Face::bold : Face::sans;
    if (selectable(look, face, kBody, "glossary: " + term.id, term.name, i == row)) {
      ui->term = term.id;
    }
    if (i == row && ui->scrolls) {
      ImGui::SetScrollHereY();
      ui->scrolls = false;
    }
  }
  ImGui::EndChild();
}

void draw_meaning(const Look& look, const words::Term& term, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  ImGui::SameLine(0, look.px(18));
  ImGui::BeginChild("meaning");
  const float room = ImGui::GetContentRegionAvail().x;
  text(look, Face::bold, kLarge, colors.ink, term.name);
  note_widget("meaning: " + term.id);
  ImGui::Dummy({1, look.px(4)});
  explained(look, Face::sans, kTitle, colors.ink, {term.text}, room, asked, &term);
  const std::string others = other_spellings(term);
  if (!others.empty()) {
    ImGui::Dummy({1, look.px(6)});
    text_wrapped(look, Face::sans, kSmall, colors.muted,
                 look.text("ui.glossary.spellings", {{"spellings", others}}));
  }
  ImGui::EndChild();
}

Requests draw(const Look& look, Area, Ui* ui) {
  if (look.summoned) *ui = {"", look.choices.term, true};
  ImGui::SetNextItemWidth(-1);
  if (field("glossary filter", look.text("ui.glossary.hint"), ui->filter, sizeof ui->filter,
            look.summoned)) {
    ui->term.clear();
  }
  const std::vector<size_t> all = suiting(look.glossary, ui->filter);
  if (all.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.glossary.nothing", {{"search", ui->filter}}));
    return {};
  }
  const size_t row = moved(look, row_of(look, all, *ui), all.size(), ui);
  ui->term = look.glossary.terms()[all[row]].id;
  Requests asked;
  draw_names(look, all, row, ui);
  draw_meaning(look, look.glossary.terms()[all[row]], &asked);
  return asked;
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {680, 420}, Keyboard::field}; }

}  // namespace greenlens::gui::glossary
