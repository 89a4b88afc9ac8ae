#include "tracer/export/svg.h"

#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/svg_writer.h"

namespace greenlens::exports {

std::string to_svg(const scene::Scene& scene, scene::Theme theme, Ligatures ligatures) {
  ThemePaints paints(theme);
  return SvgWriter(&paints, ligatures).document(scene);
}

namespace svg {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  sink(to_svg(figure(messages, trace, options, options.step), options.theme));
  return {};
}

}  // namespace

Exporter exporter() { return {".svg", kPictureNeeds, write}; }

}  // namespace svg
}  // namespace greenlens::exports
