#include "gui/picture.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tracer/facts/event.h"
#include "tracer/scene/interpolate.h"
#include "tracer/scene/stack/travelling.h"

namespace greenlens::gui {
namespace {

constexpr float kSeconds = 0.35f;
// More things at once are not seen to move, and would take longer than a frame.
constexpr size_t kMostMoving = 1500;

float eased(float t) { return t * t * (3 - 2 * t); }

}  // namespace

const scene::Scene& Picture::show(const Key& key, const std::function<scene::Scene()>& make,
                                  const Look& look) {
  if (!look.settings.animate) progress_ = 1;
  if (!made_ || !(key_ == key)) {
    aim_at(make(), look.settings.animate);
    key_ = key;
    made_ = true;
  } else if (moving()) {
    progress_ = std::min(1.0f, progress_ + look.seconds / kSeconds);
  }
  if (!moving()) return to_;
  between_ = scene::interpolate(from_, to_, eased(progress_));
  scene::add_travelling(from_, to_, eased(progress_), &between_);
  return between_;
}

void Picture::aim_at(scene::Scene scene, bool animate) {
  const bool resized = to_.width != scene.width || to_.height != scene.height;
  if (resized || !animate || std::max(to_.items.size(), scene.items.size()) > kMostMoving) {
    progress_ = 1;
  } else if (!looks_same(to_, scene)) {
    // From wherever it is now: a step can interrupt the one before.
    from_ = moving() ? scene::interpolate(from_, to_, eased(progress_)) : std::move(to_);
    progress_ = 0;
  }
  to_ = std::move(scene);
}

namespace {

bool same_box(const scene::Box& a, const scene::Box& b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

}  // namespace

bool looks_same(const scene::Scene& a, const scene::Scene& b) {
  if (a.items.size() != b.items.size()) return false;
  for (size_t i = 0; i < a.items.size(); ++i) {
    const auto &x = a.items[i], &y = b.items[i];
    if (x.id != y.id || x.shape.index() != y.shape.index()) return false;
    bool same = std::visit(
        facts::Overloaded{
            [&](const scene::Rect& r) {
              const auto& other = std::get<scene::Rect>(y.shape);
              return same_box(r.box, other.box) && r.fill == other.fill &&
                     r.highlighted == other.highlighted && r.pattern == other.pattern;
            },
            [&](const scene::Text& t) {
              const auto& other = std::get<scene::Text>(y.shape);
              return t.text == other.text && t.at.x == other.at.x && t.at.y == other.at.y &&
                     t.style == other.style;
            },
            [&](const scene::Line& l) {
              const auto& other = std::get<scene::Line>(y.shape);
              if (l.points.size() != other.points.size() || !(l.style == other.style)) return false;
              for (size_t p = 0; p < l.points.size(); ++p) {
                if (l.points[p].x != other.points[p].x || l.points[p].y != other.points[p].y) {
                  return false;
                }
              }
              return l.dashed == other.dashed;
            },
            [&](const scene::Ribbon& r) {
              const auto& other = std::get<scene::Ribbon>(y.shape);
              return r.left == other.left && r.right == other.right &&
                     r.left_top == other.left_top && r.left_bottom == other.left_bottom &&
                     r.right_top == other.right_top && r.right_bottom == other.right_bottom &&
                     r.fill == other.fill;
            },
        },
        x.shape);
    if (!same) return false;
  }
  return true;
}

}  // namespace greenlens::gui
