#include "gui/draw_pen.h"

#include <algorithm>
#include <string>

#include "gui/area.h"
#include "gui/focus.h"
#include "gui/wall.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

constexpr float kStrokeEdge = 2.5f;                       // around a stroke, pixels at 100 %
constexpr float kPenRow = 44, kInkBox = 34, kInkDot = 9;  // likewise
constexpr float kPenPad = 8, kPenAbove = 10;

float pen_button_width(const Look& look, const std::string& words) {
  return width_of(look, scene::Face::sans, kBody, words) + 2 * ImGui::GetStyle().FramePadding.x;
}

Area pen_row_area(const Look& look, ImVec2 window) {
  float width = 2 * look.px(kPenPad) + static_cast<float>(kInks.size()) * look.px(kInkBox);
  for (const char* id : {"ui.pen.undo", "ui.pen.clear", "ui.pen.done"}) {
    width += pen_button_width(look, look.text(id)) + ImGui::GetStyle().ItemSpacing.x;
  }
  const float height = look.px(kPenRow);
  return {{std::max(0.0f, window.x - width - look.px(kPenAbove)), look.px(kPenAbove)},
          {std::min(width, window.x), height}};
}

void draw_line(ImDrawList* list, const Stroke& stroke, ImU32 color, float thick) {
  if (stroke.points.size() > 1) {
    list->AddPolyline(stroke.points.data(), static_cast<int>(stroke.points.size()), color,
                      ImDrawFlags_None, thick);
  }
  // Round ends; a stroke of one point is a dot.
  for (const ImVec2& end : {stroke.points.front(), stroke.points.back()}) {
    list->AddCircleFilled(end, thick / 2, color, 24);
  }
}

// Words for those who listen, a dot for those who look.
bool draw_swatch(const Look& look, Ink ink) {
  const float side = look.px(kInkBox);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const std::string label = std::string("ink ") + ink_name(ink);
  const std::string words = look.text(std::string("ui.pen.") + ink_name(ink));
  const bool clicked = ImGui::InvisibleButton(label.c_str(), {side, side});
  note_widget(label);
  const bool pressed = focus_stop(label, words);
  if (ImGui::IsItemHovered()) tooltip(words);
  const ImVec2 middle{low.x + side / 2, low.y + side / 2};
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Colors colors = colors_of(look.settings.theme);
  list->AddCircleFilled(middle, look.px(kInkDot), ink_color(ink, look.settings.theme), 32);
  if (ink == look.wall->pen.ink()) {
    list->AddCircle(middle, look.px(kInkDot + 4), colors.ink, 32, look.px(2.5f));
  }
  return clicked || pressed;
}

}  // namespace

ImU32 ink_color(Ink ink, scene::Theme theme) {
  const bool dark = theme == scene::Theme::dark;
  if (theme == scene::Theme::mono) ink = Ink::plain;
  switch (ink) {
    case Ink::plain:
      return dark ? IM_COL32(255, 255, 255, 255) : IM_COL32(17, 17, 17, 255);
    case Ink::magenta:
      return dark ? IM_COL32(255, 122, 184, 255) : IM_COL32(200, 0, 90, 255);
    case Ink::green:
      return dark ? IM_COL32(110, 235, 140, 255) : IM_COL32(0, 106, 42, 255);
    case Ink::violet:
      return dark ? IM_COL32(190, 165, 255, 255) : IM_COL32(88, 36, 208, 255);
  }
  return 0;
}

void draw_strokes(ImDrawList* list, const Pen& pen, const StrokePlace& place, scene::Theme theme) {
  const ImU32 edge =
      theme == scene::Theme::dark ? IM_COL32(0, 0, 0, 235) : IM_COL32(255, 255, 255, 235);
  for (const Stroke& stroke : pen.strokes()) {
    if (stroke.place != place) continue;
    const float thick = stroke.thick * place.scale;
    draw_line(list, stroke, edge, thick + 2 * kStrokeEdge * place.scale);
    draw_line(list, stroke, ink_color(stroke.ink, theme), thick);
  }
}

bool is_in_pen_row(const Look& look, ImVec2 window, ImVec2 point) {
  const Area row = pen_row_area(look, window);
  return point.x >= row.at.x && point.y >= row.at.y && point.x < row.at.x + row.size.x &&
         point.y < row.at.y + row.size.y;
}

Requests draw_pen_row(const Look& look, ImVec2 window) {
  Requests asked;
  const Area row = pen_row_area(look, window);
  const ImVec2 high{row.at.x + row.size.x, row.at.y + row.size.y};
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(row.at, high, colors.panel, look.px(6));
  list->AddRect(row.at, high, colors.border, look.px(6), 0, look.px(1.5f));
  ImGui::SetCursorScreenPos(
      {row.at.x + look.px(kPenPad), row.at.y + (row.size.y - look.px(kInkBox)) / 2});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (const Ink ink : kInks) {
    if (draw_swatch(look, ink)) asked.push_back(ask::OnWall{deed::Dip{ink}});
    ImGui::SameLine();
  }
  ImGui::PopStyleVar();
  const bool has_strokes = look.wall->pen.has_strokes(stroke_place(look));
  const float height = look.px(kInkBox - 4);
  const auto put = [&](const char* id, bool enabled, const WallDeed& deed) {
    ImGui::SetCursorScreenPos(
        {ImGui::GetCursorScreenPos().x, row.at.y + (row.size.y - height) / 2});
    if (button(look.text(id), ButtonLook::plain, enabled, {0, height})) {
      asked.push_back(ask::OnWall{deed});
    }
    ImGui::SameLine();
  };
  put("ui.pen.undo", has_strokes, deed::UndoStroke{});
  put("ui.pen.clear", has_strokes, deed::ClearStrokes{});
  put("ui.pen.done", true, deed::TakePen{false});
  return asked;
}

}  // namespace greenlens::gui
