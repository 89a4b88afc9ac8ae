#include "tracer/export/page/variables.h"

namespace greenlens::exports {
namespace {

using scene::Style;
using scene::Theme;

// Roles whose colour depends on whose it is.
std::string named(char kind, Style style) {
  std::string name = kind + std::to_string(static_cast<int>(style.role));
  if (style.greenlet != 0) name += '-' + std::to_string(style.greenlet);
  return name;
}

std::string stroke(const std::string& color, const std::string& width) {
  return " stroke=\"" + color + "\" stroke-width=\"" + width + '"';
}

}  // namespace

template <typename Color>
std::string Variables::variable(const std::string& name, Color color) {
  const auto [found, first] = values_.try_emplace(name);
  if (first) {
    for (size_t i = 0; i < kPageThemes.size(); ++i) found->second[i] = color(kPageThemes[i]);
  }
  return "var(--" + name + ")";
}

std::string Variables::fill(Style style, const scene::Box&) {
  return variable(named('f', style), [&](Theme theme) { return hex(fill_color(theme, style)); });
}

std::string Variables::line(Style style) {
  return variable(named('l', style), [&](Theme theme) { return hex(line_color(theme, style)); });
}

std::string Variables::text(const scene::Text& text) {
  const char* on = text.on_greenlet ? "g" : text.on_stale ? "s" : "";
  return variable(named('t', text.style) + on,
                  [&](Theme theme) { return hex(text_color(theme, text)); });
}

std::string Variables::paper() {
  return variable("paper", [](Theme theme) { return hex(paper_color(theme)); });
}

std::string Variables::width(float of_light) {
  // With a unit: not every browser multiplies mere numbers here.
  variable("stroke", [](Theme theme) { return number(stroke_width(theme, 1)) + "px"; });
  return "calc(var(--stroke)*" + number(of_light) + ")";
}

std::string Variables::edge(Style style) {
  return variable(named('e', style), [&](Theme theme) {
    return has_edges(theme) ? hex(line_color(theme, style)) : std::string("none");
  });
}

std::string Variables::outline(const scene::Rect& rect) {
  const scene::Outline line = outline_of(theme(), rect);
  if (line.width > 0) {
    return stroke(this->line(line.style), width(line.width)) +
           (line.dashed ? " stroke-dasharray=\"5 4\"" : "");
  }
  const scene::Outline other = outline_of(Theme::contrast, rect);
  return other.width > 0 ? stroke(edge(other.style), number(other.width)) : "";
}

// None: words that they cross would need a plate, which the light theme's do not have.
std::string Variables::edges(const scene::Ribbon&) { return ""; }

std::string Variables::css(Theme theme) const {
  size_t at = 0;
  while (at + 1 < kPageThemes.size() && kPageThemes[at] != theme) ++at;
  std::string css;
  for (const auto& [name, values] : values_) css += "--" + name + ':' + values[at] + ';';
  return css;
}

}  // namespace greenlens::exports
