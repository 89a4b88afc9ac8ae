// What is wrong or surprising in the recording, in one list: the lints, and what else looks wrong.
#ifndef GREENLENS_GUI_VIEWS_FOUND_MODEL_H_
#define GREENLENS_GUI_VIEWS_FOUND_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/findings/findings.h"
#include "tracer/lints/lint_page.h"
#include "tracer/lints/silenced.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::found {

struct Row {
  std::string called;  // by those who listen: "lint 0", "finding 0"
  std::string title;   // "never-finished (warning)", "error ignored"
  std::string sentence;
  uint64_t step = 0;
  facts::GreenletId greenlet = 0;  // 0: several
  lints::Severity severity = lints::Severity::warning;
  std::optional<lints::LintPage> page;  // a lint's
};

// Errors first, without what the notes silence; and of what is a lint and a finding the lint.
std::vector<Row> rows(const words::Messages& messages, const std::vector<lints::Fired>& lints,
                      const std::vector<findings::Finding>& findings, const words::Notes& notes);

}  // namespace greenlens::gui::found

#endif  // GREENLENS_GUI_VIEWS_FOUND_MODEL_H_
