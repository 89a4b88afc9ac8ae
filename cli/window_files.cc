#include "cli/window_files.h"

#include <algorithm>
#include <filesystem>

#include "cli/language.h"
#include "cli/write_file.h"
#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/statistics_file.h"
#include "tracer/store/cut.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/statistics.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::cli {
namespace {

facts::Fault unwritable(const std::string& file) {
  return {facts::FaultKind::picture_unwritable, file, 0, 0, ""};
}

// Events that are written between two questions whether anybody wants them any more.
constexpr uint64_t kAtATime = 256;
constexpr size_t kPiece = size_t{1} << 20;  // bytes, likewise

enum class Written : uint8_t { done, refused, cancelled };

// Event by event.
Written write_events(const store::Trace& trace, const Sink& sink,
                     const store::OnProgress& progress) {
  bool fine = true;
  store::TraceWriter writer([&](std::string_view bytes) { return fine = fine && sink(bytes); });
  writer.begin(trace.info());
  for (uint64_t n = 1; n <= trace.size() && fine; ++n) {
    writer.add(trace.event(n));
    if (n % kAtATime == 0 && !progress(n, trace.size())) return Written::cancelled;
  }
  if (fine) writer.finish();
  return fine ? Written::done : Written::refused;
}

// Byte by byte, with what is wrong with it.
Written copy_bytes(const store::Bytes& bytes, const Sink& sink, const store::OnProgress& progress) {
  const uint64_t size = bytes.size();
  for (uint64_t at = 0; at < size;) {
    const std::string piece =
        bytes.read(at, static_cast<size_t>(std::min<uint64_t>(kPiece, size - at)));
    if (piece.empty()) break;  // it has become shorter
    if (!sink(piece)) return Written::refused;
    at += piece.size();
    if (!progress(at, size)) return Written::cancelled;
  }
  return Written::done;
}

// A file is copied. What has been written so far of one that grows is made a whole one.
Written write_whole(const store::Trace& trace, const Sink& sink,
                    const store::OnProgress& progress) {
  const store::FileTrace* file = trace.in_file();
  if (file == nullptr) return write_events(trace, sink, progress);
  if (!file->bytes().is_being_written()) return copy_bytes(file->bytes(), sink, progress);
  switch (store::cut(*file, 0, file->size(), sink, progress)) {
    case store::CutResult::done:
      return Written::done;
    case store::CutResult::refused:
      return Written::refused;
    case store::CutResult::cancelled:
      return Written::cancelled;
  }
  return Written::refused;
}

facts::Result<std::string> write_recording(const store::Trace& trace, const gui::ExportOrder& order,
                                           const store::OnProgress& progress) {
  std::error_code not_there;
  if (std::filesystem::equivalent(order.recording, order.file, not_there)) {
    return facts::Fault{facts::FaultKind::same_recording, order.file, 0, 0, ""};
  }
  auto written = Written::done;
  const auto write = [&](const Sink& sink) {
    written = write_whole(trace, sink, progress);
    return written == Written::done;
  };
  const std::string reason = write_file(order.file, write, Readers::owner);
  if (written == Written::cancelled) {
    return facts::Fault{facts::FaultKind::export_cancelled, order.file, 0, 0, ""};
  }
  if (!reason.empty() || written == Written::refused) return unwritable(order.file);
  return order.file;
}

// Of the steps that are wanted, as `greenlens statistics` writes them.
facts::Result<std::string> write_numbers(const exports::StatisticsFormat& format,
                                         const store::Trace& trace, const gui::ExportOrder& order,
                                         const store::OnProgress& progress) {
  const scene::Steps steps = order.steps.all() ? scene::Steps{0, trace.size()} : order.steps;
  const auto counted = store::count_steps(trace, steps.from, steps.to, progress);
  if (!counted) return facts::Fault{facts::FaultKind::export_cancelled, order.file, 0, 0, ""};
  const std::string text =
      format.make(words::Messages::of(order.language, order.level), *counted, counted->greenlets);
  const std::string reason = write_file(order.file, [&](const Sink& sink) { return sink(text); });
  if (!reason.empty()) return unwritable(order.file);
  return order.file;
}

gui::ExportEntry entry_of(const exports::Offer& offer) {
  const exports::Needs& needs = offer.format.needs;
  gui::ExportEntry entry{offer.format.id, offer.format.ending,
                         offer.scene != nullptr ? offer.scene->name : "", /*numbers=*/false,
                         needs.step};
  entry.each = needs.each;
  if (needs.paper) entry.papers = {exports::kPaperNames.begin(), exports::kPaperNames.end()};
  if (!needs.figure || offer.scene == nullptr) return entry;
  entry.pairs = needs.step && offer.scene->notes != exports::NotesIn::none;
  // The stack alone is opened as it is in the window.
  entry.opens = offer.scene->opens == exports::Opens::a_slice &&
                offer.scene->notes == exports::NotesIn::inside;
  for (const exports::Blank blank : exports::blanks_in(offer.scene->name)) {
    entry.blanks.emplace_back(exports::kBlankNames[static_cast<size_t>(blank)]);
  }
  return entry;
}

exports::ExportOptions options_of(const exports::Exporter& exporter, const store::Trace& trace,
                                  const gui::ExportOrder& order,
                                  const store::OnProgress& progress) {
  exports::ExportOptions options;
  options.step = order.step;
  if (const exports::NamedScene* scene = exports::find_scene(order.scene)) options.scene = scene;
  options.theme = order.theme;
  options.steps = order.steps;
  if (exporter.needs.each && order.marked.from < order.marked.to) {
    options.each = exports::stops_in(trace, order.grain, order.marked);
  }
  options.hidden = order.hidden;
  options.select = order.selected;
  if (order.opened) options.opened = exports::Opened::words;
  options.times = order.times;
  options.together = order.together;
  options.process = order.process;
  options.axis = order.axis;
  if (exporter.needs.notes) options.notes = std::make_shared<const words::Notes>(order.notes);
  if (exporter.needs.page) {
    options.stops = order.stops;
    options.questions = exports::kUsualPageQuestions;
    options.asking = order.asking;
    options.measured = order.measured;
  }
  if (order.beside) options.beside = {*order.beside};
  for (const std::string& name : order.blank) {
    if (const auto blank = exports::blank_from_name(name)) options.blank.push_back(*blank);
  }
  options.paper = exports::paper_from_name(order.paper).value_or(exports::Paper::picture);
  options.progress = progress;
  return options;
}

// In the place of what was there, when it is whole.
facts::Fault write_one(const words::Messages& messages, const std::string& name,
                       const exports::Exporter& exporter, const store::Trace& trace,
                       const exports::ExportOptions& options) {
  facts::Fault fault;
  const std::string reason = write_file(name, [&](const Sink& sink) {
    fault = exporter.write(messages, trace, options, sink);
    return !fault;
  });
  if (!fault && !reason.empty()) fault = unwritable(name);
  return fault;
}

}  // namespace

// Numbers stand beside their picture.
std::vector<gui::ExportEntry> export_entries() {
  std::vector<gui::ExportEntry> all, numbers;
  for (const exports::Offer& offer : exports::offers()) {
    all.push_back(entry_of(offer));
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
  if (order.id == gui::kRecording) return write_recording(trace, order, progress);
  if (const auto* format = exports::find_statistics_format(order.id)) {
    return write_numbers(*format, trace, order, progress);
  }
  const exports::Exporter& exporter = *exports::find_exporter(order.id);
  exports::ExportOptions options = options_of(exporter, trace, order, progress);
  std::unique_ptr<store::Trace> other;
  if (order.other) {
    auto opened = order.other->open(progress);
    if (!opened) return opened.fault();
    other = std::move(*opened);
    options.other = {other.get(), order.other->step, order.other->own_caption, order.other->caption,
                     order.other->said};
  }
  const words::Messages& messages = words::Messages::of(order.language, order.level);
  facts::Fault fault = write_one(messages, order.file, exporter, trace, options);
  if (!fault && !order.solution.empty()) {
    options.blank.clear();
    fault = write_one(messages, order.solution, exporter, trace, options);
  }
  if (fault) return fault;
  return order.file;
}

}  // namespace greenlens::cli
