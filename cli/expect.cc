#include "cli/expect.h"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "cli/progress.h"
#include "cli/say.h"
#include "cli/suggest.h"
#include "cli/write_file.h"
#include "tracer/expect/report.h"
#include "tracer/expect/rules.h"
#include "tracer/facts/json_fields.h"
#include "tracer/words/lists.h"

namespace greenlens::cli {
namespace {

// As much of it as a file of rules may have, and a letter more.
bool read_file(const std::string& path, std::string* text) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  text->resize(expect::kMostFileBytes + 1);
  file.read(text->data(), static_cast<std::streamsize>(text->size()));
  text->resize(static_cast<size_t>(file.gcount()));
  return file.is_open() && !file.bad() && errno == 0;
}

std::string listed(const std::vector<std::string>& names) {
  return words::joined(catalogue(), names);
}

std::string sentence(const std::string& file, const expect::RulesFault& fault) {
  std::string says = say(fault.id, {{"key", fault.key}, {"details", fault.details}});
  const std::vector<std::string> near = near_names(fault.key, fault.known);
  if (!near.empty()) {
    words::add_sentence(catalogue(), say("cli.expect.near", {{"near", listed(near)}}), &says);
  } else if (!fault.known.empty()) {
    words::add_sentence(catalogue(), say("cli.expect.known", {{"known", listed(fault.known)}}),
                        &says);
  }
  return say("cli.expect.fault", {{"file", file},
                                  {"line", std::to_string(fault.line)},
                                  {"column", std::to_string(fault.column)},
                                  {"says", says}});
}

int read(const std::string& path, expect::Rules* rules) {
  std::string text;
  if (!read_file(path, &text)) {
    const std::string reason = std::generic_category().message(errno != 0 ? errno : EIO);
    return refuse(kWrongUsage, say("cli.expect.unreadable", {{"file", path}, {"reason", reason}}));
  }
  if (const auto fault = expect::read_rules(text, path.ends_with(".toml"), rules)) {
    return refuse(kWrongUsage, sentence(path, fault));
  }
  return kFine;
}

}  // namespace

int look_at_rules(const ExpectOptions& options) {
  if (options.rules.empty()) {
    return options.junit.empty() ? int{kFine} : refuse(kWrongUsage, say("cli.expect.no_rules"));
  }
  expect::Rules rules;
  return read(options.rules, &rules);
}

int expect_rules(const ExpectOptions& options, const store::Trace& trace) {
  expect::Rules rules;
  if (const int wrong = read(options.rules, &rules); wrong != kFine) return wrong;
  const words::Messages& messages = catalogue();
  std::optional<std::vector<expect::Verdict>> verdicts;
  {
    Progress progress;
    verdicts = judge(messages, rules, trace, [&](uint64_t done, uint64_t all) {
      progress.show(done, all);
      return true;
    });
  }
  if (options.json) {
    print(facts::json_text(expect::report_json(*verdicts), 2));
  } else {
    print(report_text(messages, *verdicts));
  }
  if (!options.junit.empty()) {
    const std::string xml = report_junit(messages, trace.info().scenario, *verdicts);
    const std::string reason =
        write_file(options.junit, [&](const Sink& sink) { return sink(xml); });
    if (!reason.empty()) {
      return refuse(kWrongUsage,
                    say("cli.cannot_write", {{"file", options.junit}, {"reason", reason}}));
    }
  }
  return all_kept(*verdicts) ? kFine : kCheckFailed;
}

}  // namespace greenlens::cli
