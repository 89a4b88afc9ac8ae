#include "tests/tracer/scene/scene_checks.h"

#include <map>
#include <optional>
#include <set>

#include "tracer/export/svg.h"
#include "tracer/scene/text_width.h"

namespace greenlens::testing {
namespace {

using namespace scene;
using namespace exports;

bool inside(const Scene& scene, const Box& box) {
  constexpr float kSlack = 0.6f;
  return box.x >= -kSlack && box.y >= -kSlack && box.right() <= scene.width + kSlack &&
         box.bottom() <= scene.height + kSlack && box.w >= 0 && box.h >= 0;
}

struct BoundsOf {
  Box operator()(const Rect& rect) const { return rect.box; }
  Box operator()(const Text& text) const { return letters(text); }
  Box operator()(const Line& line) const {
    // Ends only: the handles of a curve may lie farther out than the curve.
    Box box{line.points.front().x, line.points.front().y, 0, 0};
    const Point end = line.points.back();
    box.w = std::abs(end.x - box.x), box.h = std::abs(end.y - box.y);
    box.x = std::min(box.x, end.x), box.y = std::min(box.y, end.y);
    return box;
  }
  Box operator()(const Ribbon& ribbon) const {
    const float top = std::min(ribbon.left_top, ribbon.right_top);
    return {ribbon.left, top, ribbon.right - ribbon.left,
            std::max(ribbon.left_bottom, ribbon.right_bottom) - top};
  }
};

// Points on it so near to each other that no box of a picture slips through.
std::vector<Point> along(const Line& line) {
  constexpr int kParts = 400;
  std::vector<Point> points;
  const std::vector<Point>& p = line.points;
  for (size_t part = 1; part < p.size(); part += p.size() == 4 ? 3 : 1) {
    for (int i = 0; i <= kParts; ++i) {
      const float t = static_cast<float>(i) / kParts, u = 1 - t;
      if (p.size() != 4) {
        points.push_back({p[part - 1].x * u + p[part].x * t, p[part - 1].y * u + p[part].y * t});
        continue;
      }
      const float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
      points.push_back({a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                        a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y});
    }
  }
  return points;
}

std::optional<Box> covered(const Shape& shape) {
  if (const Rect* rect = std::get_if<Rect>(&shape)) return rect->box;
  if (const Text* text = std::get_if<Text>(&shape)) return letters(*text);
  return {};
}

}  // namespace

std::string lines_over(const Scene& scene, const std::string& lines, const std::string& others) {
  for (const Item& one : scene.items) {
    const Line* line = std::get_if<Line>(&one.shape);
    if (line == nullptr || !one.id.starts_with(lines)) continue;
    const std::vector<Point> points = along(*line);
    for (const Item& other : scene.items) {
      const std::optional<Box> box = covered(other.shape);
      if (!box || !other.id.starts_with(others) || other.id == one.id + ".text") continue;
      for (const Point& at : points) {
        if (at.x > box->x && at.x < box->right() && at.y > box->y && at.y < box->bottom()) {
          return one.id + " lies over " + other.id;
        }
      }
    }
  }
  return "";
}

std::string texts_under(const Scene& scene, const Item& line, const std::string& others) {
  const std::vector<Point> points = along(std::get<Line>(line.shape));
  for (const Item& other : scene.items) {
    const Text* text = std::get_if<Text>(&other.shape);
    if (text == nullptr || !other.id.starts_with(others)) continue;
    const Box box = letters(*text);
    for (const Point& at : points) {
      if (at.x > box.x && at.x < box.right() && at.y > box.y && at.y < box.bottom()) {
        return line.id + " lies over " + other.id;
      }
    }
  }
  return "";
}

std::string repeated_id(const Scene& scene) {
  std::set<std::string> seen;
  for (const Item& i : scene.items) {
    if (i.id.empty()) return "an item has no id";
    if (!seen.insert(i.id).second) return i.id + " is there twice";
  }
  return "";
}

std::string outside(const Scene& scene) {
  for (const Item& i : scene.items) {
    const Box box = std::visit(BoundsOf{}, i.shape);
    if (!inside(scene, box)) {
      return i.id + " leaves the picture: " + std::to_string(box.x) + "," + std::to_string(box.y) +
             " " + std::to_string(box.w) + "x" + std::to_string(box.h);
    }
  }
  return "";
}

std::string overlapping_texts(const Scene& scene) {
  for (size_t i = 0; i < scene.items.size(); ++i) {
    const Text* a = std::get_if<Text>(&scene.items[i].shape);
    if (a == nullptr) continue;
    const Box u = letters(*a);
    for (size_t j = i + 1; j < scene.items.size(); ++j) {
      const Text* b = std::get_if<Text>(&scene.items[j].shape);
      if (b == nullptr) continue;
      const Box v = letters(*b);
      if (u.x < v.right() && v.x < u.right() && u.y < v.bottom() && v.y < u.bottom()) {
        return scene.items[i].id + " \"" + a->text + "\" lies upon " + scene.items[j].id + " \"" +
               b->text + "\"";
      }
    }
  }
  return "";
}

std::string texts_beyond_their_boxes(const Scene& scene) {
  std::map<std::string, const Rect*> boxes;
  for (const Item& i : scene.items) {
    if (const Rect* rect = std::get_if<Rect>(&i.shape)) boxes[i.id] = rect;
  }
  constexpr float kSlack = 1;
  for (const Item& i : scene.items) {
    const Text* text = std::get_if<Text>(&i.shape);
    if (text == nullptr) continue;
    const auto box = boxes.find(i.id.substr(0, i.id.rfind('.')));
    if (box == boxes.end()) continue;
    const Box its = letters(*text), &room = box->second->box;
    const float x = its.x + its.w / 2, y = its.y + its.h / 2;
    if (x < room.x || x > room.right() || y < room.y || y > room.bottom()) continue;  // beside it
    if (its.x < room.x - kSlack || its.right() > room.right() + kSlack || its.y < room.y - kSlack ||
        its.bottom() > room.bottom() + kSlack) {
      return i.id + " \"" + text->text + "\" leaves its box";
    }
  }
  return "";
}

std::string missing_words(const Scene& scene) {
  for (const Item& i : scene.items) {
    const Text* text = std::get_if<Text>(&i.shape);
    if (i.tooltip.find("«") != std::string::npos) return i.id + ": " + i.tooltip;
    if (text != nullptr && text->text.find("«") != std::string::npos)
      return i.id + ": " + text->text;
  }
  return "";
}

const Item* item(const Scene& scene, const std::string& id) {
  for (const Item& i : scene.items) {
    if (i.id == id) return &i;
  }
  return nullptr;
}

std::string text_of(const Scene& scene, const std::string& id) {
  const Item* found = item(scene, id);
  const Text* text = found != nullptr ? std::get_if<Text>(&found->shape) : nullptr;
  return text != nullptr ? text->text : "(none)";
}

bool same_scene(const Scene& a, const Scene& b) {
  if (a.items.size() != b.items.size()) return false;
  for (size_t i = 0; i < a.items.size(); ++i) {
    if (a.items[i].step != b.items[i].step || a.items[i].greenlet != b.items[i].greenlet)
      return false;
  }
  return to_svg(a, Theme::light) == to_svg(b, Theme::light) &&
         to_svg(a, Theme::dark) == to_svg(b, Theme::dark);
}

}  // namespace greenlens::testing
