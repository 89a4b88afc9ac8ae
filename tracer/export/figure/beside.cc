#include "tracer/export/figure/beside.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "tracer/scene/painter.h"

namespace greenlens::exports {
namespace {

using scene::Line;
using scene::Rect;
using scene::Ribbon;
using scene::Text;

constexpr float kBesideGap = 28, kCaption = 30, kCaptionSize = 14;
constexpr float kSamePlace = 0.5f;  // pixels

bool near(float a, float b) { return std::abs(a - b) < kSamePlace; }

bool differs(const Rect& a, const Rect& b) {
  return !near(a.box.y, b.box.y) || !near(a.box.h, b.box.h) || !near(a.box.x, b.box.x) ||
         !near(a.box.w, b.box.w) || a.fill != b.fill || a.pattern != b.pattern;
}
// Where it stands follows from what it stands on.
bool differs(const Text& a, const Text& b) { return a.text != b.text; }
bool differs(const Line& a, const Line& b) {
  return !std::equal(
      a.points.begin(), a.points.end(), b.points.begin(), b.points.end(),
      [](scene::Point p, scene::Point q) { return near(p.x, q.x) && near(p.y, q.y); });
}
bool differs(const Ribbon&, const Ribbon&) { return false; }

bool is_other(const scene::Item& a, const scene::Item& b) {
  if (a.shape.index() != b.shape.index()) return true;
  return std::visit(
      [&](const auto& shape) {
        return differs(shape, std::get<std::decay_t<decltype(shape)>>(b.shape));
      },
      a.shape);
}

using ById = std::map<std::string, const scene::Item*>;

ById by_id(const scene::Scene& scene) {
  ById all;
  for (const scene::Item& item : scene.items) all[item.id] = &item;
  return all;
}

// The step's own ring would be taken for a difference.
void forget_changes(scene::Scene* scene) {
  for (scene::Item& item : scene->items) {
    if (auto* rect = std::get_if<Rect>(&item.shape)) rect->highlighted = false;
  }
}

bool differs_at_every_step(std::string_view id) {
  for (const char* part : {"sheet.headline.", "sheet.detail.", "sheet.sentence", "sheet.step",
                           "sheet.source.", "stack.caption", "timeline.cursor"}) {
    if (id.starts_with(part)) return true;
  }
  return false;
}

// A block whose text differs has that marked; the rest of it is where it was.
void mark_differences(const scene::Scene& before, scene::Scene* scene) {
  const ById old = by_id(before);
  scene::Painter marks(scene->width, scene->height);
  for (scene::Item& item : scene->items) {
    if (differs_at_every_step(item.id)) continue;
    const auto found = old.find(item.id);
    if (found != old.end() && !is_other(item, *found->second)) continue;
    if (auto* rect = std::get_if<Rect>(&item.shape)) {
      using scene::Role;
      const bool is_greenlets = rect->fill.role == Role::greenlet || rect->fill.role == Role::stale;
      rect->highlighted = is_greenlets && rect->box.h >= 8 && rect->box.w >= 8;
    }
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      const float width = scene::text_width(text->text, text->size, text->face);
      float left = text->at.x;
      if (text->align == scene::Align::center) left -= width / 2;
      if (text->align == scene::Align::right) left -= width;
      const float y = text->at.y + 3;
      marks.line(item.id + ".differs", {{left, y}, {left + width, y}}, scene::kAccent).width = 2;
    }
  }
  for (scene::Item& mark : marks.scene().items) scene->items.push_back(std::move(mark));
}

}  // namespace

scene::Scene beside_each_other(const std::string& title, std::vector<Captioned> pictures,
                               Marks marks) {
  float width = 0, height = 0;
  for (const Captioned& one : pictures) {
    width += (width > 0 ? kBesideGap : 0) + one.scene.width;
    height = std::max(height, one.scene.height);
  }
  for (Captioned& one : pictures) forget_changes(&one.scene);
  for (size_t i = pictures.size(); i-- > 1 && marks == Marks::what_differs;) {
    mark_differences(pictures[i - 1].scene, &pictures[i].scene);
  }
  scene::Painter painter(width, height + kCaption);
  painter.scene().title = title;
  float x = 0;
  for (size_t i = 0; i < pictures.size(); ++i) {
    Captioned& one = pictures[i];
    const std::string prefix = std::to_string(i + 1) + ".";
    Text caption;
    caption.at = {x + 12, kCaption - 8};
    caption.text = one.caption;
    caption.size = kCaptionSize;
    caption.face = scene::Face::bold;
    painter.text(prefix + "step", caption, one.scene.width - 24);
    std::string& all = painter.scene().description;
    all += (all.empty() ? "" : " ") + one.caption + ": " + one.scene.description;
    const float its_width = one.scene.width;
    painter.put(std::move(one.scene), prefix, x, kCaption);
    x += its_width;
    if (i + 1 < pictures.size()) {
      const float middle = x + kBesideGap / 2;
      painter
          .line(prefix + "between", {{middle, 8}, {middle, height + kCaption - 8}},
                {scene::Role::panel, 0})
          .width = 1;
    }
    x += kBesideGap;
  }
  return std::move(painter.scene());
}

}  // namespace greenlens::exports
