// Adds items to a scene: a little less to write at each place that draws. A painter makes one
// scene, in the order in which it is to be painted; that ids are unique is up to whoever calls it.
// What programs named and printed comes into it as it may be shown (tracer/facts/shown.h).
#ifndef GREENLENS_TRACER_SCENE_PAINTER_H_
#define GREENLENS_TRACER_SCENE_PAINTER_H_

#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/shown.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/text_width.h"

namespace greenlens::scene {

// What an item says and does besides how it looks: the fields of Item with the same names.
struct Meaning {
  std::string tooltip;
  uint32_t greenlet = 0;
  uint64_t step = 0;
};

// How far the baseline stands below the middle of a line of text, as a part of its size: half of a
// capital's height, so that texts look centered beside icons, digits and lines.
inline constexpr float kMiddleToBaseline = 0.36f;

inline constexpr Style kInk{Role::ink, 0};
inline constexpr Style kMuted{Role::muted, 0};
inline constexpr Style kAccent{Role::accent, 0};

class Painter {
 public:
  Painter(float width, float height) { scene_.width = width, scene_.height = height; }

  // The references are good until the next item is added. A box that is less than nothing wide or
  // high becomes empty: what is cut at the edge of a picture may come out so.
  Rect& rect(const std::string& id, Box box, Style fill, const Meaning& meaning = {}) {
    Rect shape;
    shape.box = {box.x, box.y, box.w > 0 ? box.w : 0, box.h > 0 ? box.h : 0};
    shape.fill = fill;
    return std::get<Rect>(add(id, shape, meaning));
  }
  Line& line(const std::string& id, std::vector<Point> points, Style style,
             const Meaning& meaning = {}) {
    Line shape;
    shape.points = std::move(points);
    shape.style = style;
    return std::get<Line>(add(id, shape, meaning));
  }
  // Around what stands for the selected greenlet, a little outside: "selected".
  void selection_frame(const std::string& of, const Box& box, const Meaning& meaning) {
    constexpr float kOutside = 3.5f;
    const float left = box.x - kOutside, right = box.right() + kOutside;
    const float top = box.y - kOutside, bottom = box.bottom() + kOutside;
    line(of + ".selected",
         {{left, top}, {right, top}, {right, bottom}, {left, bottom}, {left, top}}, kInk, meaning)
        .width = 1.5f;
  }
  Ribbon& ribbon(const std::string& id, const Ribbon& shape, const Meaning& meaning = {}) {
    return std::get<Ribbon>(add(id, shape, meaning));
  }
  // Text on paper, shortened to `width`; nothing at all, and no item, when not even a letter fits.
  void text(const std::string& id, Text shape, float width, const Meaning& meaning = {}) {
    shape.text = elide(facts::shown(shape.text), shape.size, shape.face, width);
    if (!shape.text.empty()) add(id, std::move(shape), meaning);
  }
  // Whether the whole text has a place in that width. For what says nothing when it is cut.
  static bool fits(const Text& text, float width) {
    return text_width(text.text, text.size, text.face) <= width;
  }

  // All of another picture, so many pixels to the right and down; its ids get a prefix.
  void put(Scene&& part, const std::string& prefix, float x, float y = 0) {
    for (Item& item : part.items) {
      item.id = prefix + item.id;
      move(&item.shape, x, y);
      scene_.items.push_back(std::move(item));
    }
    for (ShownStack& stack : part.stacks) {
      stack.column.x += x, stack.column.y += y;
      for (ShownStack::Edge& edge : stack.edges) edge.y += y;
      scene_.stacks.push_back(std::move(stack));
    }
  }

  Scene& scene() { return scene_; }

 private:
  static void move(Shape* shape, float x, float y) {
    if (auto* rect = std::get_if<Rect>(shape)) rect->box.x += x, rect->box.y += y;
    if (auto* text = std::get_if<Text>(shape)) text->at.x += x, text->at.y += y;
    if (auto* line = std::get_if<Line>(shape)) {
      for (Point& point : line->points) point.x += x, point.y += y;
    }
    if (auto* ribbon = std::get_if<Ribbon>(shape)) {
      ribbon->left += x, ribbon->right += x;
      for (float* end :
           {&ribbon->left_top, &ribbon->left_bottom, &ribbon->right_top, &ribbon->right_bottom}) {
        *end += y;
      }
    }
  }
  Shape& add(const std::string& id, Shape shape, const Meaning& meaning) {
    scene_.items.push_back({facts::shown(id), facts::shown(meaning.tooltip), meaning.step,
                            meaning.greenlet, std::move(shape)});
    return scene_.items.back().shape;
  }

  Scene scene_;
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_PAINTER_H_
