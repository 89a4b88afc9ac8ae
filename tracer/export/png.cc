// A picture in pixels.
#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/figure/render.h"

namespace greenlens::exports::png {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  const float scale = options.scale > 0 ? options.scale : 2;
  const auto image = to_png(figure(messages, trace, options, options.step), options.theme, scale);
  if (!image) return image.fault();
  sink(*image);
  return {};
}

}  // namespace

Exporter exporter() {
  Needs needs = kPictureNeeds;
  needs.scale = true;
  return {".png", needs, write};
}

}  // namespace greenlens::exports::png
