#include "tracer/export/figure/render.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "tracer/export/svg.h"

namespace greenlens::exports {
namespace {

constexpr int kMostPixels = 16'384;
constexpr double kPointsToAPixel = 0.75;  // 96 pixels an inch, 72 points

struct Unref {
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Handle = std::unique_ptr<RsvgHandle, Unref>;
using Cairo = std::unique_ptr<cairo_t, Unref>;
using CairoSurface = std::unique_ptr<cairo_surface_t, Unref>;

bool draw(const scene::Scene& scene, scene::Theme theme, cairo_t* cairo, double width,
          double height) {
  const std::string svg = to_svg(scene, theme, Ligatures::kept_apart);
  GError* error = nullptr;
  const Handle handle(
      rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
  if (handle != nullptr) {
    const RsvgRectangle viewport{0, 0, width, height};
    rsvg_handle_render_document(handle.get(), cairo, &viewport, &error);
  }
  const bool fine = error == nullptr && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
  if (error != nullptr) g_error_free(error);
  return fine;
}

cairo_status_t take(void* closure, const unsigned char* bytes, unsigned int size) {
  const auto& write = *static_cast<std::function<bool(std::string_view)>*>(closure);
  return write({reinterpret_cast<const char*>(bytes), size}) ? CAIRO_STATUS_SUCCESS
                                                             : CAIRO_STATUS_WRITE_ERROR;
}

// Points, upright.
struct PaperSize {
  double width = 0, height = 0;
};
PaperSize size_of(Paper paper) {
  switch (paper) {
    case Paper::picture:
      return {};
    case Paper::a4:
      return {595.28, 841.89};
    case Paper::a3:
      return {841.89, 1190.55};
    case Paper::a2:
      return {1190.55, 1683.78};
    case Paper::a1:
      return {1683.78, 2383.94};
    case Paper::letter:
      return {612, 792};
    case Paper::slide:
      return {540, 960};
  }
  return {};
}

PaperSize page_for(Paper paper, const scene::Scene& scene) {
  PaperSize size = size_of(paper);
  if (size.width == 0) return {scene.width * kPointsToAPixel, scene.height * kPointsToAPixel};
  if (scene.width > scene.height) std::swap(size.width, size.height);
  return size;
}

}  // namespace

facts::Result<std::string> to_png(const scene::Scene& scene, scene::Theme theme, float scale) {
  const auto width = static_cast<int>(std::lround(scene.width * scale));
  const auto height = static_cast<int>(std::lround(scene.height * scale));
  const facts::Fault fault{facts::FaultKind::picture_too_large, "",
                           static_cast<uint64_t>(std::max(width, height)), kMostPixels, ""};
  if (width > kMostPixels || height > kMostPixels || width < 1 || height < 1) return fault;
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return fault;
  const Cairo cairo(cairo_create(surface.get()));
  if (!draw(scene, theme, cairo.get(), width, height)) return fault;
  std::string png;
  std::function<bool(std::string_view)> write = [&](std::string_view bytes) {
    png += bytes;
    return true;
  };
  cairo_surface_write_to_png_stream(surface.get(), take, &write);
  return png;
}

std::optional<Paper> paper_from_name(std::string_view name) {
  for (size_t i = 0; i < kPaperNames.size(); ++i) {
    if (kPaperNames[i] == name) return static_cast<Paper>(i);
  }
  return {};
}

struct PdfWriter::Surface {
  CairoSurface pages;
  Cairo cairo;
};

PdfWriter::PdfWriter(Paper paper, scene::Theme theme, const std::string& title, Write write)
    : paper_(paper), theme_(theme), write_(std::move(write)), surface_(new Surface) {
  surface_->pages.reset(cairo_pdf_surface_create_for_stream(take, &write_, 1, 1));
  cairo_surface_t* pages = surface_->pages.get();
  cairo_pdf_surface_set_metadata(pages, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(pages, CAIRO_PDF_METADATA_CREATOR, "greenlens");
  // Else it would be that of now.
  cairo_pdf_surface_set_metadata(pages, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  surface_->cairo.reset(cairo_create(pages));
}

PdfWriter::~PdfWriter() { delete surface_; }

bool PdfWriter::add(const scene::Scene& scene) {
  const PaperSize page = page_for(paper_, scene);
  cairo_t* cairo = surface_->cairo.get();
  cairo_pdf_surface_set_size(surface_->pages.get(), page.width, page.height);
  const double fit = std::min(page.width / scene.width, page.height / scene.height);
  cairo_save(cairo);
  cairo_translate(cairo, (page.width - fit * scene.width) / 2,
                  (page.height - fit * scene.height) / 2);
  fine_ = fine_ && draw(scene, theme_, cairo, fit * scene.width, fit * scene.height);
  cairo_restore(cairo);
  cairo_show_page(cairo);
  return fine_ && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

bool PdfWriter::finish() {
  surface_->cairo.reset();
  cairo_surface_finish(surface_->pages.get());
  return fine_ && cairo_surface_status(surface_->pages.get()) == CAIRO_STATUS_SUCCESS;
}

}  // namespace greenlens::exports
