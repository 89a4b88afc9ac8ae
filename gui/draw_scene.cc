#include "gui/draw_scene.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "tracer/scene/layout.h"
#include "tracer/scene/met.h"

namespace greenlens::gui {
namespace {

using scene::Line;
using scene::Pattern;
using scene::Rect;
using scene::Role;
using scene::Text;

constexpr float kHatchGap = 9, kDotGap = 8;
constexpr float kDash = 5, kDashGap = 3.5f;

struct Painter {
  ImDrawList* list;
  ImVec2 origin;
  float scale;
  const Fonts& fonts;
  scene::Theme theme;

  ImVec2 at(scene::Point p) const { return {origin.x + p.x * scale, origin.y + p.y * scale}; }

  void dashed(ImVec2 from, ImVec2 to, ImU32 color, float width) const {
    float dx = to.x - from.x, dy = to.y - from.y;
    float length = std::sqrt(dx * dx + dy * dy);
    if (length <= 0) return;
    for (float done = 0; done < length; done += (kDash + kDashGap) * scale) {
      float end = std::min(done + kDash * scale, length);
      list->AddLine({from.x + dx * done / length, from.y + dy * done / length},
                    {from.x + dx * end / length, from.y + dy * end / length}, color, width);
    }
  }

  void hatch(ImVec2 low, ImVec2 high, ImU32 color) const {
    list->PushClipRect(low, high, true);
    float height = high.y - low.y;
    for (float x = low.x - height; x < high.x; x += kHatchGap * scale) {
      list->AddLine({x, high.y}, {x + height, low.y}, color, 2 * scale);
    }
    list->PopClipRect();
  }

  void dots(ImVec2 low, ImVec2 high, ImU32 color) const {
    for (float y = low.y + kDotGap * scale / 2; y < high.y; y += kDotGap * scale) {
      for (float x = low.x + kDotGap * scale / 2; x < high.x; x += kDotGap * scale) {
        list->AddRectFilled({x, y}, {x + 2 * scale, y + 2 * scale}, color);
      }
    }
  }

  void operator()(const Rect& rect) const {
    ImVec2 low = at({rect.box.x, rect.box.y});
    ImVec2 high = at({rect.box.right(), rect.box.bottom()});
    float radius = rect.radius * scale;
    paint_greenlet(list, low, high, theme, rect.fill, scale, radius, rect.opacity);
    bool of_greenlet = rect.fill.role == Role::greenlet || rect.fill.role == Role::stale;
    if (of_greenlet && scene::greenlet_is_patterned(theme, rect.fill.greenlet)) {
      dots(low, high, IM_COL32(0, 0, 0, static_cast<int>(70 * rect.opacity)));
    }
    if (rect.pattern == Pattern::hatched) {
      const float band = scene::hatched_band(rect.box).w * scale;
      hatch(low, {low.x + band, high.y}, IM_COL32(0, 0, 0, static_cast<int>(150 * rect.opacity)));
    }
    outline(rect, low, high, radius);
    if (rect.highlighted) {
      const scene::Box ring = scene::ring_of(rect.box);
      list->AddRect(at({ring.x, ring.y}), at({ring.right(), ring.bottom()}),
                    to_im(scene::line_color(theme, {Role::accent, 0}), rect.opacity),
                    (rect.radius + scene::kRingGap) * scale, 0,
                    scene::stroke_width(theme, scene::kRingWidth) * scale);
    }
  }

  void outline(const Rect& rect, ImVec2 low, ImVec2 high, float radius) const {
    const scene::Outline line = scene::outline_of(theme, rect);
    if (line.width <= 0) return;
    const ImU32 color = to_im(scene::line_color(theme, line.style), rect.opacity);
    const float width = line.width * scale;
    if (!line.dashed) {
      list->AddRect(low, high, color, radius, 0, width);
      return;
    }
    dashed(low, {high.x, low.y}, color, width);
    dashed({high.x, low.y}, high, color, width);
    dashed({low.x, high.y}, high, color, width);
    dashed(low, {low.x, high.y}, color, width);
  }

