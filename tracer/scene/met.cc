#include "tracer/scene/met.h"

#include <algorithm>
#include <cmath>

#include "tracer/scene/text_width.h"

namespace greenlens::scene {
namespace {

constexpr float kBesideLine = 4;
constexpr int kPartsOfCurve = 24;
// Of a text's size: how far it reaches above and below its baseline.
constexpr float kLettersAbove = 0.95f, kLettersBelow = 0.3f;

bool is_in(const Box& box, Point point) {
  return point.x >= box.x && point.x < box.right() && point.y >= box.y && point.y < box.bottom();
}

float distance(Point a, Point b, Point point) {
  const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const float along =
      length > 0 ? std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0.0f, 1.0f)
                 : 0;
  return std::hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
}

Point on_bezier(const std::vector<Point>& p, float t) {
  const float u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  return {a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
          a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

struct IsMet {
  Point point;

  bool operator()(const Rect& rect) const { return is_in(rect.box, point); }
  bool operator()(const Text& text) const {
    const float width = text_width(text.text, text.size, text.face);
    float x = text.at.x;
    if (text.align == Align::center) x -= width / 2;
    if (text.align == Align::right) x -= width;
    return is_in({x, text.at.y - kLettersAbove * text.size, width,
                  (kLettersAbove + kLettersBelow) * text.size},
                 point);
  }
  bool operator()(const Line& line) const {
    if (line.points.size() < 2) return false;
    const float reach = std::max(kBesideLine, line.width / 2);
    const bool curved = line.points.size() == 4;
    const int parts = curved ? kPartsOfCurve : static_cast<int>(line.points.size()) - 1;
    const auto end = [&](int i) {
      return curved ? on_bezier(line.points, static_cast<float>(i) / kPartsOfCurve)
                    : line.points[static_cast<size_t>(i)];
    };
    for (int i = 0; i < parts; ++i) {
      if (distance(end(i), end(i + 1), point) <= reach) return true;
    }
    return false;
  }
  bool operator()(const Ribbon& ribbon) const {
    if (point.x < ribbon.left || point.x >= ribbon.right) return false;
    const float along = (point.x - ribbon.left) / (ribbon.right - ribbon.left);
    const float top = ribbon.left_top + along * (ribbon.right_top - ribbon.left_top);
    const float bottom = ribbon.left_bottom + along * (ribbon.right_bottom - ribbon.left_bottom);
    return point.y >= top && point.y < bottom;
  }
};

}  // namespace

bool is_met(const Shape& shape, Point point) { return std::visit(IsMet{point}, shape); }

}  // namespace greenlens::scene
