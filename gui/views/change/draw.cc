// Change and run again: what of a scenario can be set, as lines to drag along, and a button.
#include "gui/focus.h"
#include "gui/tab_row.h"
#include "gui/views/change/model.h"
#include "gui/views/change/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::change {

namespace {

using scene::Face;

void refresh(const Look& look, Ui* ui) {
  const std::vector<store::Setting>& ran_with = look.trace->info().settings;
  if (ui->scenario == look.scenario->id && ui->ran_with == ran_with) return;
  ui->scenario = look.scenario->id;
  ui->ran_with = ran_with;
  ui->values = values_of(look.scenario->settable, ran_with);
}

// What it is, and its value.
std::string name_of(const Look& look, const Settable& one) {
  return look.text("scenario." + look.scenario->id + ".set." + one.id);
}

void choose_word(const Look& look, const Settable& one, int64_t* value) {
  TabRow row(look);
  for (size_t i = 0; i < one.words.size(); ++i) {
    const int64_t its = one.least + static_cast<int64_t>(i);
    if (row.put(one.words[i], its == *value, one.id + ": " + one.words[i])) *value = its;
  }
}

// A line with a knob: dragged, clicked, or moved by the arrows.
void drag_along(const Look& look, const Settable& one, const std::string& words, int64_t* value) {
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float inset = look.px(8), high = look.px(22);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float left = at.x + inset,
              width = std::max(1.0f, ImGui::GetContentRegionAvail().x - 2 * inset);
  const std::string label = "set " + one.id;
  ImGui::InvisibleButton(label.c_str(), {width + 2 * inset, high});
  note_widget(label);
  focus_stop(label, words, FocusKind::sideways);
  for (const Chord& arrow : focus_arrows(label)) {
    *value = moved(one, *value, arrow.key == kKeyLeft ? -1 : 1);
  }
  if (ImGui::IsItemActive()) {
    *value = at_share(one, (ImGui::GetIO().MousePos.x - left) / width);
  }
  const float y = at.y + high / 2, x = left + width * share_of(one, *value);
  const float usual = left + width * share_of(one, one.usual);
  list->AddRectFilled({left, y - look.px(1.5f)}, {left + width, y + look.px(1.5f)}, colors.border);
  list->AddRectFilled({left, y - look.px(1.5f)}, {x, y + look.px(1.5f)}, colors.accent);
  list->AddLine({usual, y - look.px(6)}, {usual, y + look.px(6)}, colors.ink, look.px(1.5f));
  list->AddCircleFilled({x, y}, look.px(6.5f), colors.accent);
}

void draw_settable(const Look& look, const Settable& one, int64_t* value) {
  const Colors colors = colors_of(look.settings.theme);
  const std::string words = look.text(
      "ui.change.value", {{"what", name_of(look, one)}, {"value", value_text(one, *value)}});
  text(look, Face::bold, kBody, colors.ink, words);
  if (one.words.empty()) {
    drag_along(look, one, words, value);
    text(look, Face::sans, kSmall, colors.muted,
         look.text("ui.change.range", {{"least", std::to_string(one.least)},
                                       {"most", std::to_string(one.most)},
                                       {"usual", std::to_string(one.usual)}}));
  } else {
    choose_word(look, one, value);
  }
  ImGui::Dummy({1, look.px(8)});
}

Requests draw_all(const Look& look, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  text(look, Face::bold, kTitle, colors.ink, title(look, *find_view("change")));
  if (look.trace == nullptr || look.scenario == nullptr || look.scenario->settable.empty()) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.change.nothing"));
    return {};
  }
  refresh(look, ui);
  ImGui::Dummy({1, look.px(4)});
  for (size_t i = 0; i < ui->values.size(); ++i) {
    draw_settable(look, look.scenario->settable[i], &ui->values[i]);
  }
  if (checkbox(look.text("ui.change.beside"), ui->beside)) ui->beside = !ui->beside;
  ImGui::Dummy({1, look.px(4)});
  const std::vector<std::string> settings = settings_text(look.scenario->settable, ui->values);
  if (button(look.text("ui.change.run"), ButtonLook::primary, true, {0, look.px(30)})) {
    return {ask::RunWith{settings, ui->beside}};
  }
  return {};
}

// What has no room is scrolled.
Requests draw(const Look& look, Area area, Ui* ui) {
  ImGui::BeginChild("change", area.size);
  Requests asked = draw_all(look, ui);
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() {
  View view{Slot::overlay, made<Ui, draw>, nullptr, {330, 430}};
  view.aside = true;
  return view;
}

}  // namespace greenlens::gui::change