  void operator()(const Text& text) const {
    const std::string drawn = drawable(text.text);
    ImFont* font = fonts.get(text.face, text.size);
    const float size = fonts.line(text.face, text.size);
    float width = font->CalcTextSizeA(size, FLT_MAX, 0, drawn.c_str()).x;
    ImVec2 where = at(text.at);
    if (text.align == scene::Align::center) where.x -= width / 2;
    if (text.align == scene::Align::right) where.x -= width;
    where.y -= font->Ascent * size / font->FontSize;
    if (scene::has_plate(theme, text) && !drawn.empty()) plate(text, width);
    list->AddText(font, size, {std::round(where.x), std::round(where.y)},
                  to_im(scene::text_color(theme, text), text.opacity), drawn.c_str());
    ImGui::LogText("%s\n", drawn.c_str());  // for those who listen instead of look
  }

  // What a text stands on where it could not be read upon its fill.
  void plate(const Text& text, float width) const {
    const scene::Box box = scene::plate_of(text, width / scale);
    const ImU32 paper = to_im(scene::plate_color(theme, text), text.opacity);
    list->AddRectFilled(at({box.x, box.y}), at({box.right(), box.bottom()}), paper, 2 * scale);
  }

  void operator()(const Line& line) const {
    if (line.points.size() < 2) return;
    const float width = scene::stroke_width(theme, line.width) * scale;
    ImU32 color = to_im(scene::line_color(theme, line.style), line.opacity);
    std::vector<ImVec2> points;
    if (line.points.size() == 4) {
      for (int i = 0; i <= 32; ++i) points.push_back(bezier(line, static_cast<float>(i) / 32));
    } else {
      for (const scene::Point& p : line.points) points.push_back(at(p));
    }
    ImVec2 tip = points.back();
    ImVec2 before = points[points.size() - 2];
    const scene::ArrowHead head = scene::arrow_head(theme, line);
    if (line.arrow) before = shorten(&points, head);
    if (line.dashed) {
      dashed_path(points, color, width);
    } else {
      list->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, width);
    }
    if (line.arrow) arrow_head(before, tip, color, head);
  }

  void operator()(const scene::Ribbon& ribbon) const {
    const ImVec2 corners[] = {
        at({ribbon.left, ribbon.left_top}), at({ribbon.right, ribbon.right_top}),
        at({ribbon.right, ribbon.right_bottom}), at({ribbon.left, ribbon.left_bottom})};
    if (scene::is_filled(theme, ribbon)) {
      list->AddConvexPolyFilled(corners, 4,
                                to_im(scene::fill_color(theme, ribbon.fill), ribbon.opacity));
    }
    if (!scene::has_edges(theme)) return;
    const ImU32 color = to_im(scene::line_color(theme, ribbon.fill), ribbon.opacity);
    const float width = scene::stroke_width(theme, 1) * scale;
    list->AddLine(corners[0], corners[1], color, width);
    list->AddLine(corners[3], corners[2], color, width);
  }

  ImVec2 bezier(const Line& line, float t) const {
    float u = 1 - t;
    float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    const auto& p = line.points;
    return at({a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
               a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y});
  }

  // A dash pattern that runs on through the corners of a path.
  void dashed_path(const std::vector<ImVec2>& points, ImU32 color, float width) const {
    float phase = 0, period = (kDash + kDashGap) * scale;
    for (size_t i = 1; i < points.size(); ++i) {
      ImVec2 a = points[i - 1], b = points[i];
      float length = std::hypot(b.x - a.x, b.y - a.y);
      for (float done = 0; done < length;) {
        bool drawn = phase < kDash * scale;
        float left = drawn ? kDash * scale - phase : period - phase;
        float end = std::min(done + left, length);
        if (drawn) {
          list->AddLine({a.x + (b.x - a.x) * done / length, a.y + (b.y - a.y) * done / length},
                        {a.x + (b.x - a.x) * end / length, a.y + (b.y - a.y) * end / length}, color,
                        width);
        }
        phase = std::fmod(phase + (end - done), period);
        done = std::max(end, done + 0.01f);
      }
    }
  }

