#include "tracer/scene/beside/beside.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "tracer/scene/painter.h"

namespace greenlens::scene {
namespace {

constexpr float kBesideGap = 28, kCaption = 30, kCaptionSize = 14;
constexpr float kSaid = 20, kSaidSize = 13, kBesideInset = 12;
constexpr float kSamePlace = 0.5f;  // pixels

bool near(float a, float b) { return std::abs(a - b) < kSamePlace; }

bool differs(const Rect& a, const Rect& b) {
  return !near(a.box.y, b.box.y) || !near(a.box.h, b.box.h) || !near(a.box.x, b.box.x) ||
         !near(a.box.w, b.box.w) || a.fill != b.fill || a.pattern != b.pattern;
}
// Where it stands follows from what it stands on.
bool differs(const Text& a, const Text& b) { return a.text != b.text; }
bool differs(const Line& a, const Line& b) {
  return !std::equal(a.points.begin(), a.points.end(), b.points.begin(), b.points.end(),
                     [](Point p, Point q) { return near(p.x, q.x) && near(p.y, q.y); });
}
bool differs(const Ribbon&, const Ribbon&) { return false; }

bool is_other(const Item& a, const Item& b) {
  if (a.shape.index() != b.shape.index()) return true;
  return std::visit(
      [&](const auto& shape) {
        return differs(shape, std::get<std::decay_t<decltype(shape)>>(b.shape));
      },
      a.shape);
}

using ById = std::map<std::string, const Item*>;

ById by_id(const Scene& scene) {
  ById all;
  for (const Item& item : scene.items) all[item.id] = &item;
  return all;
}

// The step's own ring would be taken for a difference.
void forget_changes(Scene* scene) {
  for (Item& item : scene->items) {
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
void mark_differences(const Scene& before, Scene* scene) {
  const ById old = by_id(before);
  Painter marks(scene->width, scene->height);
  for (Item& item : scene->items) {
    if (differs_at_every_step(item.id)) continue;
    const auto found = old.find(item.id);
    if (found != old.end() && !is_other(item, *found->second)) continue;
    if (auto* rect = std::get_if<Rect>(&item.shape)) {
      const bool is_greenlets = rect->fill.role == Role::greenlet || rect->fill.role == Role::stale;
      rect->highlighted = is_greenlets && rect->box.h >= 8 && rect->box.w >= 8;
    }
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      const float width = text_width(text->text, text->size, text->face);
      float left = text->at.x;
      if (text->align == Align::center) left -= width / 2;
      if (text->align == Align::right) left -= width;
      const float y = text->at.y + 3;
      marks.line(item.id + ".differs", {{left, y}, {left + width, y}}, kAccent).width = 2;
    }
  }
  for (Item& mark : marks.scene().items) scene->items.push_back(std::move(mark));
}

void say(const std::vector<Said>& said, Painter* painter) {
  float y = kSaid;
  for (size_t i = 0; i < said.size(); ++i, y += kSaid) {
    Text text;
    text.at = {kBesideInset, y};
    text.text = said[i].line;
    text.size = kSaidSize;
    text.face = i == 0 ? Face::bold : Face::sans;
    painter->text("said." + std::to_string(i), text, painter->scene().width - 2 * kBesideInset,
                  {said[i].line, 0, said[i].step});
    painter->scene().description += (i == 0 ? "" : " ") + said[i].line;
  }
}

}  // namespace

Room room_beside(float width, float height, size_t lines) {
  const float top = kCaption + kSaid * static_cast<float>(lines);
  return {std::max(0.0f, (width - kBesideGap) / 2), std::max(0.0f, height - top)};
}

Scene beside_each_other(const std::string& title, std::vector<Captioned> pictures, Marks marks,
                        const std::vector<Said>& said) {
  float width = 0, height = 0;
  for (const Captioned& one : pictures) {
    width += (width > 0 ? kBesideGap : 0) + one.scene.width;
    height = std::max(height, one.scene.height);
  }
  for (Captioned& one : pictures) forget_changes(&one.scene);
  for (size_t i = pictures.size(); i-- > 1 && marks == Marks::what_differs;) {
    mark_differences(pictures[i - 1].scene, &pictures[i].scene);
  }
  const float top = kCaption + kSaid * static_cast<float>(said.size());
  Painter painter(width, height + top);
  painter.scene().title = title;
  say(said, &painter);
  float x = 0;
  for (size_t i = 0; i < pictures.size(); ++i) {
    Captioned& one = pictures[i];
    const std::string prefix = std::to_string(i + 1) + ".";
    Text caption;
    caption.at = {x + kBesideInset, top - 8};
    caption.text = one.caption;
    caption.size = kCaptionSize;
    caption.face = Face::bold;
    painter.text(prefix + "step", caption, one.scene.width - 2 * kBesideInset);
    std::string& all = painter.scene().description;
    all += (all.empty() ? "" : " ") + one.caption + ": " + one.scene.description;
    const float its_width = one.scene.width;
    painter.put(std::move(one.scene), prefix, x, top);
    x += its_width;
    if (i + 1 < pictures.size()) {
      const float middle = x + kBesideGap / 2;
      painter
          .line(prefix + "between", {{middle, top - kCaption + 8}, {middle, height + top - 8}},
                {Role::panel, 0})
          .width = 1;
    }
    x += kBesideGap;
  }
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
