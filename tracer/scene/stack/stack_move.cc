// The arrow of the bytes that moved at this step, between column and copies.
#include <algorithm>
#include <cmath>
#include <utility>

#include "tracer/scene/layout.h"
#include "tracer/scene/stack/stack_picture.h"

namespace greenlens::scene {
namespace {

// From the column, and to the copy: where the arrow begins and ends. It turns, if it has to, behind
// all marks, and is level again before its head.
constexpr float kMoveBeside = 9, kMoveBeforeCopy = 7, kTurnBeforeCopy = 18, kRound = 4;

// From the stack to the copy: level as far as there are marks, then down or up beside them.
std::vector<Point> points_of(Way way, float left, float right) {
  if (way.at_stack == way.at_copy) return {{left, way.at_stack}, {right, way.at_copy}};
  const float turn = std::max(left + kRound, right - kTurnBeforeCopy + kMoveBeforeCopy);
  const float sign = way.at_copy > way.at_stack ? 1.0f : -1.0f;
  const float round = std::min({kRound, std::abs(way.at_copy - way.at_stack) / 2, turn - left});
  std::vector<Point> points = {{left, way.at_stack}};
  constexpr int kParts = 2;  // of a quarter of a circle: shorter pieces would be ragged
  constexpr float kQuarter = 1.5707964f;
  for (int i = 0; i <= kParts; ++i) {
    const float angle = kQuarter * static_cast<float>(i) / kParts;
    points.push_back({turn - round * (1 - std::sin(angle)),
                      way.at_stack + sign * round * (1 - std::cos(angle))});
  }
  for (int i = 0; i <= kParts; ++i) {
    const float angle = kQuarter * static_cast<float>(i) / kParts;
    points.push_back(
        {turn + round * (1 - std::cos(angle)), way.at_copy - sign * round * (1 - std::sin(angle))});
  }
  points.push_back({right, way.at_copy});
  return points;
}

}  // namespace

Way way_of_move(const StackPicture& p, const Box& copy) {
  const float a = p.scale.y(p.moved->high), b = p.scale.y(p.moved->low);
  const float upper = std::min(a, b), lower = std::max(a, b);
  // Not at a corner of the copy, where an arrow head would miss it.
  const float inset = std::min(8.0f, copy.h / 2);
  const float top = std::max(upper, copy.y + inset);
  const float bottom = std::min(lower, copy.bottom() - inset);
  if (top <= bottom) return {(top + bottom) / 2, (top + bottom) / 2};
  const bool is_above = upper > copy.bottom() - inset;
  const float in_bar = std::min(inset, (lower - upper) / 2);
  return is_above ? Way{upper + in_bar, copy.bottom() - inset}
                  : Way{lower - in_bar, copy.y + inset};
}

void paint_move(const StackPicture& p, const Box& copy, Way way, float word_y) {
  const MovedBytes& moved = *p.moved;
  const float edge = p.column.right();
  const float a = p.scale.y(moved.high), b = p.scale.y(moved.low);
  const Meaning meaning{p.say("scene.stack.move_tip"), moved.owner};
  p.painter
      .line("stack.moved", {{edge + 5, std::min(a, b)}, {edge + 5, std::max(a, b)}}, kAccent,
            meaning)
      .width = 4;
  std::vector<Point> points = points_of(way, edge + kMoveBeside, copy.x - kMoveBeforeCopy);
  if (!moved.out) std::reverse(points.begin(), points.end());
  Line& line = p.painter.line("stack.move", std::move(points), kAccent, meaning);
  line.width = 3;
  line.arrow = true;
  if (p.marks_width <= 0) return;
  // A number that is cut is another number.
  const std::string bytes = std::to_string(state::slice_size(moved.low, moved.high));
  const std::string words = longest_fitting(
      {p.say(moved.out ? "scene.stack.copy_out" : "scene.stack.copy_back", {{"bytes", bytes}}),
       p.say("scene.stack.bytes_short", {{"bytes", bytes}})},
      kLeastMarkText, Face::bold, p.marks_width);
  p.painter.text("stack.move.text",
                 {{p.marks_left + p.marks_width / 2, word_y},
                  words,
                  fitting_size(words, p.normal, kLeastMarkText, Face::bold, p.marks_width),
                  Face::bold,
                  Align::center,
                  kAccent,
                  false,
                  false,
                  true},
                 p.marks_width, meaning);
}

}  // namespace greenlens::scene
