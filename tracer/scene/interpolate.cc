// The tween between two pictures. Only places, sizes and opacities are in between: a number of
// bytes halfway between two never existed, and a colour halfway between two greenlets is a third
// one's.
//
// All rests on ids: a picture gives the same id to what a person would call the same thing, and an
// id that holds an address or a step to what must not glide when another one takes its place.
#include "tracer/scene/interpolate.h"

#include <map>

namespace greenlens::scene {
namespace {

float between(float a, float b, float t) { return a + (b - a) * t; }
Point between(Point a, Point b, float t) { return {between(a.x, b.x, t), between(a.y, b.y, t)}; }
}  // namespace

Box between(Box a, Box b, float t) {
  return {between(a.x, b.x, t), between(a.y, b.y, t), between(a.w, b.w, t), between(a.h, b.h, t)};
}

namespace {

// From the old shape `a` to the new one `b`, which becomes the one in between.
struct Move {
  float t;
  void operator()(const Rect& a, Rect& b) const {
    b.box = between(a.box, b.box, t);
    b.radius = between(a.radius, b.radius, t);
    b.opacity = between(a.opacity, b.opacity, t);
  }
  void operator()(const Text& a, Text& b) const {
    b.at = between(a.at, b.at, t);
    b.size = between(a.size, b.size, t);
    b.opacity = between(a.opacity, b.opacity, t);
  }
  void operator()(const Line& a, Line& b) const {
    // A straight line that becomes a curve has no points in between: it takes its new shape at
    // once.
    if (a.points.size() == b.points.size()) {
      for (size_t i = 0; i < a.points.size(); ++i) {
        b.points[i] = between(a.points[i], b.points[i], t);
      }
    }
    b.width = between(a.width, b.width, t);
    b.opacity = between(a.opacity, b.opacity, t);
  }
  void operator()(const Ribbon& a, Ribbon& b) const {
    b.left = between(a.left, b.left, t), b.right = between(a.right, b.right, t);
    b.left_top = between(a.left_top, b.left_top, t);
    b.left_bottom = between(a.left_bottom, b.left_bottom, t);
    b.right_top = between(a.right_top, b.right_top, t);
    b.right_bottom = between(a.right_bottom, b.right_bottom, t);
    b.opacity = between(a.opacity, b.opacity, t);
  }
  // Another kind of shape under the same id is another thing.
  template <typename A, typename B>
  void operator()(const A&, B& b) const {
    b.opacity *= t;
  }
};

void fade(Item* item, float opacity) {
  std::visit([opacity](auto& shape) { shape.opacity *= opacity; }, item->shape);
}

}  // namespace

Scene interpolate(const Scene& from, const Scene& to, float t) {
  if (t <= 0) return from;
  if (t >= 1) return to;
  Scene scene = to;
  scene.width = between(from.width, to.width, t);
  scene.height = between(from.height, to.height, t);
  std::map<std::string_view, const Item*> old, kept;
  for (const Item& item : from.items) old[item.id] = &item;
  for (Item& item : scene.items) {
    auto found = old.find(item.id);
    if (found == old.end()) {
      fade(&item, t);
    } else {
      std::visit(Move{t}, found->second->shape, item.shape);
    }
  }
  // What is gone comes first, and so lies below: what fades must not cover what has just come.
  for (const Item& item : to.items) kept[item.id] = &item;
  std::vector<Item> gone;
  for (const Item& item : from.items) {
    if (kept.count(item.id)) continue;
    gone.push_back(item);
    fade(&gone.back(), 1 - t);
  }
  scene.items.insert(scene.items.begin(), gone.begin(), gone.end());
  return scene;
}

}  // namespace greenlens::scene
