#include "gui/pen.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace greenlens::gui {
namespace {

constexpr float kLeastThick = 3, kMostThick = 16, kThickStep = 1.25f;
constexpr float kLeastWay = 1.5f;  // pixels: what is nearer is the same point

}  // namespace

const char* ink_name(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "plain";
    case Ink::magenta:
      return "magenta";
    case Ink::green:
      return "green";
    case Ink::violet:
      return "violet";
  }
  return "";
}

Ink next_ink(Ink ink) {
  const auto* at = std::find(kInks.begin(), kInks.end(), ink);
  return kInks[static_cast<size_t>(at - kInks.begin() + 1) % kInks.size()];
}

void Pen::take(bool taken) {
  taken_ = taken;
  draws_ = false;
}

void Pen::resize(float steps) {
  thick_ = std::clamp(thick_ * std::pow(kThickStep, steps), kLeastThick, kMostThick);
}

void Pen::begin(const StrokePlace& place, ImVec2 at) {
  if (!taken_) return;
  strokes_.push_back({place, ink_, thick_, {at}});
  draws_ = true;
  ++points_;
  while (points_ > kMostPoints && strokes_.size() > 1) {
    points_ -= strokes_.front().points.size();
    strokes_.erase(strokes_.begin());
  }
}

void Pen::go_on(const StrokePlace& place, ImVec2 at) {
  if (!draws_ || strokes_.empty() || strokes_.back().place != place || points_ > kMostPoints) {
    return;
  }
  std::vector<ImVec2>& points = strokes_.back().points;
  if (std::hypot(at.x - points.back().x, at.y - points.back().y) < kLeastWay) return;
  points.push_back(at);
  ++points_;
}

void Pen::undo(const StrokePlace& place) {
  const auto last = std::find_if(strokes_.rbegin(), strokes_.rend(),
                                 [&](const Stroke& stroke) { return stroke.place == place; });
  if (last == strokes_.rend()) return;
  draws_ = false;
  points_ -= last->points.size();
  strokes_.erase(std::next(last).base());
}

void Pen::clear(const StrokePlace& place) {
  draws_ = false;
  std::erase_if(strokes_, [&](const Stroke& stroke) { return stroke.place == place; });
  points_ = 0;
  for (const Stroke& stroke : strokes_) points_ += stroke.points.size();
}

void Pen::forget() {
  strokes_.clear();
  points_ = 0;
  draws_ = false;
}

bool Pen::has_strokes(const StrokePlace& place) const {
  return std::any_of(strokes_.begin(), strokes_.end(),
                     [&](const Stroke& stroke) { return stroke.place == place; });
}

}  // namespace greenlens::gui
