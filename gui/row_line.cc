#include "gui/row_line.h"

#include <algorithm>

#include "tracer/scene/layout.h"

namespace greenlens::gui {
namespace {

// In pixels at 100 %.
constexpr float kRowHeight = 17, kMarkWidth = 3, kSwatchSide = 9, kSwatchDown = 3;

}  // namespace

RowLine::RowLine(const Look& look)
    : look_(look),
      colors_(colors_of(look.settings.theme)),
      at_(ImGui::GetCursorScreenPos()),
      room_(ImGui::GetContentRegionAvail().x),
      letter_(width_of(look, scene::Face::mono, kSmall, "0")) {}

void RowLine::put(float from, float to, ImU32 color, const std::string& words,
                  scene::Face face) const {
  const float end = to == 0 ? room_ : std::min(room_, to * letter_ - letter_ / 2);
  const float left = (end - from * letter_) / look_.settings.scale;
  write(look_, face, kSmall, {at_.x + from * letter_, at_.y}, color,
        scene::elide(words, kSmall, face, left));
}

void RowLine::mark() const {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low{at_.x, at_.y - look_.px(1)};
  const float bottom = low.y + look_.px(kRowHeight);
  list->AddRectFilled(low, {at_.x + room_, bottom}, colors_.accent_faint);
  list->AddRectFilled(low, {at_.x + look_.px(kMarkWidth), bottom}, colors_.accent);
}

void RowLine::light() const {
  const ImVec2 low{at_.x, at_.y - look_.px(1)};
  ImGui::GetWindowDrawList()->AddRectFilled(low, {at_.x + room_, low.y + look_.px(kRowHeight)},
                                            colors_.accent_faint);
}

void RowLine::put_swatch(float from, facts::GreenletId greenlet) const {
  const float side = look_.px(kSwatchSide);
  const ImVec2 at{at_.x + from * letter_, at_.y + look_.px(kSwatchDown)};
  paint_swatch(look_, {at, {side, side}}, greenlet, look_.px(2));
}

void RowLine::end() const { ImGui::Dummy({room_, look_.px(kRowHeight)}); }

}  // namespace greenlens::gui
