// A film for players and slides.
#include "tracer/export/exporter.h"
#include "tracer/export/figure/film.h"

namespace greenlens::exports::mp4 {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  return write_film(messages, trace, options, sink,
                    {{"-vf", "fps=24,pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-c:v", "libx264",
                      "-preset", "veryfast", "-pix_fmt", "yuv420p", "-crf", "20", "-c:s",
                      "mov_text", "-movflags", "+faststart"},
                     ".mp4",
                     true});
}

}  // namespace

Exporter exporter() {
  Needs needs = kPictureNeeds;
  needs.each = true, needs.scale = true, needs.step = false;
  return {".mp4", needs, write, "slide"};
}

}  // namespace greenlens::exports::mp4
