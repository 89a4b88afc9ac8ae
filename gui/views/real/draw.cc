// What of the pictures is real, and what is drawn simplified.
#include "gui/explained.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/words/what_is_real.h"

namespace greenlens::gui::real {

namespace {

using scene::Face;

void draw_list(const Look& look, const std::string& title, const std::vector<std::string>& all,
               Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  text(look, Face::bold, kTitle, colors.ink, title);
  ImGui::Dummy({1, look.px(2)});
  for (const std::string& one : all) {
    explained(look, Face::sans, kBody, colors.ink, {one}, ImGui::GetContentRegionAvail().x, asked);
    ImGui::Dummy({1, look.px(5)});
  }
  ImGui::Dummy({1, look.px(6)});
}

Requests draw(const Look& look, Area) {
  const words::WhatIsReal both = words::what_is_real(look.messages);
  Requests asked;
  ImGui::BeginChild("real");
  draw_list(look, look.text("real.title"), both.real, &asked);
  draw_list(look, look.text("simplified.title"), both.simplified, &asked);
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::overlay, made<draw>, nullptr, {560, 520}, Keyboard::scrolling}; }

}  // namespace greenlens::gui::real
