// Pages: one of a step, or one for each of many.
#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/figure/render.h"

namespace greenlens::exports::pdf {
namespace {

constexpr size_t kMostPages = 2000;

facts::Fault write(const words::Messages& messages, const store::Trace& trace,
                   const ExportOptions& asked, const Sink& sink) {
  std::vector<uint64_t> steps = asked.each;
  if (steps.empty()) steps.push_back(asked.step);
  if (steps.size() > kMostPages) {
    return {facts::FaultKind::too_many_pictures, "", steps.size(), kMostPages, ""};
  }
  const ExportOptions options = with_room_for_notes(asked, steps);
  PdfWriter writer(options.paper, options.theme, trace.info().title, sink);
  for (size_t i = 0; i < steps.size(); ++i) {
    if (options.progress && !options.progress(i, steps.size())) {
      return {facts::FaultKind::export_cancelled, "", 0, 0, ""};
    }
    if (!writer.add(figure(messages, trace, options, steps[i]))) break;
  }
  writer.finish();
  return {};
}

}  // namespace

Exporter exporter() {
  Needs needs = kPictureNeeds;
  needs.each = true, needs.paper = true;
  return {".pdf", needs, write, "sheet"};
}

}  // namespace greenlens::exports::pdf
