#include "gui/views/found/model.h"

#include <algorithm>
#include <utility>

#include "tracer/findings/findings_text.h"
#include "tracer/lints/lints_text.h"
#include "tracer/words/lists.h"

namespace greenlens::gui::found {
namespace {

Row row_of(const words::Messages& messages, const lints::Fired& fired, size_t number) {
  Row row;
  row.called = "lint " + std::to_string(number);
  row.title = messages.text(
      "ui.found.title", {{"id", lints::id_of(fired.lint)},
                         {"severity", severity_text(messages, lints::severity_of(fired.lint))}});
  row.sentence = lint_text(messages, fired);
  const std::string more = more_steps_text(messages, fired);
  if (!more.empty()) words::add_sentence(messages, more, &row.sentence);
  row.step = fired.step;
  row.greenlet = fired.greenlet;
  row.severity = lints::severity_of(fired.lint);
  row.page = lints::lint_page(messages, fired.lint);
  return row;
}

Row row_of(const words::Messages& messages, const findings::Finding& finding, size_t number) {
  Row row;
  row.called = "finding " + std::to_string(number);
  row.title = kind_text(messages, finding.kind);
  row.sentence = finding_text(messages, finding);
  row.step = finding.step;
  row.greenlet = finding.greenlet;
  return row;
}

}  // namespace

std::vector<Row> rows(const words::Messages& messages, const std::vector<lints::Fired>& lints,
                      const std::vector<findings::Finding>& findings, const words::Notes& notes) {
  std::vector<Row> rows;
  for (const lints::Fired& one : lints::without_silenced(lints, notes))
    rows.push_back(row_of(messages, one, rows.size()));
  size_t number = 0;
  for (const findings::Finding& one : findings) {
    // Also by one that is silenced.
    const bool is_said = std::any_of(lints.begin(), lints.end(),
                                     [&](const lints::Fired& fired) { return says(fired, one); });
    if (is_said) continue;
    rows.push_back(row_of(messages, one, number++));
  }
  return rows;
}

}  // namespace greenlens::gui::found
