#include "tracer/scene/stack/travelling.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include "tracer/scene/interpolate.h"

namespace greenlens::scene {
namespace {

constexpr std::string_view kCopy = "stack.copy.", kInPlace = "stack.in_place.";
constexpr float kSame = 0.5f;  // pixels that no eye tells apart

// A greenlet's two places in a picture; those that are not there are empty.
struct TwoPlaces {
  Box copy = {}, in_place = {};
};
using TwoPlacesOf = std::map<std::string, TwoPlaces>;  // by panel and greenlet

// What stands behind `kind` where that is the whole rest of an id but a number; with the panel.
std::optional<std::string> owner_of(std::string_view id, std::string_view kind) {
  const size_t at = id.find(kind);
  if (at == std::string_view::npos) return {};
  const std::string_view number = id.substr(at + kind.size());
  if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos) return {};
  return std::string(id.substr(0, at)) + std::string(number);
}

TwoPlacesOf places_in(const Scene& scene) {
  TwoPlacesOf places;
  for (const Item& item : scene.items) {
    const Rect* rect = std::get_if<Rect>(&item.shape);
    // A copy that was freed is a place and no copy.
    if (rect == nullptr || rect->fill.role != Role::greenlet) continue;
    if (const auto owner = owner_of(item.id, kCopy)) places[*owner].copy = rect->box;
    if (const auto owner = owner_of(item.id, kInPlace)) places[*owner].in_place = rect->box;
  }
  return places;
}

// What the larger of two boxes has more than the smaller, at the end where they differ.
Box more_of(const Box& large, const Box& small) {
  if (small.h <= 0) return large;
  Box more = large;
  if (std::abs(small.y - large.y) < kSame) {
    more.y = small.bottom();
    more.h = large.bottom() - small.bottom();
  } else if (std::abs(small.bottom() - large.bottom()) < kSame) {
    more.h = small.y - large.y;
  }
  return more.h > 0 ? more : large;
}

void add(const std::string& owner, const Box& box, Scene* scene) {
  const size_t digits = owner.find_last_not_of("0123456789") + 1;
  Rect rect;
  rect.box = box;
  rect.fill = {Role::greenlet, static_cast<uint32_t>(std::stoul(owner.substr(digits)))};
  scene->items.push_back({"travelling." + owner, "", 0, 0, rect});
}

}  // namespace

void add_travelling(const Scene& from, const Scene& to, float t, Scene* scene) {
  if (t <= 0 || t >= 1) return;
  TwoPlacesOf before = places_in(from), after = places_in(to);
  for (const auto& [owner, places] : after) before[owner];
  for (const auto& [owner, was] : before) {
    const TwoPlaces is = after[owner];
    if (is.copy.h > was.copy.h + kSame && was.in_place.h > is.in_place.h + kSame) {
      add(owner, between(more_of(was.in_place, is.in_place), is.copy, t), scene);
    } else if (was.copy.h > is.copy.h + kSame && is.in_place.h > was.in_place.h + kSame) {
      add(owner, between(was.copy, more_of(is.in_place, was.in_place), t), scene);
    }
  }
}

}  // namespace greenlens::scene
