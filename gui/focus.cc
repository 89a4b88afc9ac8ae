#include "gui/focus.h"

#include <imgui_internal.h>

#include <algorithm>

#include "gui/widgets.h"

namespace greenlens::gui {

FocusFrame& focus_frame() {
  static FocusFrame frame;
  return frame;
}

bool focus_stop(const std::string& label, const std::string& words, FocusKind kind) {
  if ((ImGui::GetItemFlags() & ImGuiItemFlags_Disabled) != 0) return false;
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  return focus_stop_at({low.x, low.y, high.x, high.y}, label, words, kind);
}

bool focus_stop_at(ImVec4 box, const std::string& label, const std::string& words, FocusKind kind) {
  FocusFrame& frame = focus_frame();
  FocusStop stop{ImGui::GetID(label.c_str()),
                 label,
                 words.empty() ? label : words,
                 kind,
                 frame.layer,
                 frame.part,
                 frame.view,
                 false};
  stop.active = kind == FocusKind::field && ImGui::IsItemActive();
  const bool has_it = stop.id == frame.id;
  frame.stops.push_back(std::move(stop));
  if (!has_it) return false;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  ImRect seen(box);
  if (frame.moved) ImGui::ScrollToBringRectIntoView(window, seen);
  seen.ClipWith(window->ClipRect);
  if (seen.Min.x < seen.Max.x && seen.Min.y < seen.Max.y) {
    frame.ring = ImVec4{seen.Min.x, seen.Min.y, seen.Max.x, seen.Max.y};
  }
  return frame.pressed && kind != FocusKind::field;
}

std::vector<Chord> focus_arrows(const std::string& label) {
  const FocusFrame& frame = focus_frame();
  if (frame.id == 0 || frame.id != ImGui::GetID(label.c_str())) return {};
  return frame.arrows;
}

bool focus_comes_to(ImGuiID id) { return focus_frame().moved && focus_frame().id == id; }

void draw_focus_ring(const Look& look) {
  const std::optional<ImVec4>& box = focus_frame().ring;
  if (!box) return;
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetForegroundDrawList();
  // What is as dark as the ring is apart from it.
  const auto draw = [&](float away, float thick, ImU32 color) {
    const float by = look.px(away);
    list->AddRect({box->x - by, box->y - by}, {box->z + by, box->w + by}, color, look.px(4), 0,
                  look.px(thick));
  };
  draw(0, 1.5f, colors.panel);
  draw(1.75f, 2.5f, colors.accent);
  draw(3.5f, 1, colors.panel);
}

std::vector<FocusStop> reading_order(std::vector<FocusStop> stops, Layer least) {
  Layer top = least;
  for (const FocusStop& stop : stops) top = std::max(top, stop.layer);
  std::erase_if(stops, [&](const FocusStop& stop) { return stop.layer != top; });
  std::stable_sort(stops.begin(), stops.end(),
                   [](const FocusStop& a, const FocusStop& b) { return a.part < b.part; });
  return stops;
}

std::optional<size_t> next_stop(const std::vector<FocusStop>& order, size_t from, int by) {
  const size_t size = order.size();
  if (size == 0) return {};
  if (from >= size) return by > 0 ? 0 : size - 1;
  return (from + (by > 0 ? 1 : size - 1)) % size;
}

size_t place_in(const std::vector<FocusStop>& order, ImGuiID id) {
  const auto at = std::find_if(order.begin(), order.end(),
                               [id](const FocusStop& stop) { return stop.id == id; });
  return static_cast<size_t>(at - order.begin());
}

}  // namespace greenlens::gui
