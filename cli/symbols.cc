// greenlens symbols: names for the C frames of a recording whose program had none.
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/write_file.h"
#include "tracer/drain/frame_names.h"
#include "tracer/store/bytes.h"
#include "tracer/store/chunk.h"
#include "tracer/store/rename_frames.h"

namespace greenlens::cli {
namespace {

struct SymbolsOptions {
  std::string file;
  std::vector<std::string> from;
  std::string output;
};

int add_names(const SymbolsOptions& options) {
  auto bytes = store::open_bytes(options.file);
  if (!bytes) return refuse(kUnreadableFile, say(bytes.fault()));
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const store::TraceInfo& info = (*loaded)->info();
  const auto version = store::read_version(**bytes, options.file);
  if (info.modules.empty() || !version || *version != store::kFormatVersion) {
    return refuse(kCheckFailed, say("cli.symbols.too_old", {{"file", options.file}}));
  }
  drain::FrameNames names(info.modules);
  for (const std::string& file : options.from) {
    if (const facts::Fault fault = names.add(file)) return refuse(kWrongUsage, say(fault));
  }
  Interrupts interrupts;
  bool called_off = false;
  const auto write = [&](const Sink& sink) {
    const auto go_on = [&](std::string_view more) {
      called_off = interrupts.wanted() != Interrupts::Wanted::nothing;
      return !called_off && sink(more);
    };
    return store::rename_frames(
        **bytes, info, [&](facts::CFrame* frame) { names.name(frame); }, go_on);
  };
  const std::string reason = write_file(options.output, write, Readers::owner);
  if (called_off) {
    return refuse(kCheckFailed,
                  say({facts::FaultKind::export_cancelled, options.output, 0, 0, ""}));
  }
  if (!reason.empty()) {
    return refuse(kWrongUsage,
                  say("cli.cannot_write", {{"file", options.output}, {"reason", reason}}));
  }
  print(say("cli.symbols", {{"file", options.output},
                            {"named", std::to_string(names.named())},
                            {"count", std::to_string(names.frames())}}));
  return kFine;
}

}  // namespace

void add_symbols(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("symbols", say("cli.help.symbols"));
  auto options = std::make_shared<SymbolsOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("--from", options->from, say("cli.help.symbols_from"))->required();
  command->add_option("-o,--output", options->output, say("cli.help.cut_file"))->required();
  command->callback([options, &status] { status = add_names(*options); });
}

}  // namespace greenlens::cli
