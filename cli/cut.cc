// greenlens cut: a part of a recording, as a recording.
#include "tracer/store/cut.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/notes.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/write_file.h"
#include "tracer/words/part.h"

namespace greenlens::cli {
namespace {

struct CutOptions {
  StepOptions steps;
  std::string range;
  std::string output;
};

// Says what is missing, if anything is.
int say_the_rest(const store::FileTrace& whole) {
  if (const facts::Fault fault = whole.fault()) refuse(kFine, say(fault));
  return kFine;
}

// What is written at these steps goes along; what was beside an older part was about that.
facts::Fault write_notes_of_part(const CutOptions& options, uint64_t from, uint64_t to) {
  const words::Notes part = words::part_of(notes_beside(options.steps.file), from, to);
  std::error_code unknown;
  const bool has_old = std::filesystem::exists(words::notes_file(options.output), unknown) ||
                       std::filesystem::exists(words::old_bookmarks_file(options.output), unknown);
  if (part.all.empty() && part.questions.empty() && !has_old) return {};
  if (!std::filesystem::is_regular_file(options.output, unknown)) return {};
  return write_notes(options.output, part);
}

int write_part(const store::FileTrace& whole, const scene::Steps& steps,
               const CutOptions& options) {
  const uint64_t from = store::cut_begin(whole, steps.from);
  if (from >= steps.to) {
    say_the_rest(whole);
    return refuse(kCheckFailed, say("cli.cut.missing", {{"file", options.steps.file}}));
  }
  auto result = store::CutResult::done;
  Interrupts interrupts;
  const auto write = [&](const Sink& sink) {
    Progress progress;
    const auto go_on = [&](uint64_t done, uint64_t all) {
      progress.show(done, all);
      return interrupts.wanted() == Interrupts::Wanted::nothing;
    };
    result = store::cut(whole, from, steps.to, sink, go_on);
    return result == store::CutResult::done;
  };
  const std::string reason = write_file(options.output, write, Readers::owner);
  if (!reason.empty()) {
    return refuse(kWrongUsage,
                  say("cli.cannot_write", {{"file", options.output}, {"reason", reason}}));
  }
  switch (result) {
    case store::CutResult::done:
      break;
    case store::CutResult::refused:
      return refuse(kCheckFailed, say("cli.cut.unreadable", {{"file", options.output}}));
    case store::CutResult::cancelled:
      return refuse(kCheckFailed,
                    say({facts::FaultKind::export_cancelled, options.output, 0, 0, ""}));
  }
  if (const facts::Fault fault = write_notes_of_part(options, from, steps.to)) {
    return refuse(kWrongUsage, say(fault));
  }
  const uint64_t before = whole.info().part ? whole.info().part->first : 0;
  print(say("cli.cut", {{"file", options.output},
                        {"from", std::to_string(before + from)},
                        {"to", std::to_string(before + steps.to)},
                        {"steps", std::to_string(words::steps_of_whole(whole))}}));
  return say_the_rest(whole);
}

int cut(CutOptions options) {
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.steps.grain);
  if (!grain) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.steps.grain}}));
  if (!split_range(options.range, &options.steps)) {
    return refuse(kWrongUsage, say("cli.cut.range", {{"range", options.range}}));
  }
  const std::string& file = options.steps.file;
  auto bytes = store::open_bytes(file);
  if (!bytes) return refuse(kUnreadableFile, say(bytes.fault()));
  store::OpenOptions as_it_is;
  as_it_is.follow = false;
  auto whole = store::FileTrace::open(std::move(*bytes), file, as_it_is);
  if (!whole) return refuse(kUnreadableFile, say(whole.fault()));
  OpenedStep opened{**whole, *grain};
  opened.file = options.steps.file;
  if (const facts::Fault fault = find_range(options.steps, &opened)) {
    return refuse(kWrongUsage, say(fault));
  }
  return write_part(**whole, opened.shown, options);
}

}  // namespace

void add_cut(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("cut", say("cli.help.cut"));
  auto options = std::make_shared<CutOptions>();
  command->add_option("file", options->steps.file, say("cli.help.file"))->required();
  command->add_option("--range", options->range, say("cli.help.range"))->required();
  command->add_option("-o,--output", options->output, say("cli.help.cut_file"))->required();
  command->add_option("--grain", options->steps.grain, say("cli.help.grain"))
      ->capture_default_str();
  command->callback([options, &status] { status = cut(*options); });
}

}  // namespace greenlens::cli
