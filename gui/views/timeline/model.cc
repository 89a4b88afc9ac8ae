#include "gui/views/timeline/model.h"

#include <algorithm>
#include <cmath>

namespace greenlens::gui::timeline {
namespace {

constexpr double kZoomATurn = 1.25;  // a notch of the wheel
constexpr float kLanesATurn = 3;

bool has_more_lanes(const scene::ShownPart& shown) { return shown.lanes < shown.all_lanes; }

bool is_beside(float x, const scene::ShownPart& shown) { return x < shown.left || x > shown.right; }

size_t scrolled(const scene::ShownPart& shown, float lanes) {
  const auto farthest =
      static_cast<float>(shown.all_lanes - std::min(shown.lanes, shown.all_lanes));
  return static_cast<size_t>(
      std::lround(std::clamp(static_cast<float>(shown.first_lane) + lanes, 0.0f, farthest)));
}

}  // namespace

Requests turned(const Wheel& wheel, float x, const scene::ShownPart& shown, uint64_t size) {
  Requests asked;
  const scene::Steps steps{shown.from, shown.to};
  const bool all = shown.from == 0 && shown.to >= size;
  if (wheel.right != 0 && !all) {
    asked.push_back(ask::ShowSteps{scene::moved(steps, size, wheel.right * 0.1)});
  }
  if (wheel.up == 0) return asked;
  if (has_more_lanes(shown) && (wheel.shift || is_beside(x, shown))) {
    asked.push_back(ask::ScrollLanes{scrolled(shown, -wheel.up * kLanesATurn)});
  } else if (!wheel.shift && !(all && wheel.up < 0)) {
    asked.push_back(
        ask::ShowSteps{scene::zoomed_at(shown, size, x, std::pow(kZoomATurn, wheel.up))});
  }
  return asked;
}

bool is_on_scale(float x, float y, const scene::ShownPart& shown) {
  const bool below = shown.scale_top > 0 && y >= shown.scale_top;
  return !is_beside(x, shown) && (y < shown.lanes_top || below);
}

Drag drag_from(float x, float y, const scene::ShownPart& shown, bool shift) {
  if (has_more_lanes(shown) && x > shown.right) return Drag::lanes;
  if (shift) return Drag::pan;
  return is_on_scale(x, y, shown) ? Drag::seek : Drag::mark;
}

Requests dragged(const Ui& ui, float x, float y, float height, uint64_t size) {
  const scene::ShownPart& before = ui.before;
  switch (ui.drag) {
    case Drag::none:
      return {};
    case Drag::mark: {
      const uint64_t a = step_at(before, ui.begun_x), b = step_at(before, x);
      return {ask::MarkSteps{{std::min(a, b), std::max(a, b)}}};
    }
    case Drag::seek:
      return {ask::Seek{step_at(before, x)}};
    case Drag::pan: {
      const scene::Steps steps{before.from, before.to};
      if (before.from == 0 && before.to >= size) return {};
      const double widths =
          static_cast<double>(ui.begun_x - x) / std::max(before.right - before.left, 1.0f);
      return {ask::ShowSteps{scene::moved(steps, size, widths)}};
    }
    case Drag::lanes: {
      const auto farthest = static_cast<float>(before.all_lanes);
      return {
          ask::ScrollLanes{scrolled(before, (y - ui.begun_y) / std::max(height, 1.0f) * farthest)}};
    }
  }
  return {};
}

}  // namespace greenlens::gui::timeline
