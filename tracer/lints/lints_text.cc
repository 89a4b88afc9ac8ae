#include "tracer/lints/lints_text.h"

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/findings/findings_text.h"
#include "tracer/words/lists.h"
#include "tracer/words/sentence.h"
#include "tracer/words/statistics.h"
#include "tracer/words/when.h"

namespace greenlens::lints {
namespace {

using Places = std::vector<words::Messages::Place>;

// Which of its sentences a lint says where it has several.
std::string sentence_id(const Fired& fired) {
  std::string id = message_of(fired.lint);
  switch (fired.lint) {
    case Lint::switch_to_dead:
      return id + (fired.other_name == fired.text ? ".itself" : ".sentence");
    case Lint::trace_loss:
      if (fired.count > 0) return id + ".sentence";
      return id + (fired.fault ? ".fault" : ".open");
    case Lint::never_finished:
    case Lint::never_started:
    case Lint::big_copy:
    case Lint::deep_stack:
    case Lint::copy_churn:
    case Lint::switch_storm:
    case Lint::self_switch:
    case Lint::hub_blocked:
    case Lint::parent_cycle:
    case Lint::cross_thread:
    case Lint::surprising_parent:
    case Lint::dangling_into_slice:
    case Lint::clobbered_register:
    case Lint::misaligned_sp:
    case Lint::lost_wakeup:
    case Lint::slice_invariant:
      return id + ".sentence";
  }
  return id;
}

facts::Json greenlet_json(facts::GreenletId id, const std::string& name) {
  return id != 0 ? facts::Json(name) : facts::Json(nullptr);
}

}  // namespace

std::string severity_text(const words::Messages& messages, Severity severity) {
  return messages.text(std::string("lint.severity.") + facts::enum_name(severity));
}

std::string lint_text(const words::Messages& messages, const Fired& fired) {
  if (fired.finding) return finding_text(messages, *fired.finding);
  const std::string place = words::place_text(fired.at);
  return messages.text(sentence_id(fired),
                       Places{{"name", facts::shown(fired.name)},
                              {"other", facts::shown(fired.other_name)},
                              {"count", std::to_string(fired.count)},
                              {"times", std::to_string(fired.times)},
                              {"bytes", words::bytes_text(fired.bytes)},
                              {"off", std::to_string(fired.bytes)},
                              {"text", facts::shown(fired.text)},
                              {"what", facts::shown(fired.what)},
                              {"fault", fired.fault ? words::sentence(messages, fired.fault) : ""},
                              {"place", place.empty() ? messages.text("finding.nowhere") : place}});
}

std::string more_steps_text(const words::Messages& messages, const Fired& fired) {
  if (fired.times < 2 || fired.steps.size() < 2) return "";
  std::string steps;
  for (const uint64_t step : fired.steps) {
    if (step != fired.step) words::add_name(messages, std::to_string(step), &steps);
  }
  const uint64_t more = fired.times - fired.steps.size();
  const uint64_t count = more > 0 ? more : fired.steps.size() - 1;
  return messages.text(more > 0 ? "lint.more_steps.and" : "lint.more_steps",
                       {{"steps", steps}, {"count", std::to_string(count)}});
}

std::string told_line(const words::Messages& messages, const Fired& fired) {
  std::string sentence = lint_text(messages, fired);
  const std::string more = more_steps_text(messages, fired);
  if (!more.empty()) words::add_sentence(messages, more, &sentence);
  return messages.text("lint.told", {{"severity", severity_text(messages, severity_of(fired.lint))},
                                     {"id", id_of(fired.lint)},
                                     {"step", std::to_string(fired.step)},
                                     {"sentence", sentence}});
}

facts::Json fired_to_json(const words::Messages& messages, const Fired& fired, Severity severity) {
  facts::Json json = {{"lint", id_of(fired.lint)},
                      {"severity", facts::enum_name(severity)},
                      {"step", fired.step},
                      {"steps", fired.steps},
                      {"times", fired.times},
                      {"sentence", lint_text(messages, fired)},
                      {"greenlet", greenlet_json(fired.greenlet, fired.name)},
                      {"other", greenlet_json(fired.other, fired.other_name)},
                      {"count", fired.count},
                      {"bytes", fired.bytes},
                      {"ns", fired.ns},
                      {"text", fired.text},
                      {"at", nullptr}};
  if (fired.at.line != 0) {
    json["at"] = {
        {"file", fired.at.file}, {"function", fired.at.function}, {"line", fired.at.line}};
  }
  return json;
}

}  // namespace greenlens::lints
