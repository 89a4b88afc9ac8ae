#include "gui/draw_spotlight.h"

#include <array>
#include <cmath>
#include <numbers>

namespace greenlens::gui {
namespace {

constexpr int kCorners = 96;
constexpr ImU32 kDim = IM_COL32(0, 0, 0, 184), kClear = IM_COL32(0, 0, 0, 0);
constexpr float kSoft = 1.06f;  // the edge, of the radius

struct Ring {
  float radius;
  ImU32 color;
};

}  // namespace

// Rings of triangles with a colour at each corner: none, dim, and dim up to beyond the window.
void draw_spotlight(ImDrawList* list, ImVec2 at, float radius, ImVec2 window) {
  const float beyond = 2 * (window.x + window.y) + kSoft * radius;
  const std::array rings = {Ring{radius, kClear}, Ring{radius * kSoft, kDim}, Ring{beyond, kDim}};
  constexpr int kRings = static_cast<int>(rings.size());
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list->PrimReserve(kCorners * (kRings - 1) * 6, kCorners * kRings);
  const auto first = static_cast<ImDrawIdx>(list->_VtxCurrentIdx);
  for (int i = 0; i < kCorners; ++i) {
    const float turn = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / kCorners;
    for (const Ring& ring : rings) {
      list->PrimWriteVtx({at.x + std::cos(turn) * ring.radius, at.y + std::sin(turn) * ring.radius},
                         white, ring.color);
    }
  }
  const auto corner = [&](int i, int ring) {
    return static_cast<ImDrawIdx>(first + (i % kCorners) * kRings + ring);
  };
  for (int i = 0; i < kCorners; ++i) {
    for (int ring = 0; ring + 1 < kRings; ++ring) {
      for (const ImDrawIdx index :
           {corner(i, ring), corner(i + 1, ring), corner(i + 1, ring + 1), corner(i, ring),
            corner(i + 1, ring + 1), corner(i, ring + 1)}) {
        list->PrimWriteIdx(index);
      }
    }
  }
}

void draw_pointer(ImDrawList* list, ImVec2 at, float radius, scene::Theme theme) {
  const bool is_grey = theme == scene::Theme::mono;
  list->AddCircleFilled(at, radius * 1.3f, IM_COL32(255, 255, 255, 235), 48);
  list->AddCircleFilled(at, radius, is_grey ? IM_COL32(0, 0, 0, 235) : IM_COL32(214, 0, 60, 235),
                        48);
  list->AddCircle(at, radius * 1.3f, IM_COL32(0, 0, 0, 160), 48, 1.5f);
}

}  // namespace greenlens::gui
