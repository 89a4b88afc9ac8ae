#include "tracer/export/svg_writer.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <variant>

#include "tracer/facts/shown.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"
#include "tracer/scene/texture.h"

namespace greenlens::exports {

namespace {

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + value + "\"";
}
std::string attribute(const char* name, float value) { return attribute(name, number(value)); }

}  // namespace

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

std::string ThemePaints::fill(scene::Style style, const scene::Box& box) {
  return hex(fill_in(theme_, style, box));
}
std::string ThemePaints::line(scene::Style style) { return hex(line_color(theme_, style)); }
std::string ThemePaints::text(const scene::Text& text) { return hex(text_color(theme_, text)); }
std::string ThemePaints::paper() { return hex(paper_color(theme_)); }
std::string ThemePaints::width(float of_light) { return number(stroke_width(theme_, of_light)); }
std::string ThemePaints::outline(const scene::Rect& rect) {
  const scene::Outline line = outline_of(theme_, rect);
  if (line.width <= 0) return "";
  const std::string dashes = line.dashed ? " stroke-dasharray=\"5 4\"" : "";
  return attribute("stroke", hex(line_color(theme_, line.style))) +
         attribute("stroke-width", line.width) + dashes;
}
std::string ThemePaints::edges(const scene::Ribbon& ribbon) {
  if (!has_edges(theme_)) return "";
  return attribute("stroke", hex(line_color(theme_, ribbon.fill))) +
         attribute("stroke-width", stroke_width(theme_, 1));
}

std::string SvgWriter::document(const scene::Scene& scene) {
  std::string items;
  for (const scene::Item& one : scene.items) items += item(one) + "\n";
  // By it whoever draws it chooses among forms of the same letter. English has but one.
  const bool is_said = !scene.language.empty() && scene.language != "en";
  return "<svg xmlns=\"http://www.w3.org/2000/svg\"" +
         (is_said ? attribute("xml:lang", escape(scene.language)) : "") +
         attribute("width", scene.width) + attribute("height", scene.height) +
         attribute("viewBox", "0 0 " + number(scene.width) + " " + number(scene.height)) +
         " role=\"img\" style=\"font-variant-ligatures:none\">\n<title>" + escape(scene.title) +
         "</title>\n<desc>" + escape(scene.description) + "</desc>\n" + definitions() +
         "<rect width=\"100%\" height=\"100%\"" + attribute("fill", paints_.paper()) + "/>\n" +
         items + "</svg>\n";
}

std::string SvgWriter::item(const scene::Item& item) {
  std::string out = "<g" + attribute("id", escape(item.id)) + ">";
  if (!item.tooltip.empty()) out += "<title>" + escape(item.tooltip) + "</title>";
  return out + shape(item) + "</g>";
}

std::string SvgWriter::shape(const scene::Item& item) {
  return std::visit([this](const auto& shape) { return write(shape); }, item.shape);
}

std::string SvgWriter::head_id(const scene::Line& line) {
  std::string name = "arrow-";
  for (const char c : paints_.line(line.style)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') name += c;
  }
  const scene::ArrowHead head = arrow_head(paints_.theme(), line);
  std::string id = name + "-" + number(head.length);
  if (!heads_.insert(id).second) return id;
  markers_ += "<marker" + attribute("id", id) + " markerUnits=\"userSpaceOnUse\"" +
              attribute("markerWidth", head.length) + attribute("markerHeight", head.width) +
              attribute("refX", head.length * (1 - scene::kHeadBeyondLine)) +
              attribute("refY", head.width / 2) + " orient=\"auto\"><path d=\"M0 0 L" +
              number(head.length) + " " + number(head.width / 2) + " L0 " + number(head.width) +
              " z\"" + attribute("fill", paints_.line(line.style)) + "/></marker>\n";
  return id;
}

std::string SvgWriter::definitions() const {
  return "<defs>\n"
         "<pattern id=\"hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"8\" fill=\"#000\" "
         "fill-opacity=\"0.55\"/></pattern>\n"
         "<pattern id=\"dots\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
         "<circle cx=\"4\" cy=\"4\" r=\"1.3\" fill=\"#000\" fill-opacity=\"0.18\"/></pattern>\n" +
         markers_ + "</defs>\n";
}

std::string SvgWriter::opacity(float value) { return value < 1 ? attribute("opacity", value) : ""; }

std::string SvgWriter::write(const scene::Rect& rect) {
  const scene::Box& b = rect.box;
  std::string place = attribute("x", b.x) + attribute("y", b.y) + attribute("width", b.w) +
                      attribute("height", b.h);
  if (rect.radius > 0) place += attribute("rx", rect.radius);
  std::string out;
  if (rect.highlighted) {
    const scene::Box ring = scene::ring_of(b);
    out += "<rect" + attribute("x", ring.x) + attribute("y", ring.y) + attribute("width", ring.w) +
           attribute("height", ring.h) + attribute("rx", rect.radius + scene::kRingGap) +
           " fill=\"none\"" + attribute("stroke", paints_.line({scene::Role::accent, 0})) +
           attribute("stroke-width", paints_.width(scene::kRingWidth)) + opacity(rect.opacity) +
           "/>";
  }
  std::string paint = attribute("fill", paints_.fill(rect.fill, b));
  paint += paints_.outline(rect);
  out += "<rect" + place + paint + opacity(rect.opacity) + "/>" + texture(rect);
  const bool colored =
      rect.fill.role == scene::Role::greenlet || rect.fill.role == scene::Role::stale;
  if (colored && scene::greenlet_is_patterned(paints_.theme(), rect.fill.greenlet)) {
    out += "<rect" + place + " fill=\"url(#dots)\"" + opacity(rect.opacity) + "/>";
  }
  if (rect.pattern == scene::Pattern::hatched) {
    const scene::Box band = scene::hatched_band(b);
    out += "<rect" + attribute("x", band.x) + attribute("y", band.y) + attribute("width", band.w) +
           attribute("height", band.h) + " fill=\"url(#hatch)\"" + opacity(rect.opacity) + "/>";
  }
  return out;
}

