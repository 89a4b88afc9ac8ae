#include "tracer/scene/texture.h"

#include <algorithm>

namespace greenlens::scene {
namespace {

constexpr float kPitch = 6;     // between two lines
constexpr float kWide = 9;      // between two spots, or slanted lines
constexpr float kDotReach = 1;  // half as long as a dot is
constexpr float kPlusReach = 2.2f;
constexpr float kDash = 7;               // as long as the gap behind it
constexpr size_t kMostStrokes = 20'000;  // of a fill as large as a wall

// Where lines lie that are `pitch` apart, in the middle of what is left.
std::vector<float> places(float from, float length, float pitch) {
  std::vector<float> all;
  const int count = std::max(static_cast<int>(length / pitch), 1);
  const float first = from + (length - static_cast<float>(count - 1) * pitch) / 2;
  for (int i = 0; i < count; ++i) all.push_back(first + static_cast<float>(i) * pitch);
  return all;
}

// Of lines across: where two have room they are two, since one alone could be of several textures.
std::vector<float> rows_in(float from, float length) {
  constexpr float kLeastForTwo = 8;
  return places(from, length, length >= kLeastForTwo ? std::min(kPitch, length / 2) : kPitch);
}

class Drawing {
 public:
  explicit Drawing(const Box& box) : box_(box) {}

  // Cut to the box.
  void add(float x1, float y1, float x2, float y2) {
    if (is_full()) return;
    const auto in_x = [this](float x) { return std::clamp(x, box_.x, box_.right()); };
    const auto in_y = [this](float y) { return std::clamp(y, box_.y, box_.bottom()); };
    strokes.push_back({{in_x(x1), in_y(y1)}, {in_x(x2), in_y(y2)}});
  }
  bool is_full() const { return strokes.size() >= kMostStrokes; }
  void across() {
    for (const float y : rows_in(box_.y, box_.h)) add(box_.x, y, box_.right(), y);
  }
  void upright() {
    for (const float x : places(box_.x, box_.w, kPitch)) add(x, box_.y, x, box_.bottom());
  }
  // Slanted lines, from the lower or the upper edge, where they are within the box.
  void slanted(bool rising) {
    const float first = box_.x - box_.h + std::min(kWide, box_.w + box_.h) / 2;
    for (float at = first; at < box_.right() && !is_full(); at += kWide) {
      const float begin = std::max(at, box_.x), end = std::min(at + box_.h, box_.right());
      if (begin >= end) continue;
      const auto y = [&](float x) { return rising ? box_.bottom() - (x - at) : box_.y + (x - at); };
      add(begin, y(begin), end, y(end));
    }
  }
  void spots(float reach, bool plus) {
    for (const float y : places(box_.y, box_.h, kWide)) {
      if (is_full()) return;
      for (const float x : places(box_.x, box_.w, kWide)) {
        add(x - reach, y, x + reach, y);
        if (plus) add(x, y - reach, x, y + reach);
      }
    }
  }
  void dashes() {
    bool odd = false;
    for (const float y : rows_in(box_.y, box_.h)) {
      if (is_full()) return;
      const float in = std::min(kDash / 2, box_.w / 4);
      for (float x = box_.x + (odd ? -kDash / 2 : in); x < box_.right(); x += 2 * kDash) {
        if (x + kDash > box_.x) add(x, y, x + kDash, y);
      }
      odd = !odd;
    }
  }

  std::vector<Stroke> strokes;

 private:
  const Box box_;
};

}  // namespace

float width_of_strokes(Texture texture) {
  return texture == Texture::dots ? kDotWidth : kTextureWidth;
}

std::vector<Stroke> strokes_of(Texture texture, const Box& box) {
  if (box.w <= 0 || box.h <= 0) return {};
  Drawing drawing(box);
  switch (texture) {
    case Texture::plain:
      break;
    case Texture::across:
      drawing.across();
      break;
    case Texture::upright:
      drawing.upright();
      break;
    case Texture::dots:
      drawing.spots(kDotReach, false);
      break;
    case Texture::grid:
      drawing.across();
      drawing.upright();
      break;
    case Texture::lattice:
      drawing.slanted(true);
      drawing.slanted(false);
      break;
    case Texture::dashes:
      drawing.dashes();
      break;
    case Texture::pluses:
      drawing.spots(kPlusReach, true);
      break;
  }
  return std::move(drawing.strokes);
}

}  // namespace greenlens::scene
