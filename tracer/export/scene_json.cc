#include "tracer/export/scene_json.h"

#include <cmath>

#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::exports {
namespace {

using facts::Json;

// Of this object, not of the trace's bytes.
constexpr int kSceneVersion = 1;

// Pixels to a hundredth, as in SVG.
double pixels(float value) { return std::round(static_cast<double>(value) * 100) / 100; }

const char* word(scene::Role role) {
  switch (role) {
    case scene::Role::greenlet:
      return "greenlet";
    case scene::Role::stale:
      return "stale";
    case scene::Role::unused:
      return "unused";
    case scene::Role::panel:
      return "panel";
    case scene::Role::ink:
      return "ink";
    case scene::Role::muted:
      return "muted";
    case scene::Role::accent:
      return "accent";
    case scene::Role::error:
      return "error";
    case scene::Role::pointer:
      return "pointer";
  }
  return "";
}

const char* word(scene::Pattern pattern) {
  switch (pattern) {
    case scene::Pattern::solid:
      return "solid";
    case scene::Pattern::hatched:
      return "hatched";
    case scene::Pattern::dashed_outline:
      return "dashed_outline";
  }
  return "";
}

const char* word(scene::Face face) {
  switch (face) {
    case scene::Face::sans:
      return "sans";
    case scene::Face::mono:
      return "mono";
    case scene::Face::bold:
      return "bold";
  }
  return "";
}

const char* word(scene::Align align) {
  switch (align) {
    case scene::Align::left:
      return "left";
    case scene::Align::center:
      return "center";
    case scene::Align::right:
      return "right";
  }
  return "";
}

Json style(scene::Style style) {
  Json json = {{"role", word(style.role)}};
  if (style.greenlet != 0) json["greenlet"] = style.greenlet;
  return json;
}

Json shape(const scene::Rect& rect) {
  const scene::Box& box = rect.box;
  return {{"kind", "rect"},
          {"x", pixels(box.x)},
          {"y", pixels(box.y)},
          {"width", pixels(box.w)},
          {"height", pixels(box.h)},
          {"fill", style(rect.fill)},
          {"pattern", word(rect.pattern)},
          {"outlined", rect.outlined},
          {"highlighted", rect.highlighted},
          {"radius", pixels(rect.radius)},
          {"opacity", pixels(rect.opacity)}};
}

Json shape(const scene::Text& text) {
  return {{"kind", "text"},
          {"x", pixels(text.at.x)},
          {"y", pixels(text.at.y)},
          {"text", text.text},
          {"size", pixels(text.size)},
          {"face", word(text.face)},
          {"align", word(text.align)},
          {"fill", style(text.style)},
          {"on_greenlet", text.on_greenlet},
          {"on_stale", text.on_stale},
          {"opacity", pixels(text.opacity)}};
}

Json shape(const scene::Line& line) {
  Json points = Json::array();
  for (const scene::Point& point : line.points) {
    points.push_back({pixels(point.x), pixels(point.y)});
  }
  return {{"kind", "line"},
          {"points", std::move(points)},
          {"stroke", style(line.style)},
          {"width", pixels(line.width)},
          {"arrow", line.arrow},
          {"dashed", line.dashed},
          {"opacity", pixels(line.opacity)}};
}

Json shape(const scene::Ribbon& ribbon) {
  return {{"kind", "ribbon"},
          {"left", pixels(ribbon.left)},
          {"right", pixels(ribbon.right)},
          {"left_top", pixels(ribbon.left_top)},
          {"left_bottom", pixels(ribbon.left_bottom)},
          {"right_top", pixels(ribbon.right_top)},
          {"right_bottom", pixels(ribbon.right_bottom)},
          {"fill", style(ribbon.fill)},
          {"opacity", pixels(ribbon.opacity)}};
}

Json item_to_json(const scene::Item& item) {
  Json json = {{"id", item.id}};
  if (!item.tooltip.empty()) json["tooltip"] = item.tooltip;
  if (item.step != 0) json["step"] = item.step;
  if (item.greenlet != 0) json["greenlet"] = item.greenlet;
  json.update(std::visit([](const auto& one) { return shape(one); }, item.shape));
  return json;
}

Json scene_to_json(const scene::Scene& scene) {
  Json json = {{"greenlens", "scene"},         {"version", kSceneVersion},
               {"title", scene.title},         {"description", scene.description},
               {"width", pixels(scene.width)}, {"height", pixels(scene.height)}};
  if (scene.part) {
    const scene::ShownPart& part = *scene.part;
    json["part"] = {{"from", part.from},
                    {"to", part.to},
                    {"exact", part.exact},
                    {"left", pixels(part.left)},
                    {"right", pixels(part.right)},
                    {"lanes", part.lanes},
                    {"all_lanes", part.all_lanes},
                    {"first_lane", part.first_lane},
                    {"scale_top", pixels(part.scale_top)}};
    for (const scene::StepPlace& place : part.places) {
      json["part"]["places"].push_back({place.step, place.share});
    }
  }
  Json items = Json::array();
  for (const scene::Item& item : scene.items) items.push_back(item_to_json(item));
  json["items"] = std::move(items);
  return json;
}

}  // namespace

std::string to_json(const scene::Scene& scene) {
  return facts::json_text(scene_to_json(scene), 1) + '\n';
}

namespace scene_json {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  Json scene = scene_to_json(undoubted_figure(messages, trace, options, options.step));
  scene["doubts"] = doubts_of(messages, trace, options, options.step);
  sink(facts::json_text(scene, 1) + '\n');
  return {};
}

}  // namespace

Exporter exporter() {
  Needs needs = kPictureNeeds;
  needs.theme = false;
  return {".scene.json", needs, write};
}

}  // namespace scene_json
}  // namespace greenlens::exports
