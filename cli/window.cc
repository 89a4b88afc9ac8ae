#include "cli/window.h"

#include <chrono>

#include "cli/say.h"
#include "cli/target.h"
#include "cli/write_file.h"
#include "gui/platform/window.h"
#include "scenarios/scenario.h"
#include "tracer/export/exporter.h"
#include "tracer/session/trace_source.h"

namespace greenlens::cli {
namespace {

// The name of the file that was written.
facts::Result<std::string> write_export(const store::Trace& trace, const gui::ExportOrder& order,
                                        ShownIs shown_is, const store::OnProgress& progress) {
  const exports::Exporter& exporter = *exports::find_exporter(order.id);
  exports::ExportOptions options;
  options.step = order.step;
  options.theme = order.theme;
  options.progress = progress;
  const std::string name = export_name(order.recording, shown_is, order.step, exporter.ending);
  facts::Fault fault;
  const std::string reason = write_file(name, [&](const Sink& sink) {
    fault = exporter.write(words::Messages::of("en"), trace, options, sink);
    return !fault;
  });
  if (fault) return fault;
  if (!reason.empty()) {
    return facts::Fault{facts::FaultKind::picture_unwritable, name, 0, 0, ""};
  }
  return name;
}

// Longer than that nobody waits without seeing why.
constexpr std::chrono::milliseconds kAtOnce{200};

int open_window(gui::AppOptions options, bool is_file) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    options.scenarios.push_back({scenario->id, scenario->title, scenario->teaches});
  }
  options.start =
      [](const std::string& id) -> facts::Result<std::unique_ptr<session::EventSource>> {
    const auto command = find_target(id, {});
    if (!command) return command.fault();
    auto target = live::TargetProcess::start(*command);
    if (!target) return target.fault();
    return std::unique_ptr<session::EventSource>(std::move(*target));
  };
  for (const exports::Exporter& exporter : exports::exporters()) {
    options.exporters.push_back({exporter.id, exporter.ending});
  }
  // What was opened first may be a file; what is started later is a scenario.
  const std::string file = is_file ? options.shown_name : "";
  options.write = [file](const store::Trace& trace, const gui::ExportOrder& order,
                         const store::OnProgress& progress) {
    return write_export(trace, order,
                        order.recording == file ? ShownIs::recording : ShownIs::program, progress);
  };
  const facts::Fault fault = gui::run_app(std::move(options));
  return fault ? refuse(kWrongUsage, say(fault)) : kFine;
}

}  // namespace

int open_window(std::unique_ptr<session::EventSource> source, const std::string& shown_name) {
  const bool is_file = source != nullptr && !source->live();
  gui::AppOptions options;
  options.source = std::move(source);
  options.shown_name = shown_name;
  return open_window(std::move(options), is_file);
}

int open_window_on_file(const std::string& file) {
  gui::AppOptions options;
  options.shown_name = file;
  const auto until = std::chrono::steady_clock::now() + kAtOnce;
  store::OpenOptions opening;
  opening.progress = [until](uint64_t, uint64_t) {
    return std::chrono::steady_clock::now() < until;
  };
  auto source = session::open_trace_file(file, opening);
  if (source) {
    options.source = std::move(*source);
  } else if (source.fault().kind != facts::FaultKind::cancelled) {
    return refuse(kUnreadableFile, say(source.fault()));
  } else {
    options.open = [file](const store::OnProgress& progress) {
      store::OpenOptions its;
      its.progress = progress;
      return session::open_trace_file(file, its);
    };
  }
  return open_window(std::move(options), /*is_file=*/true);
}

}  // namespace greenlens::cli
