// A film of many steps: each is shown for as long as its sentence takes to read, and what moves
// between two of them is seen to move. Made by ffmpeg, where that is installed.
#ifndef GREENLENS_TRACER_EXPORT_FIGURE_FILM_H_
#define GREENLENS_TRACER_EXPORT_FIGURE_FILM_H_

#include <string>
#include <vector>

#include "tracer/export/exporter.h"

namespace greenlens::exports {

// How ffmpeg is asked for it.
struct FilmFormat {
  std::vector<std::string> arguments;  // after the pictures and the subtitles, before the file
  const char* ending = "";
  bool subtitles = false;  // as a track of their own, beside those in the picture
  float scale = 1.6f;      // pixels for one of the picture's, where nothing is said
};

// Of the steps in options.each, or of all stops of the finest grain that has at most 400. A fault
// when there is no ffmpeg, or it fails; its folder of pictures (in TMPDIR) is gone then, too.
facts::Fault write_film(const words::Messages& messages, const store::Trace& trace,
                        const ExportOptions& options, const Sink& sink, const FilmFormat& format);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_FIGURE_FILM_H_
