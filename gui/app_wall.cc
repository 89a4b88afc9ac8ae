// What of the app is for who stands in front of a class.
#include <imgui.h>

#include "gui/app.h"
#include "gui/focus.h"

namespace greenlens::gui {
namespace {

bool is_within(ImVec2 point, ImVec2 window) {
  return point.x >= 0 && point.y >= 0 && point.x < window.x && point.y < window.y;
}

}  // namespace

void App::act(const ask::OnWall& asked) {
  std::visit([this](const auto& deed) { present(deed); }, asked.deed);
}

void App::present(const deed::Present& deed) {
  if (!is_shown()) return;
  if (settings_.layout != LayoutChoice::classroom) {
    wall_.shown_from = settings_.layout;
    act(ask::ChooseLayout{LayoutChoice::classroom});
  }
  if (deed.from == deed::Present::From::beginning) act(ask::Seek{0});
}

// Who has chosen another layout meanwhile keeps that.
void App::present(const deed::EndPresenting&) {
  const auto before = std::exchange(wall_.shown_from, {});
  if (before && settings_.layout == LayoutChoice::classroom) act(ask::ChooseLayout{*before});
}

void App::present(const deed::Light& deed) { wall_.spotlight.on = deed.on; }

void App::present(const deed::ShowPointer& deed) { wall_.pointer = deed.on; }

void App::present(const deed::Magnify& deed) { wall_.zoom.turn(deed.on); }

void App::present(const deed::Cover& deed) { wall_.blackout = deed.with; }

void App::present(const deed::Resize& deed) {
  if (wall_.pen.is_taken()) return wall_.pen.resize(deed.steps);
  if (wall_.zoom.is_on()) return wall_.zoom.resize(deed.steps);
  if (wall_.spotlight.on) wall_.spotlight.resize(deed.steps);
}

void App::present(const deed::TakePen& deed) { wall_.pen.take(deed.on); }

void App::present(const deed::Dip& deed) { wall_.pen.dip(deed.ink); }

void App::present(const deed::BeginStroke& deed) { wall_.pen.begin(stroke_place(look()), deed.at); }

void App::present(const deed::GoOnStroke& deed) { wall_.pen.go_on(stroke_place(look()), deed.at); }

void App::present(const deed::EndStroke&) { wall_.pen.end(); }

void App::present(const deed::UndoStroke&) { wall_.pen.undo(stroke_place(look())); }

void App::present(const deed::ClearStrokes&) { wall_.pen.clear(stroke_place(look())); }

void App::act(const ask::MeasureStrategies&) { measuring_.begin(); }

// Whatever is pressed or clicked then only brings the window back.
bool App::uncover() { return std::exchange(wall_.blackout, Blackout::none) != Blackout::none; }

bool App::wheel(float steps) {
  if (wall_.blackout != Blackout::none) return true;
  if (!wall_.has_size() || !is_wall_free(look())) return false;
  act(ask::OnWall{deed::Resize{steps}});
  return true;
}

// Before what is drawn. A window without a mouse is pointed at by the focus.
void App::aim() {
  const ImGuiIO& io = ImGui::GetIO();
  const bool has_moved = io.MousePos.x != mouse_before_.x || io.MousePos.y != mouse_before_.y;
  if (has_moved && is_within(io.MousePos, io.DisplaySize)) {
    wall_.aim = Aim{io.MousePos, io.MousePos};
  }
  mouse_before_ = io.MousePos;
}

// Behind it: the ring is known then.
void App::aim_by_focus() {
  if (focus_.id == aimed_focus_) return;
  const auto& ring = focus_frame().ring;
  if (focus_.id != 0 && !ring) return;
  aimed_focus_ = focus_.id;
  if (ring) wall_.aim = Aim{{ring->x, ring->y}, {ring->z, ring->w}};
}

void App::go_on_zooming(float seconds) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const bool by_mouse = !wall_.aim || wall_.aim->is_mouse();
  Magnified wanted = by_mouse ? around(wall_.at(window), wall_.zoom.factor())
                              : filling(wall_.aim->low, wall_.aim->high, window);
  if (!wall_.zoom.is_on() || !is_wall_free(look())) wanted.factor = 1;
  wall_.zoom.go_on(wanted, by_mouse, seconds, settings_.animate);
  if (wall_.zoom.is_moving()) moving_ = true;
}

}  // namespace greenlens::gui
