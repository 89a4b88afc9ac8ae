#include "tracer/expect/report.h"

#include <fmt/format.h>

#include "tracer/compare/story_words.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"

namespace greenlens::expect {
namespace {

using words::Messages;

uint64_t broken(const std::vector<Verdict>& verdicts) {
  uint64_t count = 0;
  for (const Verdict& verdict : verdicts) count += verdict.kept ? 0 : 1;
  return count;
}

// "expected …, found … (step 12, ring.cc:7 in pass)"
std::string explained(const Messages& messages, const Verdict& verdict) {
  std::string where;
  if (verdict.place.step > 0) {
    const std::string place = compare::place_text(messages, verdict.place.at);
    where = ' ' + messages.text(place.empty() ? "expect.step" : "expect.step.place",
                                {{"step", std::to_string(verdict.place.step)}, {"place", place}});
  }
  return messages.text(
      "expect.explained",
      {{"expected", verdict.expected}, {"found", verdict.found}, {"where", where}});
}

// A text between tags or quotes. Controls, which XML cannot have, are as they may be shown.
std::string xml(const std::string& text) {
  std::string out;
  for (const char c : facts::shown(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string report_text(const Messages& messages, const std::vector<Verdict>& verdicts) {
  std::string text;
  for (const Verdict& verdict : verdicts) {
    const std::string says = verdict.kept ? verdict.expected : explained(messages, verdict);
    text += messages.text(verdict.kept ? "expect.line.kept" : "expect.line.broken",
                          {{"rule", verdict.rule}, {"says", says}}) +
            '\n';
  }
  const uint64_t wrong = broken(verdicts);
  return text +
         messages.text(
             wrong == 0 ? "expect.all_kept" : "expect.some_broken",
             {{"count", std::to_string(verdicts.size())}, {"wrong", std::to_string(wrong)}}) +
         '\n';
}

facts::Json report_json(const std::vector<Verdict>& verdicts) {
  facts::Json list = facts::Json::array();
  for (const Verdict& verdict : verdicts) {
    facts::Json at = nullptr;
    const facts::SourceLine& line = verdict.place.at;
    if (line.line != 0) {
      at = {{"file", line.file}, {"line", line.line}, {"function", line.function}};
    }
    const uint64_t step = verdict.place.step;
    list.push_back({{"rule", verdict.rule},
                    {"kept", verdict.kept},
                    {"expected", verdict.expected},
                    {"found", verdict.found},
                    {"step", step > 0 ? facts::Json(step) : facts::Json(nullptr)},
                    {"at", std::move(at)}});
  }
  return {{"version", kReportVersion}, {"kept", all_kept(verdicts)}, {"rules", std::move(list)}};
}

std::string report_junit(const Messages& messages, const std::string& suite,
                         const std::vector<Verdict>& verdicts) {
  const std::string name = xml(suite);
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n",
      name, verdicts.size(), broken(verdicts));
  for (const Verdict& verdict : verdicts) {
    text += fmt::format("    <testcase classname=\"{}\" name=\"{}\"", name, xml(verdict.rule));
    if (verdict.kept) {
      text += "/>\n";
      continue;
    }
    const std::string says = xml(explained(messages, verdict));
    text +=
        fmt::format(">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n", says, says);
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace greenlens::expect
