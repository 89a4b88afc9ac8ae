// A file as a format writes it, in one string.
#ifndef GREENLENS_TESTS_TRACER_EXPORT_WHOLE_H_
#define GREENLENS_TESTS_TRACER_EXPORT_WHOLE_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/english.h"
#include "tracer/export/exporter.h"

namespace greenlens::exports {

// Formats that ffmpeg makes.
inline bool is_film(const Exporter& exporter) {
  const std::string_view id = exporter.id;
  return id == "gif" || id == "mp4" || id == "webm";
}
// Formats in whose files no words can be found: what they show is asked of the figure.
inline bool has_no_words(const Exporter& exporter) {
  const std::string_view id = exporter.id;
  return id == "png" || id == "pdf" || is_film(exporter);
}

inline std::string whole(const Exporter& exporter, const store::Trace& trace,
                         const ExportOptions& options = {}) {
  std::string file;
  const facts::Fault fault =
      exporter.write(testing::english(), trace, options, [&](std::string_view bytes) {
        file += bytes;
        return true;
      });
  EXPECT_FALSE(fault) << exporter.id;
  return file;
}

}  // namespace greenlens::exports

#endif  // GREENLENS_TESTS_TRACER_EXPORT_WHOLE_H_
