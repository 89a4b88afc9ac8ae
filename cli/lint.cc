// greenlens lint: what a recording shows to be wrong or surprising about its switches.
#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/exit_codes.h"
#include "cli/family.h"
#include "cli/notes.h"
#include "cli/say.h"
#include "cli/suggest.h"
#include "cli/trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/lints/lint_page.h"
#include "tracer/lints/lints_text.h"
#include "tracer/lints/silenced.h"
#include "tracer/words/columns.h"
#include "tracer/words/lists.h"

namespace greenlens::cli {
namespace {

using lints::Fired;
using lints::Lint;
using lints::Severity;

struct LintOptions {
  std::vector<std::string> files;
  std::vector<std::string> allow, deny;
  std::string explain;
  bool json = false;
  bool list = false;
  bool markdown = false;
};

constexpr const char* kAll = "all";

// What each lint is in this run; none: it is left out.
using Severities = std::array<std::optional<Severity>, lints::kLints>;

std::vector<std::string> lint_ids() {
  std::vector<std::string> ids;
  for (const Lint lint : lints::all_lints()) ids.emplace_back(lints::id_of(lint));
  return ids;
}

int unknown_lint(const std::string& id) {
  const std::string near = words::joined(catalogue(), near_names(id, lint_ids()));
  return refuse(kWrongUsage, say(near.empty() ? "cli.no_lint" : "cli.no_lint.near",
                                 {{"id", id}, {"near", near}}));
}

// The first that is no lint's id; empty: all are.
std::string first_unknown(const LintOptions& options) {
  for (const auto* ids : {&options.allow, &options.deny}) {
    for (const std::string& id : *ids) {
      if (id != kAll && !lints::lint_named(id)) return id;
    }
  }
  return "";
}

void set(Severities* all, const std::string& id, std::optional<Severity> to) {
  for (const Lint lint : lints::all_lints()) {
    if (id == kAll || id == lints::id_of(lint)) (*all)[static_cast<size_t>(lint)] = to;
  }
}

// `beside`: what the notes beside the recording silence.
Severities severities_of(const LintOptions& options, const std::vector<Lint>& beside) {
  Severities all;
  for (const Lint lint : lints::all_lints()) {
    all[static_cast<size_t>(lint)] = lints::severity_of(lint);
  }
  for (const Lint lint : beside) all[static_cast<size_t>(lint)].reset();
  for (const std::string& id : options.allow) set(&all, id, {});
  for (const std::string& id : options.deny) set(&all, id, Severity::error);
  return all;
}

// How many of each severity.
using Counts = std::array<uint64_t, 3>;

struct Told {
  std::vector<std::pair<Severity, Fired>> all;  // errors first
  Counts counts{};
};

Told told(std::vector<Fired> fired, const Severities& severities) {
  Told told;
  for (Fired& one : fired) {
    const std::optional<Severity> severity = severities[static_cast<size_t>(one.lint)];
    if (!severity) continue;
    ++told.counts[static_cast<size_t>(*severity)];
    told.all.emplace_back(*severity, std::move(one));
  }
  std::stable_sort(told.all.begin(), told.all.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  return told;
}

uint64_t count_of(const Counts& counts, Severity severity) {
  return counts[static_cast<size_t>(severity)];
}

std::string as_text(const Told& told) {
  const words::Messages& messages = catalogue();
  if (told.all.empty()) return messages.text("lint.none") + '\n';
  std::string text;
  for (const auto& [severity, one] : told.all) {
    std::string sentence = lint_text(messages, one);
    const std::string more = more_steps_text(messages, one);
    if (!more.empty()) words::add_sentence(messages, more, &sentence);
    text += messages.text("lint.line", {{"severity", severity_text(messages, severity)},
                                        {"id", lints::id_of(one.lint)},
                                        {"step", std::to_string(one.step)}}) +
            '\n' + words::wrapped("  " + sentence, words::kTextColumns);
  }
  const auto count = [&](Severity one) { return std::to_string(count_of(told.counts, one)); };
  return text +
         messages.text("lint.sum", {{"count", std::to_string(told.all.size())},
                                    {"errors", count(Severity::error)},
                                    {"warnings", count(Severity::warning)},
                                    {"notes", count(Severity::note)}}) +
         '\n';
}

facts::Json as_json(const Told& told) {
  facts::Json fired = facts::Json::array();
  for (const auto& [severity, one] : told.all) {
    fired.push_back(lints::fired_to_json(catalogue(), one, severity));
  }
  return {{"lints", std::move(fired)},
          {"errors", count_of(told.counts, Severity::error)},
          {"warnings", count_of(told.counts, Severity::warning)},
          {"notes", count_of(told.counts, Severity::note)}};
}

int lint_files(const LintOptions& options) {
  const bool are_several = options.files.size() > 1;
  facts::Json processes = facts::Json::array();
  int status = kFine;
  for (const std::string& file : options.files) {
    auto loaded = load_trace(file);
    if (!loaded) {
      status = refuse(kUnreadableFile, say(loaded.fault()));
      continue;
    }
    auto fired = lint_shown(**loaded);
    if (!fired) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
    const Told its =
        told(std::move(*fired), severities_of(options, lints::silenced(notes_beside(file))));
    if (options.json) {
      facts::Json one = are_several ? process_json(file, (*loaded)->info()) : facts::Json::object();
      one.update(as_json(its));
      processes.push_back(std::move(one));
    } else {
      print((are_several ? process_title(file, (*loaded)->info()) : "") + as_text(its));
    }
    if (!loaded->say_what_is_missing()) status = kUnreadableFile;
    const bool is_wrong = its.all.size() > count_of(its.counts, Severity::note);
    if (is_wrong && status == kFine) status = kCheckFailed;
  }
  if (options.json && !processes.empty()) {
    print(facts::json_text(
        are_several ? facts::Json{{"processes", std::move(processes)}} : processes[0], 2));
  }
  return status;
}

int print_list(const LintOptions& options) {
  const words::Messages& messages = catalogue();
  facts::Json json = facts::Json::array();
  std::vector<words::TableRow> rows;
  for (const Lint lint : lints::all_lints()) {
    const std::string title = lints::lint_page(messages, lint).title;
    const Severity severity = lints::severity_of(lint);
    json.push_back(
        {{"lint", lints::id_of(lint)}, {"severity", facts::enum_name(severity)}, {"title", title}});
    rows.push_back({lints::id_of(lint), severity_text(messages, severity), title});
  }
  print(options.json ? facts::json_text(json, 2) : words::table(rows, {0, 1, 2}));
  return kFine;
}

int explain(const LintOptions& options) {
  const words::Messages& messages = catalogue();
  if (options.explain == kAll && options.markdown) {
    print(lints::pages_markdown(messages));
    return kFine;
  }
  std::string text;
  for (const Lint lint : lints::all_lints()) {
    if (options.explain != kAll && options.explain != lints::id_of(lint)) continue;
    const lints::LintPage page = lints::lint_page(messages, lint);
    if (!text.empty()) text += '\n';
    text += options.markdown ? page_markdown(messages, page) : page_text(messages, page);
  }
  if (text.empty()) return unknown_lint(options.explain);
  print(text);
  return kFine;
}

int lint(const LintOptions& options) {
  if (options.list) return print_list(options);
  if (!options.explain.empty()) return explain(options);
  if (options.files.empty()) return refuse(kWrongUsage, say("cli.lint.no_file"));
  const std::string unknown = first_unknown(options);
  return unknown.empty() ? lint_files(options) : unknown_lint(unknown);
}

}  // namespace

void add_lint(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("lint", say("cli.help.lint"));
  auto options = std::make_shared<LintOptions>();
  command->add_option("file", options->files, say("cli.help.files"));
  // One at a time: what follows is a file.
  command->add_option("--allow", options->allow, say("cli.help.lint_allow"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--deny", options->deny, say("cli.help.lint_deny"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->add_flag("--list", options->list, say("cli.help.lint_list"));
  command->add_option("--explain", options->explain, say("cli.help.lint_explain"));
  command->add_flag("--markdown", options->markdown, say("cli.help.lint_markdown"));
  command->callback([options, &status] { status = lint(*options); });
}

}  // namespace greenlens::cli
