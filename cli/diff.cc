// greenlens diff: whether two recordings tell the same story, and where they differ.
#include <filesystem>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/language.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/story_options.h"
#include "cli/trace.h"
#include "cli/write_exported.h"
#include "cli/write_file.h"
#include "tracer/compare/comparison.h"
#include "tracer/compare/comparison_json.h"
#include "tracer/compare/comparison_words.h"
#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/report.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"

namespace greenlens::cli {
namespace {

struct DiffOptions {
  std::string a, b;
  compare::Compared compared;
  size_t most = 10;
  bool json = false;
  std::string output, step, scene, theme = "light", grain = usual_grain();
};

// What is compared, and what came of it.
struct Compared {
  const store::Trace &a, &b;
  compare::Comparison comparison;
  compare::Counterparts counterparts;
};

// Formats of which a file is one picture.
bool is_picture(const exports::Exporter& exporter) {
  return exporter.needs.figure && exporter.needs.step;
}

// What a report is written as.
constexpr const char *kMarkdown = ".md", *kWebPage = ".html";

std::string known_endings() {
  std::string all;
  for (const exports::Exporter& exporter : exports::exporters()) {
    if (is_picture(exporter)) all += (all.empty() ? "" : ", ") + std::string(exporter.ending);
  }
  return all + ", " + kMarkdown + ", " + kWebPage;
}

// The steps that stand beside each other: those that are named, or where they begin to differ, or
// the last ones.
compare::Places places_of(const Compared& both, const DiffOptions& options, uint64_t named,
                          std::vector<scene::Said>* said) {
  if (options.step.empty()) {
    return first_difference(both.comparison)
        .value_or(compare::Places{both.a.size(), both.b.size()});
  }
  const facts::ThreadId thread = named == 0 ? 1 : both.a.event(named).thread;
  const compare::Counterpart there = both.counterparts.of(thread, named);
  if (there.kind == compare::Counterpart::Kind::ended) {
    said->push_back({say("diff.beyond", {{"which", "B"}, {"step", std::to_string(there.step)}})});
  }
  if (there.kind == compare::Counterpart::Kind::differs) said->push_back({say("diff.apart")});
  return {named, there.step};
}

std::string caption(const char* which, const std::string& file, uint64_t step, uint64_t all) {
  return say("diff.caption", {{"which", which},
                              {"file", std::filesystem::path(file).filename().string()},
                              {"step", std::to_string(step)},
                              {"all", std::to_string(all)}});
}

// What stands where, once it is known of which step that is; a fault when there is no such step.
facts::Result<exports::ExportOptions> prepare(const Compared& both, const DiffOptions& options) {
  uint64_t named = 0;
  if (!options.step.empty()) {
    const auto grain = facts::grain_from_name(options.grain).value_or(facts::Grain::phase);
    const auto found = find_step_named(both.a, options.step, grain, options.a);
    if (!found) return found.fault();
    named = *found;
  }
  exports::BesideOther other;
  const auto lines = first_difference_lines(catalogue(), both.comparison);
  for (const std::string& line : lines) other.said.push_back({line});
  const compare::Places places = places_of(both, options, named, &other.said);
  other.trace = &both.b;
  other.step = places.b;
  other.caption = caption("A", options.a, places.a, both.a.size());
  other.other_caption = caption("B", options.b, places.b, both.b.size());
  exports::ExportOptions asked;
  asked.step = places.a;
  asked.theme = theme_of(options.theme);
  if (!options.scene.empty()) asked.scene = exports::find_scene(options.scene);
  asked.other = std::move(other);
  return asked;
}

exports::ReportPage page_of(const Compared& both, const DiffOptions& options,
                            const exports::ExportOptions& asked) {
  const auto name = [](const std::string& file) {
    return facts::shown(std::filesystem::path(file).filename().string());
  };
  exports::ReportPage page;
  page.title = say("diff.report", {{"a", name(options.a)}, {"b", name(options.b)}});
  const compare::Report report = report_of(catalogue(), both.comparison);
  for (const compare::Report::Line& line : report.lines) {
    page.lines.push_back({line.words, line.is_inside, ""});
    if (line.which == 0) continue;
    page.lines.back().code = exports::code_at(line.which == 'A' ? both.a : both.b, line.place);
  }
  for (const compare::Report::Row& row : report.numbers) {
    page.numbers.push_back({row.what, row.a, row.b});
  }
  page.a = {&both.a, asked.step, facts::shown(asked.other->caption)};
  page.b = {&both.b, asked.other->step, facts::shown(asked.other->other_caption)};
  return page;
}

// What the lines above the picture say the report says itself.
std::string report_text(const Compared& both, const DiffOptions& options,
                        exports::ExportOptions asked) {
  const words::Messages& messages = catalogue();
  const exports::ReportPage page = page_of(both, options, asked);
  if (options.output.ends_with(kMarkdown)) return report_markdown(messages, page);
  asked.other->said.clear();
  return report_html(messages, page, undoubted_figure(messages, both.a, asked, asked.step));
}

// `exporter`: of a picture; null: it is a report.
int write_both(const Compared& both, const DiffOptions& options,
               const exports::Exporter* exporter) {
  const auto asked = prepare(both, options);
  if (!asked) return refuse(kWrongUsage, say(asked.fault()));
  if (exporter != nullptr) return write_exported(options.output, both.a, *exporter, *asked);
  const std::string text = report_text(both, options, *asked);
  Interrupts interrupts;  // the report is there, and takes its place
  const std::string reason =
      write_file(options.output, [&](const Sink& sink) { return sink(text); });
  if (reason.empty()) return kFine;
  return refuse(kWrongUsage,
                say("cli.cannot_write", {{"file", options.output}, {"reason", reason}}));
}

void say_differences(const Compared& both, const DiffOptions& options) {
  const words::Messages& messages = catalogue();
  if (options.json) {
    print(facts::json_text(comparison_to_json(messages, both.comparison), 2));
  } else {
    print(say("cli.diff", {{"a", options.a}, {"b", options.b}}));
    print(comparison_text(messages, both.comparison));
  }
}

// False: it was called off.
bool compare_both(const DiffOptions& options, Compared* both) {
  Interrupts interrupts;
  Progress progress;
  const auto go_on = [&](uint64_t done, uint64_t all) {
    progress.show(done, all);
    return interrupts.wanted() == Interrupts::Wanted::nothing;
  };
  auto compared = compare::compare(both->a, both->b, options.compared, options.most, go_on,
                                   options.step.empty() ? nullptr : &both->counterparts);
  if (compared) both->comparison = std::move(*compared);
  return compared.has_value();
}

// What was asked for of a report and would have no effect; empty: nothing.
std::string unheeded(const CLI::App& command, const std::string& output) {
  const bool is_markdown = output.ends_with(kMarkdown);
  if (!is_markdown && !output.ends_with(kWebPage)) return "";
  if (command.count("--theme") > 0) return "--theme";
  return is_markdown && command.count("--scene") > 0 ? "--scene" : "";
}

int diff(const DiffOptions& options, const CLI::App& command) {
  const bool is_report = options.output.ends_with(kMarkdown) || options.output.ends_with(kWebPage);
  const exports::Exporter* exporter = is_report ? nullptr : exports::exporter_for(options.output);
  if (!options.output.empty() && !is_report && (exporter == nullptr || !is_picture(*exporter))) {
    return refuse(kWrongUsage,
                  say("cli.ending", {{"file", options.output}, {"known", known_endings()}}));
  }
  if (const std::string option = unheeded(command, options.output); !option.empty()) {
    const std::string heeded =
        options.output.ends_with(kMarkdown) ? "--step --grain" : "--step --grain --scene";
    return refuse(kWrongUsage,
                  say("cli.export.unheeded",
                      {{"option", option},
                       {"ending", options.output.ends_with(kMarkdown) ? kMarkdown : kWebPage},
                       {"heeded", heeded}}));
  }
  auto a = load_trace(options.a);
  if (!a) return refuse(kUnreadableFile, say(a.fault()));
  auto b = load_trace(options.b);
  if (!b) return refuse(kUnreadableFile, say(b.fault()));
  Compared both{**a, **b, {}, {}};
  if (!compare_both(options, &both)) return refuse(kUnreadableFile, say("cli.diff.cancelled"));
  say_differences(both, options);
  if (!options.output.empty()) {
    const int status = write_both(both, options, exporter);
    if (status != kFine) return status;
  }
  const bool has_all = a->say_what_is_missing();
  if (!b->say_what_is_missing() || !has_all) return kUnreadableFile;
  return both.comparison.same() ? kFine : kCheckFailed;
}

}  // namespace

void add_diff(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("diff", say("cli.help.diff"));
  auto options = std::make_shared<DiffOptions>();
  command->add_option("a", options->a, say("cli.help.file"))->required();
  command->add_option("b", options->b, say("cli.help.diff_b"))->required();
  add_story_options(command, &options->compared);
  command->add_option("--most", options->most, say("cli.help.diff_most"))
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_flag("--json", options->json, say("cli.help.json"));
  CLI::Option* output = command->add_option(
      "-o,--output", options->output, say("cli.help.diff_file", {{"known", known_endings()}}));
  command->add_option("--step", options->step, say("cli.help.diff_step"))->needs(output);
  command->add_option("--grain", options->grain, say("cli.help.grain"))
      ->needs(output)
      ->check(CLI::IsMember({"phase", "switch", "line"}));
  command->add_option("--scene", options->scene, say("cli.help.diff_scene"))
      ->needs(output)
      ->check(CLI::IsMember({"stack", "sheet"}));
  add_theme_option(command, &options->theme);
  command->callback([options, command, &status] { status = diff(*options, *command); });
}

}  // namespace greenlens::cli
