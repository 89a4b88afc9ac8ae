// There is no search for the best curve: a few candidates, the handsome ones first, and the first
// that is free. When none is, the arrow goes along the gaps between the rows, which are always
// free, and from one to the other where all rows between leave a gap, or beside all of them.
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

bool meets(Point at, const Box& box, float apart) {
  return at.x > box.x - apart && at.x < box.right() + apart && at.y > box.y - apart &&
         at.y < box.bottom() + apart;
}
bool same_place(const Box& a, const Box& b) { return a.x == b.x && a.y == b.y; }

// Leaving the picture counts, too. Of the two that the arrow joins only what is in them does.
bool is_in_the_way(Point at, const Box& from, const Box& to, const Surroundings& around) {
  constexpr float kApart = 3, kEdge = 4;
  if (at.x < kEdge || at.x > around.width - kEdge || at.y < 0 || at.y > around.height - 2) {
    return true;
  }
  const auto is_in = [&](const Box& box) {
    return meets(at, box, same_place(box, from) || same_place(box, to) ? 0 : kApart);
  };
  return std::any_of(around.nodes.begin(), around.nodes.end(), is_in) ||
         std::any_of(around.words.begin(), around.words.end(), is_in);
}

// At points close enough that nothing slips through between two.
bool crosses(const Curve& curve, const Box& from, const Box& to, const Surroundings& around) {
  constexpr float kStep = 4;
  float length = 0;
  for (size_t i = 1; i < curve.size(); ++i) {
    length += std::hypot(curve[i].x - curve[i - 1].x, curve[i].y - curve[i - 1].y);
  }
  const int parts = std::max(24, static_cast<int>(length / kStep));
  for (int i = 0; i <= parts; ++i) {
    const Point at = on_curve(curve, static_cast<float>(i) / static_cast<float>(parts));
    if (is_in_the_way(at, from, to, around)) return true;
  }
  return false;
}

// Where an upright line passes all rows between `top` and `bottom`, with the shortest way there.
float way_through(float from, float to, float top, float bottom, const Surroundings& around) {
  constexpr float kBeside = 14, kApart = 4;
  float left = from, right = from;
  std::vector<Box> rows;
  for (const Box& box : around.nodes) {
    if (box.bottom() < top || box.y > bottom) continue;
    rows.push_back(box);
    left = std::min(left, box.x - kBeside), right = std::max(right, box.right() + kBeside);
  }
  std::vector<float> ways{to, from, left, right};
  for (const Box& box : rows) {
    for (const Box& other : rows) {
      if (other.y == box.y && other.x > box.x) ways.push_back((box.right() + other.x) / 2);
    }
  }
  const auto length = [&](float x) { return std::abs(x - from) + std::abs(x - to); };
  std::stable_sort(ways.begin(), ways.end(),
                   [&](float a, float b) { return length(a) < length(b); });
  const auto is_free = [&](float x) {
    return std::none_of(rows.begin(), rows.end(), [&](const Box& box) {
      return x > box.x - kApart && x < box.right() + kApart;
    });
  };
  const auto found = std::find_if(ways.begin(), ways.end(), is_free);
  return found != ways.end() ? *found : right;
}

// Never four points: these would be a curve.
Curve with_cut_corners(const std::vector<Point>& corners) {
  constexpr float kCut = 5;
  Curve way{corners.front()};
  for (size_t i = 1; i + 1 < corners.size(); ++i) {
    for (const Point& towards : {corners[i - 1], corners[i + 1]}) {
      const float x = towards.x - corners[i].x, y = towards.y - corners[i].y;
      const float length = std::hypot(x, y), cut = std::min(kCut, length / 2);
      if (length > 0) {
        way.push_back({corners[i].x + x * cut / length, corners[i].y + y * cut / length});
      }
    }
  }
  way.push_back(corners.back());
  if (way.size() == 4) way.insert(way.begin() + 1, {(way[0].x + way[1].x) / 2, way[1].y});
  return way;
}

