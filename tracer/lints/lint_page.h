// A lint's page: what it says, an example, why it matters, how to mend it, how to silence it. Its
// words are the catalogue's; so pages in the window, in a terminal and in docs/lints.md are the
// same.
#ifndef GREENLENS_TRACER_LINTS_LINT_PAGE_H_
#define GREENLENS_TRACER_LINTS_LINT_PAGE_H_

#include <array>
#include <string>

#include "tracer/lints/lint.h"
#include "tracer/words/messages.h"

namespace greenlens::lints {

struct Part {
  std::string title;  // "Why it matters"
  std::string text;
};
struct LintPage {
  Lint lint = Lint::never_finished;
  std::string title;  // "A greenlet that never finished"
  std::array<Part, 5> parts;
};
LintPage lint_page(const words::Messages& messages, Lint lint);

// For a terminal: id, severity and title, and the parts with their titles, in lines of a terminal's
// width.
std::string page_text(const words::Messages& messages, const LintPage& page);
// The same as Markdown, with the id as its heading.
std::string page_markdown(const words::Messages& messages, const LintPage& page);
// All of them, with a list in front: docs/lints.md.
std::string pages_markdown(const words::Messages& messages);

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_LINT_PAGE_H_
