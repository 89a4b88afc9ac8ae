// A film that every page and slide shows.
#include "tracer/export/exporter.h"
#include "tracer/export/figure/film.h"

namespace greenlens::exports::gif {
namespace {

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& options, const Sink& sink) {
  return write_film(
      messages, trace, options, sink,
      {{"-vf", "fps=12,split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=none"},
       ".gif",
       false,
       1.2f});
}

}  // namespace

Exporter exporter() {
  Needs needs = kPictureNeeds;
  needs.each = true, needs.scale = true, needs.step = false;
  return {".gif", needs, write, "slide"};
}

}  // namespace greenlens::exports::gif
