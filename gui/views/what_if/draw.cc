// What if: what could be done at this step instead, a large button each; and the two ways that
// there are then.
#include "gui/views/view.h"
#include "gui/views/what_if/model.h"
#include "gui/views/what_if/ui.h"
#include "gui/widgets.h"
#include "tracer/what_if/offers_words.h"

namespace greenlens::gui::what_if {
namespace {

using scene::Face;

void refresh(const Look& look, Ui* ui) {
  const uint64_t version = look.branches ? look.branches->version : 0;
  const bool same = ui->can && ui->step == look.moment.number && ui->steps == look.trace->size() &&
                    ui->version == version;
  if (same) return;
  ui->step = look.moment.number, ui->steps = look.trace->size(), ui->version = version;
  ui->can = can_do(look);
}

Requests draw_deeds(const Look& look, const CanDo& can) {
  const Colors colors = colors_of(look.settings.theme);
  if (!can.why_not.empty()) {
    text_wrapped(look, Face::sans, kBody, colors.muted, can.why_not);
    return {};
  }
  text_wrapped(
      look, Face::sans, kBody, colors.ink,
      greenlens::what_if::place_words(look.messages, can.who, can.place, can.deeds.empty()));
  ImGui::Dummy({1, look.px(4)});
  Requests asked;
  for (const store::WhatIf& one : can.deeds) {
    const std::string words = greenlens::what_if::deed_words(look.messages, can.who, one);
    if (button(words, ButtonLook::plain, true, {ImGui::GetContentRegionAvail().x, look.px(34)})) {
      asked.push_back(ask::WhatIf{one, can.place.runs});
    }
  }
  return asked;
}

// Which of the two is shown, and the way to the other one.
Requests draw_ways(const Look& look) {
  const Colors colors = colors_of(look.settings.theme);
  if (!look.branches) return {};
  text_wrapped(look, Face::sans, kBody, colors.muted,
               look.text("ui.what_if.shown", {{"which", look.branches->caption}}));
  const std::string words =
      look.text("ui.what_if.to_other", {{"which", look.branches->other_caption}});
  if (button(words, ButtonLook::primary, true, {0, look.px(30)})) return {ask::ToOtherWay{}};
  ImGui::Dummy({1, look.px(8)});
  return {};
}

Requests draw(const Look& look, Area area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  ImGui::BeginChild("what_if", area.size);
  text(look, Face::bold, kTitle, colors.ink, title(look, *find_view("what_if")));
  ImGui::Dummy({1, look.px(4)});
  Requests asked;
  if (look.trace == nullptr || look.asks() || look.performs()) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.what_if.nothing"));
  } else {
    refresh(look, ui);
    asked = draw_ways(look);
    for (Request& one : draw_deeds(look, *ui->can)) asked.push_back(std::move(one));
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() {
  View view{Slot::overlay, made<Ui, draw>, nullptr, {360, 520}};
  view.aside = true;
  view.ahead = true;
  return view;
}

}  // namespace greenlens::gui::what_if
