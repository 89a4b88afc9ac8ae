// greenlens import: a trace as JSON lines becomes a recording again.
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/write_file.h"
#include "tracer/export/jsonl_import.h"

namespace greenlens::cli {
namespace {

constexpr size_t kReadAtOnce = size_t{256} << 10;

struct ImportOptions {
  std::string file, output;
};

// Whether all of it has come, and is a recording. What is wrong with the file, if anything is, or
// that nobody wants it any more, is in `fault`.
bool import_lines(const ImportOptions& options, const Sink& sink, exports::JsonlImport* lines,
                  facts::Fault* fault) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(options.file.c_str(), "rbe"),
                                                     &std::fclose);
  const auto unreadable = [&] {
    *fault = {facts::FaultKind::file_unreadable, options.file, 0, 0, std::strerror(errno)};
    return false;
  };
  if (in == nullptr) return unreadable();
  Interrupts interrupts;
  Progress progress;
  *lines = exports::JsonlImport(options.file, sink);
  auto piece = std::make_unique<std::array<char, kReadAtOnce>>();
  while (const size_t read = std::fread(piece->data(), 1, piece->size(), in.get())) {
    progress.show(lines->steps(), lines->announced());
    if (interrupts.wanted() != Interrupts::Wanted::nothing) {
      *fault = {facts::FaultKind::export_cancelled, options.output, 0, 0, ""};
      return false;
    }
    if (!lines->feed({piece->data(), read})) return *fault = lines->fault(), false;
  }
  if (std::ferror(in.get()) != 0) return unreadable();
  const bool good = lines->finish();
  *fault = lines->fault();
  return good;
}

int import_file(const ImportOptions& options) {
  facts::Fault fault;
  exports::JsonlImport lines("", {});
  const auto make = [&](const Sink& sink) { return import_lines(options, sink, &lines, &fault); };
  const std::string reason = write_file(options.output, make, Readers::owner);
  if (fault.kind == facts::FaultKind::export_cancelled) return refuse(kCheckFailed, say(fault));
  if (fault) return refuse(kUnreadableFile, say(fault));
  if (!reason.empty()) {
    return refuse(kWrongUsage,
                  say("cli.cannot_write", {{"file", options.output}, {"reason", reason}}));
  }
  print(say("cli.imported", {{"file", options.output}, {"steps", std::to_string(lines.steps())}}));
  return kFine;
}

}  // namespace

void add_import(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("import", say("cli.help.import"));
  auto options = std::make_shared<ImportOptions>();
  command->add_option("file", options->file, say("cli.help.import_file"))->required();
  command->add_option("-o,--output", options->output, say("cli.help.cut_file"))->required();
  command->callback([options, &status] { status = import_file(*options); });
}

}  // namespace greenlens::cli
