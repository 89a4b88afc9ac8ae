// A film for pages.
#include "tracer/export/exporter.h"
#include "tracer/export/figure/film.h"

namespace greenlens::exports::webm {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  return write_film(messages, trace, options, sink,
                    {{"-vf", "fps=24", "-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "30", "-deadline",
                      "realtime", "-cpu-used", "6", "-c:s", "webvtt"},
                     ".webm",
                     true});
}

}  // namespace

Exporter exporter() {
  Needs needs = kPictureNeeds;
  needs.each = true, needs.scale = true, needs.step = false;
  return {".webm", needs, write, "slide"};
}

}  // namespace greenlens::exports::webm
