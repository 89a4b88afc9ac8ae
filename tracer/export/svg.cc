#include "tracer/export/svg.h"

#include "tracer/export/exporter.h"
#include "tracer/export/svg_writer.h"
#include "tracer/scene/painter.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {

std::string to_svg(const scene::Scene& scene, scene::Theme theme) {
  ThemePaints paints(theme);
  return SvgWriter(&paints).document(scene);
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
