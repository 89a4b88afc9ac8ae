#include "cli/window_files.h"

#include <algorithm>

#include "cli/write_file.h"
#include "tracer/export/exporter.h"
#include "tracer/export/statistics_file.h"
#include "tracer/store/statistics.h"
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

// Of the steps that are wanted, as `greenlens statistics` writes them.
facts::Result<std::string> write_numbers(const exports::StatisticsFormat& format,
                                         const store::Trace& trace, const gui::ExportOrder& order,
                                         const store::OnProgress& progress) {
  const scene::Steps steps = order.steps.all() ? scene::Steps{0, trace.size()} : order.steps;
  const auto counted = store::count_steps(trace, steps.from, steps.to, progress);
  if (!counted) return facts::Fault{facts::FaultKind::export_cancelled, order.file, 0, 0, ""};
  const std::string text = format.make(words::Messages::of("en"), *counted, counted->greenlets);
  const std::string reason = write_file(order.file, [&](const Sink& sink) { return sink(text); });
  if (!reason.empty()) return unwritable(order.file);
  return order.file;
}

}  // namespace

// Numbers stand beside their picture.
std::vector<gui::ExportEntry> export_entries() {
  std::vector<gui::ExportEntry> all, numbers;
  for (const exports::Offer& offer : exports::offers()) {
    all.push_back(
        {offer.format.id, offer.format.ending, offer.scene != nullptr ? offer.scene->name : ""});
  }
  for (const exports::StatisticsFormat& format : exports::statistics_formats()) {
    numbers.push_back({format.id, format.ending, gui::kStatistics, /*numbers=*/true});
  }
  const auto behind = std::find_if(all.rbegin(), all.rend(), [](const gui::ExportEntry& entry) {
                        return entry.scene == gui::kStatistics;
                      }).base();
  all.insert(behind, numbers.begin(), numbers.end());
  return all;
}

facts::Result<std::string> write_export(const store::Trace& trace, const gui::ExportOrder& order,
                                        const store::OnProgress& progress) {
  if (order.id == gui::kRecording) return write_recording(trace, order.file, progress);
  if (const auto* format = exports::find_statistics_format(order.id)) {
    return write_numbers(*format, trace, order, progress);
  }
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
