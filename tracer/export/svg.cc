#include "tracer/export/svg.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "tracer/export/exporter.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/text_width.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

// At most two decimals, no trailing zeros, never "-0": the same everywhere.
std::string number(float value) {
  const long hundredths = std::lround(value * 100.0);
  char text[32];
  std::snprintf(text, sizeof text, "%s%ld.%02ld", hundredths < 0 ? "-" : "",
                std::labs(hundredths) / 100, std::labs(hundredths) % 100);
  std::string result = text;
  while (result.back() == '0') result.pop_back();
  if (result.back() == '.') result.pop_back();
  return result;
}

// A scene's texts may be shown already; one that was made by hand may not.
std::string escape(const std::string& text) {
  std::string result;
  for (char c : facts::shown(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string hex(scene::Color color) {
  char text[16];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", color.r, color.g, color.b);
  return text;
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + value + "\"";
}
std::string attribute(const char* name, float value) { return attribute(name, number(value)); }

class Writer {
 public:
  explicit Writer(scene::Theme theme) : theme_(theme) {}

  std::string document(const scene::Scene& scene) {
    std::string out =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", scene.width) +
        attribute("height", scene.height) +
        attribute("viewBox", "0 0 " + number(scene.width) + " " + number(scene.height)) +
        " role=\"img\">\n";
    out += "<title>" + escape(scene.title) + "</title>\n";
    out += "<desc>" + escape(scene.description) + "</desc>\n";
    out += definitions(scene);
    out += "<rect width=\"100%\" height=\"100%\"" + attribute("fill", hex(paper_color(theme_))) +
           "/>\n";
    for (const scene::Item& item : scene.items) {
      out += "<g" + attribute("id", escape(item.id)) + ">";
      if (!item.tooltip.empty()) out += "<title>" + escape(item.tooltip) + "</title>";
      out += std::visit([this](const auto& shape) { return write(shape); }, item.shape) + "</g>\n";
    }
    return out + "</svg>\n";
  }

 private:
  // One for each colour and size.
  std::string head_id(const scene::Line& line) {
    return "arrow-" + hex(line_color(theme_, line.style)).substr(1) + "-" +
           number(arrow_head(theme_, line.width).length);
  }

  // Hatch for partial copies, dots from the 9th greenlet on, heads of arrows.
  std::string definitions(const scene::Scene& scene) {
    std::string out =
        "<defs>\n"
        "<pattern id=\"hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"8\" fill=\"#000\" "
        "fill-opacity=\"0.55\"/></pattern>\n"
        "<pattern id=\"dots\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        "<circle cx=\"4\" cy=\"4\" r=\"1.3\" fill=\"#000\" fill-opacity=\"0.18\"/></pattern>\n";
    std::set<std::string> heads;
    for (const scene::Item& item : scene.items) {
      const scene::Line* line = std::get_if<scene::Line>(&item.shape);
      if (line == nullptr || !line->arrow) continue;
      const std::string id = head_id(*line);
      if (!heads.insert(id).second) continue;
      const scene::ArrowHead head = arrow_head(theme_, line->width);
      out += "<marker" + attribute("id", id) + " markerUnits=\"userSpaceOnUse\"" +
             attribute("markerWidth", head.length) + attribute("markerHeight", head.width) +
             attribute("refX", head.length * (1 - scene::kHeadBeyondLine)) +
             attribute("refY", head.width / 2) + " orient=\"auto\"><path d=\"M0 0 L" +
             number(head.length) + " " + number(head.width / 2) + " L0 " + number(head.width) +
             " z\"" + attribute("fill", hex(line_color(theme_, line->style))) + "/></marker>\n";
    }
    return out + "</defs>\n";
  }

  std::string opacity(float value) { return value < 1 ? attribute("opacity", value) : ""; }

  std::string write(const scene::Rect& rect) {
    const scene::Box& b = rect.box;
    std::string place = attribute("x", b.x) + attribute("y", b.y) + attribute("width", b.w) +
                        attribute("height", b.h);
    if (rect.radius > 0) place += attribute("rx", rect.radius);
    std::string out;
    if (rect.highlighted) {
      const scene::Box ring = scene::ring_of(b);
      out += "<rect" + attribute("x", ring.x) + attribute("y", ring.y) +
             attribute("width", ring.w) + attribute("height", ring.h) +
             attribute("rx", rect.radius + scene::kRingGap) + " fill=\"none\"" +
             attribute("stroke", hex(line_color(theme_, {scene::Role::accent, 0}))) +
             attribute("stroke-width", stroke_width(theme_, scene::kRingWidth)) +
             opacity(rect.opacity) + "/>";
    }
    std::string paint = attribute("fill", hex(fill_in(theme_, rect.fill, b)));
    if (const scene::Outline line = outline_of(theme_, rect); line.width > 0) {
      paint += attribute("stroke", hex(line_color(theme_, line.style))) +
               attribute("stroke-width", line.width);
      if (line.dashed) paint += " stroke-dasharray=\"5 4\"";
    }
    out += "<rect" + place + paint + opacity(rect.opacity) + "/>" + texture(rect);
    const bool colored =
        rect.fill.role == scene::Role::greenlet || rect.fill.role == scene::Role::stale;
    if (colored && scene::greenlet_is_patterned(theme_, rect.fill.greenlet)) {
      out += "<rect" + place + " fill=\"url(#dots)\"" + opacity(rect.opacity) + "/>";
    }
    if (rect.pattern == scene::Pattern::hatched) {
      const scene::Box band = scene::hatched_band(b);
      out += "<rect" + attribute("x", band.x) + attribute("y", band.y) +
             attribute("width", band.w) + attribute("height", band.h) + " fill=\"url(#hatch)\"" +
             opacity(rect.opacity) + "/>";
    }
    return out;
  }

  std::string texture(const scene::Rect& rect) {
    const scene::Texture texture = texture_in(theme_, rect.fill, rect.box);
    std::string path;
    for (const scene::Stroke& stroke : strokes_of(texture, rect.box)) {
      path += "M" + number(stroke.from.x) + " " + number(stroke.from.y) + "L" +
              number(stroke.to.x) + " " + number(stroke.to.y);
    }
    if (path.empty()) return "";
    return "<path" + attribute("d", path) + " fill=\"none\"" +
           attribute("stroke", hex(texture_color(theme_, rect.fill))) +
           attribute("stroke-width", width_of_strokes(texture)) + opacity(rect.opacity) + "/>";
  }

  // What a text stands on where it could not be read upon its fill.
  std::string plate(const scene::Text& text) {
    if (!has_plate(theme_, text) || text.text.empty()) return "";
    const scene::Box box = scene::plate_of(text, text_width(text.text, text.size, text.face));
    return "<rect" + attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.w) +
           attribute("height", box.h) + " rx=\"2\"" +
           attribute("fill", hex(fill_color(theme_, fill_below(text)))) + opacity(text.opacity) +
           "/>";
  }

  std::string write(const scene::Text& text) {
    std::string out = plate(text) + "<text" + attribute("x", text.at.x) + attribute("y", text.at.y);
    out += text.face == scene::Face::mono ? " font-family=\"JetBrains Mono, monospace\""
                                          : " font-family=\"Inter, sans-serif\"";
    out += attribute("font-size", text.size);
    if (text.face == scene::Face::bold) out += " font-weight=\"700\"";
    if (text.align == scene::Align::center) out += " text-anchor=\"middle\"";
    if (text.align == scene::Align::right) out += " text-anchor=\"end\"";
    out += attribute("fill", hex(text_color(theme_, text))) + opacity(text.opacity);
    return out + " xml:space=\"preserve\">" + escape(text.text) + "</text>";
  }

  // Where the line of an arrow ends, for its tip to be where it was.
  scene::Point shortened(scene::Point from, scene::Point tip, float width) {
    const float length = std::hypot(tip.x - from.x, tip.y - from.y);
    if (length <= 0) return tip;
    const float cut =
        std::min(1.0f, arrow_head(theme_, width).length * scene::kHeadBeyondLine / length);
    return {tip.x - (tip.x - from.x) * cut, tip.y - (tip.y - from.y) * cut};
  }

  std::string write(const scene::Line& line) {
    if (line.points.size() < 2) return "";
    const auto point = [](scene::Point p) { return number(p.x) + " " + number(p.y); };
    std::vector<scene::Point> way = line.points;
    if (line.arrow) way.back() = shortened(way[way.size() - 2], way.back(), line.width);
    std::string path = "M" + point(way[0]);
    if (way.size() == 4) {
      path += " C" + point(way[1]) + ", " + point(way[2]) + ", " + point(way[3]);
    } else {
      for (size_t i = 1; i < way.size(); ++i) path += " L" + point(way[i]);
    }
    const std::string color = hex(line_color(theme_, line.style));
    std::string out = "<path" + attribute("d", path) + " fill=\"none\"" +
                      attribute("stroke", color) +
                      attribute("stroke-width", stroke_width(theme_, line.width));
    if (line.dashed) out += " stroke-dasharray=\"5 4\"";
    if (line.arrow) out += attribute("marker-end", "url(#" + head_id(line) + ")");
    return out + opacity(line.opacity) + "/>";
  }

  std::string write(const scene::Ribbon& ribbon) {
    const auto point = [](float x, float y) { return number(x) + " " + number(y); };
    const std::string upper =
        point(ribbon.left, ribbon.left_top) + " L" + point(ribbon.right, ribbon.right_top);
    const std::string lower =
        point(ribbon.right, ribbon.right_bottom) + " L" + point(ribbon.left, ribbon.left_bottom);
    std::string out;
    if (is_filled(theme_, ribbon)) {
      out = "<path" + attribute("d", "M" + upper + " L" + lower + " z") +
            attribute("fill", hex(fill_color(theme_, ribbon.fill))) + opacity(ribbon.opacity) +
            "/>";
    }
    if (!has_edges(theme_)) return out;
    return out + "<path" + attribute("d", "M" + upper + " M" + lower) + " fill=\"none\"" +
           attribute("stroke", hex(line_color(theme_, ribbon.fill))) +
           attribute("stroke-width", stroke_width(theme_, 1)) + opacity(ribbon.opacity) + "/>";
  }

  scene::Theme theme_;
};

}  // namespace

std::string to_svg(const scene::Scene& scene, scene::Theme theme) {
  return Writer(theme).document(scene);
}

namespace svg {
namespace {

// What speaks against the picture, below whatever it is of, and for those who have it read to them.
void say_what_is_doubtful(const std::string& words, scene::Scene* scene) {
  constexpr float kLine = 26, kInset = 14, kSize = 12;
  scene->description += ' ' + words;
  scene::Painter painter(scene->width, scene->height);
  scene::Text text;
  text.at = {kInset, scene->height + kLine / 2};
  text.text = words;
  text.size = kSize;
  text.face = scene::Face::bold;
  text.style = {scene::Role::error, 0};
  painter.text("doubtful", text, scene->width - 2 * kInset, {words});
  scene->height += kLine;
  for (scene::Item& item : painter.scene().items) scene->items.push_back(std::move(item));
}

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  scene::Scene scene = options.scene->make(messages, trace, options.shown());
  for (const std::string& one : words::doubts(messages, trace.at(options.step))) {
    say_what_is_doubtful(one, &scene);
  }
  sink(to_svg(scene, options.theme));
  return {};
}

}  // namespace

Exporter exporter() {
  return {".svg",
          {.step = true,
           .scene = true,
           .theme = true,
           .steps = true,
           .times = true,
           .select = true,
           .hidden = true},
          write};
}

}  // namespace svg
}  // namespace greenlens::exports