// Out of the lower edge of the upper one, through the gaps.
Curve through_gaps(const Box& upper, const Box& lower, const Surroundings& around) {
  constexpr float kAway = 5, kHead = 6;
  const float gap = around.between / 2, aim = lower.x + lower.w / 2 - upper.x - upper.w / 2;
  const float side = aim < 0 ? -1.0f : 1.0f;
  const Point out{upper.x + upper.w / 2 + side * upper.w / 4, upper.bottom() + kAway};
  const float first = upper.bottom() + gap;
  if (lower.y == upper.y) {  // both in one row: below it
    const Point in{lower.x + lower.w / 2 - side * lower.w / 4, lower.bottom() + kAway};
    return with_cut_corners({out, {out.x, first}, {in.x, first}, in});
  }
  const float last = lower.y - gap;
  float way = way_through(out.x, lower.x + lower.w / 2, first, last, around);
  const float from = way < lower.x + lower.w / 2 ? -1.0f : 1.0f;
  const Point in{lower.x + lower.w / 2 + from * lower.w / 4, lower.y - kHead};
  if (last - first < 1) return with_cut_corners({out, {out.x, first}, {in.x, first}, in});
  return with_cut_corners({out, {out.x, first}, {way, first}, {way, last}, {in.x, last}, in});
}

Curve below_both(const Box& from, const Box& to, float between) {
  constexpr float kAway = 5, kDeepest = 26;
  const float side = to.x > from.x ? 1.0f : -1.0f, dip = std::min(kDeepest, between);
  const Point a{from.x + from.w / 2 + side * from.w / 4, from.bottom() + kAway};
  const Point b{to.x + to.w / 2 - side * to.w / 4, to.bottom() + kAway};
  return {a, {a.x, a.y + dip}, {b.x, b.y + dip}, b};
}

std::vector<Curve> curves_between(const Box& upper, const Box& lower) {
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
  return curves;
}

}  // namespace

Curve arrow_between(const Box& from, const Box& to, const Surroundings& around) {
  const bool down = to.y > from.y;
  const Box &upper = down ? from : to, &lower = down ? to : from;
  const std::vector<Curve> curves =
      from.y == to.y ? std::vector<Curve>{below_both(upper, lower, around.between)}
                     : curves_between(upper, lower);
  const auto found = std::find_if(curves.begin(), curves.end(), [&](const Curve& curve) {
    return !crosses(curve, from, to, around);
  });
  Curve best = found != curves.end() ? *found : through_gaps(upper, lower, around);
  // Made from top to bottom, so that the way back is the way there.
  if (!down) std::reverse(best.begin(), best.end());
  return best;
}

Curve beside_list(const Box& from, const Box& to) {
  constexpr float kGap = 4, kOut = 24;
  const Point a{from.right() + kGap, from.y + from.h / 2}, b{to.right() + kGap, to.y + to.h / 2};
  return {a, {a.x + kOut, a.y}, {b.x + kOut, b.y}, b};
}

MiddleOfArrow middle_of(const Curve& arrow) {
  if (arrow.size() == 4) return {on_curve(arrow, 0.5f), arrow[0].y != arrow[3].y};
  // Of a way of straight parts: of the longest.
  size_t longest = 1;
  float most = 0;
  for (size_t i = 1; i < arrow.size(); ++i) {
    const float length = std::hypot(arrow[i].x - arrow[i - 1].x, arrow[i].y - arrow[i - 1].y);
    if (length > most) most = length, longest = i;
  }
  const Point a = arrow[longest - 1], b = arrow[longest];
  return {{(a.x + b.x) / 2, (a.y + b.y) / 2}, std::abs(b.y - a.y) > std::abs(b.x - a.x)};
}

bool is_free(const Box& place, const Surroundings& around) {
  if (place.x < 2 || place.right() > around.width - 2 || place.bottom() > around.height - 1) {
    return false;
  }
  const auto is_near = [&](const Box& box) {
    return place.x < box.right() + 4 && box.x - 4 < place.right() && place.y < box.bottom() + 4 &&
           box.y - 4 < place.bottom();
  };
  return std::none_of(around.nodes.begin(), around.nodes.end(), is_near) &&
         std::none_of(around.words.begin(), around.words.end(), is_near);
}

}  // namespace greenlens::scene
