// Pictures as pixels and as pages, by librsvg and cairo from what to_svg writes. Fonts are the
// system's: Inter and JetBrains Mono where they are installed.
#ifndef GREENLENS_TRACER_EXPORT_FIGURE_RENDER_H_
#define GREENLENS_TRACER_EXPORT_FIGURE_RENDER_H_

#include <functional>
#include <string>
#include <string_view>

#include "tracer/export/figure/paper.h"
#include "tracer/facts/fault.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/theme.h"

namespace greenlens::exports {

// So many pixels for one of the picture's. A fault when that is more than 16,384 in a row.
facts::Result<std::string> to_png(const scene::Scene& scene, scene::Theme theme, float scale);

// A document of as many pages as are added, upright or on their sides as the pictures are. The same
// pictures give the same bytes where fonts and libraries are the same: no date is in it.
class PdfWriter {
 public:
  using Write = std::function<bool(std::string_view)>;
  PdfWriter(Paper paper, scene::Theme theme, const std::string& title, Write write);
  ~PdfWriter();
  PdfWriter(const PdfWriter&) = delete;
  PdfWriter& operator=(const PdfWriter&) = delete;

  bool add(const scene::Scene& scene);
  bool finish();

 private:
  struct Surface;
  Paper paper_;
  scene::Theme theme_;
  Write write_;
  bool fine_ = true;
  Surface* surface_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_FIGURE_RENDER_H_
