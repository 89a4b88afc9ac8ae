// The whole trace as a line, a tick for each switch; a click or a drag goes there.
#include <algorithm>
#include <cmath>

#include "gui/views/slider/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::slider {

namespace {

constexpr float kLabel = 11.5f;

void refresh(const Look& look, float pixels, Ui* ui) {
  if (ui->events == look.trace->size() && ui->pixels == pixels) return;
  ui->ticks = ticks(*look.trace, pixels);
  ui->events = look.trace->size();
  ui->pixels = pixels;
}

// Ticks that stand for many switches: how many says the height. Behind everything else.
template <typename X>
void draw_density(const Look& look, float y, const std::vector<Tick>& ticks, X x_of) {
  for (const Tick& tick : ticks) {
    if (!tick.label.empty()) continue;
    const float half = look.px(2 + 4 * tick.share), x = x_of(tick.step);
    ImGui::GetWindowDrawList()->AddRectFilled({x, y - half}, {x + look.px(1) + 1, y + half},
                                              colors_of(look.settings.theme).border);
  }
}

Requests draw(const Look& look, Area area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto size = static_cast<float>(std::max<uint64_t>(look.trace->size(), 1));
  const float y = area.at.y + area.size.y - look.px(8), pad = look.px(7);
  const float left = area.at.x + pad, width = area.size.x - 2 * pad;
  refresh(look, width, ui);
  const auto x_of = [&](uint64_t step) { return left + width * static_cast<float>(step) / size; };
  const float now = x_of(look.moment.number);
  draw_density(look, y, ui->ticks, x_of);
  list->AddRectFilled({left, y - look.px(1.5f)}, {left + width, y + look.px(1.5f)}, colors.border);
  list->AddRectFilled({left, y - look.px(1.5f)}, {now, y + look.px(1.5f)}, colors.accent);
  float free_from = area.at.x;
  for (const Tick& tick : ui->ticks) {
    const float x = x_of(tick.step);
    if (tick.label.empty()) continue;
    list->AddLine({x, y - look.px(6)}, {x, y + look.px(6)}, colors.ink, look.px(1.5f));
    if (x < free_from) continue;  // no room: the tick alone
    const float half = width_of(look, scene::Face::sans, kLabel, tick.label) / 2;
    const float begin = std::min(x - half, area.at.x + area.size.x - 2 * half);
    if (begin < free_from) continue;
    write(look, scene::Face::sans, kLabel, {begin, y - look.px(21)}, colors.muted, tick.label);
    free_from = begin + 2 * half + look.px(8);
  }
  list->AddCircleFilled({now, y}, look.px(6.5f), colors.accent);

  ImGui::SetCursorScreenPos(area.at);
  ImGui::InvisibleButton("slider", area.size);
  note_widget("slider");
  if (!ImGui::IsItemActive()) return {};
  const float share = (ImGui::GetIO().MousePos.x - left) / std::max(width, 1.0f);
  const auto steps = static_cast<float>(look.trace->size());
  return {ask::Seek{static_cast<uint64_t>(std::lround(std::clamp(share, 0.0f, 1.0f) * steps))}};
}

}  // namespace

View view() { return {Slot::slider, made<Ui, draw>}; }

}  // namespace greenlens::gui::slider
