#include "tracer/export/page/themes.h"

namespace greenlens::exports {
namespace {

using scene::Role;
using scene::Theme;

std::string own_colors(Theme theme) {
  const auto role = [&](Role one) { return hex(line_color(theme, {one, 0})); };
  std::string css = "--ink:" + role(Role::ink) + ";--muted:" + role(Role::muted) +
                    ";--accent:" + role(Role::accent) + ";--error:" + role(Role::error) +
                    ";--panel:" + hex(paper_color(theme)) + ';';
  switch (theme) {
    case Theme::light:
      return css + "--page:#f3f4f6;--border:#d7dce1;--faint:#e4effa;--on-accent:#fff;";
    case Theme::dark:
      return css + "--page:#101317;--border:#3a424c;--faint:#1d3349;--on-accent:#101317;";
    case Theme::contrast:
      return css + "--page:#fff;--border:#000;--faint:#d6e6ff;--on-accent:#fff;";
    case Theme::mono:
      break;
  }
  return css;
}

}  // namespace

std::string themes(const Variables& colors) {
  const auto of = [&](Theme theme) { return own_colors(theme) + colors.css(theme) + "}"; };
  return "html{" + of(Theme::light) + "\nhtml[data-theme=dark]{" + of(Theme::dark) +
         "\nhtml[data-theme=contrast]{" + of(Theme::contrast) +
         "\n@media(prefers-color-scheme:dark){html:not([data-theme]){" + of(Theme::dark) +
         "}\n@media(prefers-contrast:more){html:not([data-theme]){" + of(Theme::contrast) +
         "}\n@media print{html,html[data-theme]{" + of(Theme::light) + "}\n";
}

}  // namespace greenlens::exports
