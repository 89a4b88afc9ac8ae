#include "gui/draw_wall.h"

#include <imgui.h>
#include <imgui_internal.h>

#include "gui/draw_pen.h"
#include "gui/draw_spotlight.h"
#include "gui/wall.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

constexpr float kPointer = 11;  // its radius, pixels at 100 %

// Over all others, so that the mouse finds nothing below it; to be ended.
void begin_cover(ImVec2 window) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(window);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("wall", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ImGui::PopStyleVar(2);
}

Requests draw_blackout(const Look& look, ImVec2 window) {
  begin_cover(window);
  const bool clicked = ImGui::InvisibleButton(
      "blackout", window, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
  note_widget("blackout");
  ImGui::End();
  const bool black = look.wall->blackout == Blackout::black;
  ImGui::GetForegroundDrawList()->AddRectFilled(
      {0, 0}, window, black ? IM_COL32(0, 0, 0, 255) : IM_COL32(255, 255, 255, 255));
  if (!clicked) return {};
  return {ask::OnWall{deed::Cover{Blackout::none}}};
}

// Nothing below the pen is clicked, pointed at or scrolled.
Requests draw_pen(const Look& look, ImVec2 window) {
  Requests asked;
  begin_cover(window);
  ImGui::SetItemAllowOverlap();
  ImGui::InvisibleButton("paper", window);
  note_widget("paper");
  ImGui::SetItemAllowOverlap();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsItemActivated() && !is_in_pen_row(look, window, mouse)) {
    asked.push_back(ask::OnWall{deed::BeginStroke{mouse}});
  } else if (ImGui::IsItemActive()) {
    asked.push_back(ask::OnWall{deed::GoOnStroke{mouse}});
  }
  if (ImGui::IsItemDeactivated()) asked.push_back(ask::OnWall{deed::EndStroke{}});
  for (Request& request : draw_pen_row(look, window)) asked.push_back(std::move(request));
  ImGui::End();
  return asked;
}

}  // namespace

std::string cover_words(const Look& look) {
  if (look.wall == nullptr) return "";
  switch (look.wall->blackout) {
    case Blackout::none:
      return "";
    case Blackout::black:
      return look.text("ui.wall.black");
    case Blackout::white:
      return look.text("ui.wall.white");
  }
  return "";
}

bool hides_tooltips(const Look& look) {
  if (look.wall == nullptr || !is_wall_free(look)) return false;
  return look.wall->spotlight.on || look.wall->pointer || look.wall->zoom.is_on();
}

Requests draw_wall(const Look& look) {
  if (look.wall == nullptr) return {};
  const Wall& wall = *look.wall;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  if (wall.blackout != Blackout::none) return draw_blackout(look, window);
  if (!is_wall_free(look)) return {};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const float larger = wall.zoom.now().factor;  // than it is drawn
  if (wall.spotlight.on) {
    draw_spotlight(list, wall.at(window), wall.spotlight.radius(window) / larger, window);
  }
  draw_strokes(list, wall.pen, stroke_place(look), look.settings.theme);
  Requests asked;
  if (wall.pen.is_taken()) asked = draw_pen(look, window);
  if (wall.pointer)
    draw_pointer(list, wall.at(window), look.px(kPointer) / larger, look.settings.theme);
  return asked;
}

}  // namespace greenlens::gui
