// There is no search for the best curve: a few candidates, the handsome ones first, and the first
// that is free. When none is, the first of all: an arrow over a node is better than no arrow.
#include "tracer/scene/tree/tree_arcs.h"

#include <algorithm>
#include <cmath>

namespace greenlens::scene {
namespace {

// How far out the handles are; the second if the curve of the first meets a node.
constexpr float kSwings[] = {34, 76};

Curve around_corner(const Box& upper, const Box& lower, bool left) {
  const float sign = left ? -1.0f : 1.0f;
  const Point a{left ? upper.x - 6 : upper.right() + 6, upper.y + upper.h / 2};
  const Point b{lower.x + lower.w / 2 + sign * lower.w * 0.2f, lower.y - 6};
  return {a, {a.x + (b.x - a.x) * 0.6f, a.y}, {b.x, b.y - (b.y - a.y) * 0.6f}, b};
}

Curve through_gap(const Box& upper, const Box& lower, bool left) {
  const float sign = left ? -1.0f : 1.0f;
  const Point a{upper.x + upper.w / 2 + sign * upper.w / 4, upper.bottom() + 6};
  const Point b{lower.x + lower.w / 2 + sign * lower.w / 4, lower.y - 6};
  const float half = (b.y - a.y) / 2;
  return {a, {a.x, a.y + half}, {b.x, b.y - half}, b};
}

Curve side_to_side(const Box& upper, const Box& lower, bool left, float distance) {
  const Point a{left ? upper.x - 6 : upper.right() + 6, upper.y + upper.h / 2};
  const Point b{left ? lower.x - 6 : lower.right() + 6, lower.y + lower.h / 2};
  const float out = left ? std::min(a.x, b.x) - distance : std::max(a.x, b.x) + distance;
  return {a, {out, a.y}, {out, b.y}, b};
}

Point on_curve(const Curve& c, float t) {
  const float u = 1 - t, a = u * u * u, b = 3 * u * u * t, d = 3 * u * t * t, e = t * t * t;
  return {a * c[0].x + b * c[1].x + d * c[2].x + e * c[3].x,
          a * c[0].y + b * c[1].y + d * c[2].y + e * c[3].y};
}

// At points close enough that none of the nodes slips through between two. The nodes that the
// curve joins do not count, and leaving the picture does.
bool crosses(const Curve& curve, const Box& upper, const Box& lower, const std::vector<Box>& nodes,
             float width) {
  for (int i = 0; i <= 24; ++i) {
    const Point at = on_curve(curve, static_cast<float>(i) / 24);
    if (at.x < 4 || at.x > width - 4) return true;
    for (const Box& box : nodes) {
      const bool end =
          (box.x == upper.x && box.y == upper.y) || (box.x == lower.x && box.y == lower.y);
      if (!end && at.x > box.x - 3 && at.x < box.right() + 3 && at.y > box.y - 3 &&
          at.y < box.bottom() + 3) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

Curve arc_between(const Box& from, const Box& to, const std::vector<Box>& nodes, float width) {
  const bool down = to.y > from.y;
  const Box &upper = down ? from : to, &lower = down ? to : from;
  // On the side of the lower one; straight below, on the left if there is room for it.
  const float distance = lower.x + lower.w / 2 - upper.x - upper.w / 2;
  const bool left = distance < 0 || (distance == 0 && upper.x > 60);
  std::vector<Curve> curves;
  for (const bool on_left : {left, !left}) {
    // Only if it lies far enough aside: else these would run along the edge to its parent.
    if (std::abs(distance) >= upper.w * 0.9f && on_left == left) {
      curves.push_back(around_corner(upper, lower, on_left));
      curves.push_back(through_gap(upper, lower, on_left));
    }
    for (const float out : kSwings) curves.push_back(side_to_side(upper, lower, on_left, out));
  }
  Curve best = curves.front();
  for (const Curve& curve : curves) {
    if (crosses(curve, upper, lower, nodes, width)) continue;
    best = curve;
    break;
  }
  // Made from top to bottom, so that the way back is the way there.
  if (!down) std::reverse(best.begin(), best.end());
  return best;
}

Curve beside_list(const Box& from, const Box& to) {
  constexpr float kGap = 4, kOut = 24;
  const Point a{from.right() + kGap, from.y + from.h / 2}, b{to.right() + kGap, to.y + to.h / 2};
  return {a, {a.x + kOut, a.y}, {b.x + kOut, b.y}, b};
}

}  // namespace greenlens::scene