std::string SvgWriter::texture(const scene::Rect& rect) {
  const scene::Texture texture = texture_in(paints_.theme(), rect.fill, rect.box);
  std::string path;
  for (const scene::Stroke& stroke : strokes_of(texture, rect.box)) {
    path += "M" + number(stroke.from.x) + " " + number(stroke.from.y) + "L" + number(stroke.to.x) +
            " " + number(stroke.to.y);
  }
  if (path.empty()) return "";
  return "<path" + attribute("d", path) + " fill=\"none\"" +
         attribute("stroke", hex(texture_color(paints_.theme(), rect.fill))) +
         attribute("stroke-width", width_of_strokes(texture)) + opacity(rect.opacity) + "/>";
}

std::string SvgWriter::plate(const scene::Text& text) {
  if (!has_plate(paints_.theme(), text) || text.text.empty()) return "";
  const scene::Box box = scene::plate_of(text, text_width(text.text, text.size, text.face));
  return "<rect" + attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.w) +
         attribute("height", box.h) + " rx=\"2\"" +
         attribute("fill",
                   text.over_edges ? paints_.paper() : paints_.fill(fill_below(text), box)) +
         opacity(text.opacity) + "/>";
}

// A span for each letter of what might become one: signs beside signs, and an x behind a digit.
std::string SvgWriter::letters(const std::string& text) const {
  if (ligatures_ == Ligatures::left_to_style) return escape(text);
  const auto is_sign = [](char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; };
  std::string out, run;
  const auto end_run = [&] {
    if (!run.empty()) out += "<tspan>" + escape(run) + "</tspan>";
    run.clear();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const bool after_sign = i > 0 && is_sign(text[i - 1]);
    const bool in_number =
        i > 0 && text[i] == 'x' && std::isdigit(static_cast<unsigned char>(text[i - 1]));
    if ((after_sign && is_sign(text[i])) || in_number) end_run();
    run += text[i];
  }
  if (run.size() == text.size()) return escape(text);
  end_run();
  return out;
}

std::string SvgWriter::write(const scene::Text& text) {
  std::string out = plate(text) + "<text" + attribute("x", text.at.x) + attribute("y", text.at.y);
  out += text.face == scene::Face::mono ? " font-family=\"JetBrains Mono, monospace\""
                                        : " font-family=\"Inter, sans-serif\"";
  out += attribute("font-size", text.size);
  if (text.face == scene::Face::bold) out += " font-weight=\"700\"";
  if (text.align == scene::Align::center) out += " text-anchor=\"middle\"";
  if (text.align == scene::Align::right) out += " text-anchor=\"end\"";
  out += attribute("fill", paints_.text(text)) + opacity(text.opacity);
  return out + " xml:space=\"preserve\">" + letters(text.text) + "</text>";
}

scene::Point SvgWriter::shortened(scene::Point from, scene::Point tip, scene::ArrowHead head) {
  const float length = std::hypot(tip.x - from.x, tip.y - from.y);
  if (length <= 0) return tip;
  const float cut = std::min(1.0f, head.length * scene::kHeadBeyondLine / length);
  return {tip.x - (tip.x - from.x) * cut, tip.y - (tip.y - from.y) * cut};
}

std::string SvgWriter::write(const scene::Line& line) {
  if (line.points.size() < 2) return "";
  const auto point = [](scene::Point p) { return number(p.x) + " " + number(p.y); };
  std::vector<scene::Point> way = line.points;
  if (line.arrow)
    way.back() = shortened(way[way.size() - 2], way.back(), arrow_head(paints_.theme(), line));
  std::string path = "M" + point(way[0]);
  if (way.size() == 4) {
    path += " C" + point(way[1]) + ", " + point(way[2]) + ", " + point(way[3]);
  } else {
    for (size_t i = 1; i < way.size(); ++i) path += " L" + point(way[i]);
  }
  const std::string color = paints_.line(line.style);
  std::string out = "<path" + attribute("d", path) + " fill=\"none\"" + attribute("stroke", color) +
                    attribute("stroke-width", paints_.width(line.width));
  if (line.dashed) out += " stroke-dasharray=\"5 4\"";
  if (line.arrow) out += attribute("marker-end", "url(#" + head_id(line) + ")");
  return out + opacity(line.opacity) + "/>";
}

std::string SvgWriter::write(const scene::Ribbon& ribbon) {
  const auto point = [](float x, float y) { return number(x) + " " + number(y); };
  const std::string upper =
      point(ribbon.left, ribbon.left_top) + " L" + point(ribbon.right, ribbon.right_top);
  const std::string lower =
      point(ribbon.right, ribbon.right_bottom) + " L" + point(ribbon.left, ribbon.left_bottom);
  std::string out;
  if (is_filled(paints_.theme(), ribbon)) {
    out = "<path" + attribute("d", "M" + upper + " L" + lower + " z") +
          attribute("fill", paints_.fill(ribbon.fill, {})) + opacity(ribbon.opacity) + "/>";
  }
  const std::string edges = paints_.edges(ribbon);
  if (edges.empty()) return out;
  return out + "<path" + attribute("d", "M" + upper + " M" + lower) + " fill=\"none\"" + edges +
         opacity(ribbon.opacity) + "/>";
}

}  // namespace greenlens::exports
