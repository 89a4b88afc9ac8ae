// The whole trace as a line, a tick for each switch; a click or a drag goes there.
#include <algorithm>

#include "gui/focus.h"
#include "gui/note_commands.h"
#include "gui/stopping.h"
#include "gui/views/slider/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::slider {

namespace {

constexpr float kLabel = 11.5f;

void refresh(const Look& look, float pixels, Ui* ui) {
  const scene::Axis axis = look.settings.axis;
  if (ui->events == look.trace->size() && ui->pixels == pixels && ui->axis == axis) return;
  ui->ticks = ticks(*look.trace, pixels);
  ui->events = look.trace->size();
  ui->pixels = pixels, ui->axis = axis;
  ui->places.clear();
  if (axis != scene::Axis::time) return;
  const uint64_t size = look.trace->size();
  ui->places = scene::places_by_time(*look.trace->times(0, size), {0, size}, pixels);
}

// Where the timeline shows a part: which one.
template <typename X>
void draw_part(const Look& look, float y, X x_of) {
  const scene::Steps part = look.choices.timeline.steps;
  if (part.all() || look.choices.timeline_at == Ends{}) return;
  const scene::Steps steps = scene::within(part, look.trace->size());
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 low{x_of(steps.from), y - look.px(7)}, high{x_of(steps.to), y + look.px(7)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, colors.accent_faint, look.px(2));
  list->AddRect(low, high, colors.accent, look.px(2), 0, look.px(1));
}

// Ticks that stand for many switches: how many says the height. Behind everything else.
template <typename X>
void draw_density(const Look& look, float y, const std::vector<Tick>& ticks, X x_of) {
  // Where borders are as dark as letters the line of what is done would not be seen upon it.
  constexpr float kFaint = 0.3f;
  ImVec4 color = ImGui::ColorConvertU32ToFloat4(colors_of(look.settings.theme).border);
  if (scene::has_edges(look.settings.theme)) color.w *= kFaint;
  for (const Tick& tick : ticks) {
    if (!tick.label.empty()) continue;
    const float half = look.px(2 + 4 * tick.share), x = x_of(tick.step);
    ImGui::GetWindowDrawList()->AddRectFilled({x, y - half}, {x + look.px(1) + 1, y + half},
                                              ImGui::ColorConvertFloat4ToU32(color));
  }
}

// A pennant for each above the line, or in the dot that is the step shown. Returns the one that the
// mouse points at.
template <typename X>
std::optional<uint64_t> draw_notes(const Look& look, float y, X x_of) {
  if (look.notes == nullptr) return {};
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float wide = look.px(4.5f), high = look.px(9), tip = y - look.px(2);
  std::optional<uint64_t> pointed;
  for (const words::Note& one : look.notes->all) {
    if (one.step > look.trace->size()) break;
    const float x = x_of(one.step);
    if (one.step == look.moment.number) {
      list->AddTriangleFilled({x - look.px(3.5f), y - look.px(2.5f)},
                              {x + look.px(3.5f), y - look.px(2.5f)}, {x, y + look.px(4)},
                              colors.on_accent);
    } else {
      const ImVec2 left{x - wide, tip - high}, right{x + wide, tip - high}, low{x, tip};
      list->AddTriangleFilled(left, right, low, colors.ink);
      list->AddTriangle(left, right, low, colors.page, look.px(1.5f));
    }
    // Where they stand close the mouse is nearest to the last one that it is not left of.
    if (mouse.y <= tip && mouse.x >= x - wide && mouse.x <= x + wide) pointed = one.step;
  }
  return pointed;
}

// A tick below the line for each step at which a breakpoint stops; where they stand close, one.
template <typename X>
void draw_stops(const Look& look, float y, X x_of) {
  if (look.stops == nullptr) return;
  const ImU32 color = colors_of(look.settings.theme).error;
  float last = -1;
  for (const uint64_t step : look.stops->steps) {
    const float x = x_of(step);
    if (x < last + 1) continue;
    last = x;
    ImGui::GetWindowDrawList()->AddTriangleFilled({x, y + look.px(1)},
                                                  {x + look.px(3), y + look.px(7)},
                                                  {x - look.px(3), y + look.px(7)}, color);
  }
}

Requests draw(const Look& look, Area area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = area.at.y + area.size.y - look.px(8);
  const float pad = look.px(7);
  const Ends ends = reach(area, look.choices.timeline_at, pad);
  const float left = ends.left, width = ends.right - ends.left;
  const scene::Steps all{0, look.trace->size()};
  refresh(look, width, ui);
  const auto x_of = [&](uint64_t step) {
    return left + width * static_cast<float>(scene::share_of(ui->places, all, step));
  };
  const float now = x_of(look.moment.number);
  draw_part(look, y, x_of);
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
  draw_stops(look, y, x_of);
  list->AddCircleFilled({now, y}, look.px(6.5f), colors.accent);
  const std::optional<uint64_t> marked = draw_notes(look, y, x_of);

  ImGui::SetCursorScreenPos({left - pad, area.at.y});
  ImGui::InvisibleButton("slider", {width + 2 * pad, area.size.y});
  note_widget("slider");
  if (focus_stop("slider", title(look, *find_view("slider")))) return {ask::Show{"go_to"}};
  if (marked && ImGui::IsItemHovered()) tooltip(noted_label(look, *marked));
  if (!ImGui::IsItemActive()) return {};
  if (ImGui::IsItemActivated()) {
    ui->held = marked;
  }
  if (ImGui::IsMouseDragging(ImGuiMouseButton_Left)) ui->held.reset();
  if (ui->held) return {ask::Seek{*ui->held}};
  const float share = (ImGui::GetIO().MousePos.x - left) / std::max(width, 1.0f);
  return {ask::Seek{scene::step_at_share(ui->places, all, share)}};
}

}  // namespace

View view() { return {Slot::slider, made<Ui, draw>}; }

}  // namespace greenlens::gui::slider