  // Takes off what the head covers, so that the line is not seen beside its tip; where the line
  // ends then, the head begins.
  ImVec2 shorten(std::vector<ImVec2>* points, scene::ArrowHead head) const {
    float cut = head.length * scale * scene::kHeadBeyondLine;
    while (points->size() > 2) {
      const ImVec2 from = points->at(points->size() - 2), to = points->back();
      const float length = std::hypot(to.x - from.x, to.y - from.y);
      if (length > cut) break;
      cut -= length;
      points->pop_back();
    }
    const ImVec2 from = points->at(points->size() - 2), to = points->back();
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length <= 0) return from;
    const float part = std::min(length, cut) / length;
    points->back() = {to.x - (to.x - from.x) * part, to.y - (to.y - from.y) * part};
    return points->back();
  }

  void arrow_head(ImVec2 from, ImVec2 tip, ImU32 color, scene::ArrowHead head) const {
    float dx = tip.x - from.x, dy = tip.y - from.y;
    float length = std::hypot(dx, dy);
    if (length <= 0) return;
    dx /= length, dy /= length;
    ImVec2 foot{tip.x - dx * head.length * scale, tip.y - dy * head.length * scale};
    float half = head.width * scale / 2;
    list->AddTriangleFilled(tip, {foot.x - dy * half, foot.y + dx * half},
                            {foot.x + dy * half, foot.y - dx * half}, color);
  }
};

}  // namespace

ImU32 to_im(scene::Color color, float opacity) {
  return IM_COL32(color.r, color.g, color.b,
                  static_cast<int>(static_cast<float>(color.a) * std::clamp(opacity, 0.0f, 1.0f)));
}

void paint_greenlet(ImDrawList* list, ImVec2 low, ImVec2 high, scene::Theme theme,
                    scene::Style style, float scale, float radius, float opacity) {
  const scene::Box box{0, 0, (high.x - low.x) / scale, (high.y - low.y) / scale};
  list->AddRectFilled(low, high, to_im(scene::fill_in(theme, style, box), opacity), radius);
  const scene::Texture texture = scene::texture_in(theme, style, box);
  if (texture == scene::Texture::plain) return;
  const ImU32 color = to_im(scene::texture_color(theme, style), opacity);
  for (const scene::Stroke& stroke : scene::strokes_of(texture, box)) {
    list->AddLine({low.x + stroke.from.x * scale, low.y + stroke.from.y * scale},
                  {low.x + stroke.to.x * scale, low.y + stroke.to.y * scale}, color,
                  scene::width_of_strokes(texture) * scale);
  }
}

void paint_scene(ImDrawList* list, const scene::Scene& scene, ImVec2 origin, const Fonts& fonts,
                 scene::Theme theme) {
  Painter painter{list, origin, fonts.scale(), fonts, theme};
  for (const scene::Item& item : scene.items) std::visit(painter, item.shape);
}

const scene::Item* item_at(const scene::Scene& scene, ImVec2 origin, float scale, ImVec2 point) {
  const scene::Point at{(point.x - origin.x) / scale, (point.y - origin.y) / scale};
  for (auto item = scene.items.rbegin(); item != scene.items.rend(); ++item) {
    const bool is_rect = std::holds_alternative<Rect>(item->shape);
    // Words and lines lie upon what they are about: they are met only if they say something.
    if (item->tooltip.empty() && (!is_rect || (item->step == 0 && item->greenlet == 0))) continue;
    if (scene::is_met(item->shape, at)) return &*item;
  }
  return nullptr;
}

}  // namespace greenlens::gui
