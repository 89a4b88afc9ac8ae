#include "cli/window_files.h"

#include "cli/write_file.h"
#include "tracer/export/exporter.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::cli {
namespace {

facts::Fault unwritable(const std::string& file) {
  return {facts::FaultKind::picture_unwritable, file, 0, 0, ""};
}

// Events that are written between two questions whether anybody wants them any more.
constexpr uint64_t kAtATime = 256;

facts::Result<std::string> write_recording(const store::Trace& trace, const std::string& file,
                                           const store::OnProgress& progress) {
  bool cancelled = false;
  const std::string reason = write_file(file, [&](const Sink& sink) {
    bool fine = true;
    store::TraceWriter writer([&](std::string_view bytes) { return fine = fine && sink(bytes); });
    writer.begin(trace.info());
    for (uint64_t n = 1; n <= trace.size() && fine && !cancelled; ++n) {
      writer.add(trace.event(n));
      cancelled = n % kAtATime == 0 && !progress(n, trace.size());
    }
    if (fine && !cancelled) writer.finish();
    return fine && !cancelled;
  });
  if (cancelled) return facts::Fault{facts::FaultKind::export_cancelled, file, 0, 0, ""};
  if (!reason.empty()) return unwritable(file);
  return file;
}

}  // namespace

std::vector<gui::ExportEntry> export_entries() {
  std::vector<gui::ExportEntry> all;
  for (const exports::Offer& offer : exports::offers()) {
    all.push_back(
        {offer.format.id, offer.format.ending, offer.scene != nullptr ? offer.scene->name : ""});
  }
  return all;
}

facts::Result<std::string> write_export(const store::Trace& trace, const gui::ExportOrder& order,
                                        const store::OnProgress& progress) {
  if (order.id == gui::kRecording) return write_recording(trace, order.file, progress);
  const exports::Exporter& exporter = *exports::find_exporter(order.id);
  exports::ExportOptions options;
  options.step = order.step;
  if (const exports::NamedScene* scene = exports::find_scene(order.scene)) options.scene = scene;
  options.theme = order.theme;
  options.steps = order.steps;
  options.hidden = order.hidden;
  options.select = order.selected;
  options.times = order.times;
  options.axis = order.axis;
  options.progress = progress;
  const std::string& name = order.file;
  facts::Fault fault;
  const std::string reason = write_file(name, [&](const Sink& sink) {
    fault = exporter.write(words::Messages::of("en"), trace, options, sink);
    return !fault;
  });
  if (fault) return fault;
  if (!reason.empty()) return unwritable(name);
  return name;
}

}  // namespace greenlens::cli
