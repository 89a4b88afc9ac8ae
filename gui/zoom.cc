#include "gui/zoom.h"

#include <algorithm>
#include <cmath>

namespace greenlens::gui {
namespace {

constexpr float kFilled = 0.85f;  // of the window, that a thing fills at most
constexpr float kAsItIs = 1.001f;

bool is_same(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }

// The point that stays, for `middle` to be seen in the window's middle; within the window.
float fixed_for(float middle, float length, float factor) {
  if (factor <= kAsItIs) return middle;
  return std::clamp((factor * middle - length / 2) / (factor - 1), 0.0f, length);
}

}  // namespace

Magnified around(ImVec2 mouse, float factor) { return {factor, mouse}; }

Magnified filling(ImVec2 low, ImVec2 high, ImVec2 window) {
  const float width = std::max(1.0f, high.x - low.x), height = std::max(1.0f, high.y - low.y);
  const float fits = std::min(kFilled * window.x / width, kFilled * window.y / height);
  const float factor = std::clamp(fits, 1.0f, kMostZoom);
  return {factor,
          {fixed_for((low.x + high.x) / 2, window.x, factor),
           fixed_for((low.y + high.y) / 2, window.y, factor)}};
}

void Zoom::resize(float steps) {
  factor_ = std::clamp(factor_ * std::pow(kZoomStep, steps), kLeastZoom, kMostZoom);
}

void Zoom::go_on(const Magnified& wanted, bool follows_mouse, float seconds, bool animate) {
  const bool follows = follows_mouse && wanted.factor == goal_.factor && left_ <= 0;
  if (wanted.factor != goal_.factor || (!follows && !is_same(wanted.fixed, goal_.fixed))) {
    if (!follows_mouse || wanted.factor != goal_.factor) left_ = kZoomSeconds;
    // From nothing it grows where it is to be.
    if (now_.factor <= kAsItIs) now_.fixed = wanted.fixed;
  }
  goal_ = wanted;
  if (!animate || left_ <= seconds) {
    left_ = 0;
    now_ = goal_;
    return;
  }
  const float by = seconds / left_;
  left_ -= seconds;
  now_.factor += (goal_.factor - now_.factor) * by;
  now_.fixed.x += (goal_.fixed.x - now_.fixed.x) * by;
  now_.fixed.y += (goal_.fixed.y - now_.fixed.y) * by;
}

void magnify(ImDrawData* drawn, const Magnified& magnified) {
  if (drawn == nullptr || magnified.factor <= kAsItIs) return;
  for (int i = 0; i < drawn->CmdListsCount; ++i) {
    ImDrawList* list = drawn->CmdLists[i];
    for (ImDrawVert& corner : list->VtxBuffer) corner.pos = magnified.seen(corner.pos);
    for (ImDrawCmd& part : list->CmdBuffer) {
      const ImVec2 low = magnified.seen({part.ClipRect.x, part.ClipRect.y});
      const ImVec2 high = magnified.seen({part.ClipRect.z, part.ClipRect.w});
      part.ClipRect = {low.x, low.y, high.x, high.y};
    }
  }
}

}  // namespace greenlens::gui
