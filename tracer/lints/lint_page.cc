#include "tracer/lints/lint_page.h"

#include <fmt/format.h>

#include "tracer/lints/lints_text.h"
#include "tracer/words/columns.h"

namespace greenlens::lints {
namespace {

// How to silence is the same for all.
constexpr std::array<const char*, 5> kParts = {"what", "example", "why", "fix", "silence"};

std::string part_text(const words::Messages& messages, Lint lint, const std::string& part) {
  if (part == "silence") {
    const std::string id = id_of(lint);
    const std::string member = R"("lints": {"allow": [")" + id + R"("]})";
    return messages.text("lint.page.silence.text", {{"id", id}, {"member", member}});
  }
  return messages.text(message_of(lint) + '.' + part);
}

}  // namespace

LintPage lint_page(const words::Messages& messages, Lint lint) {
  LintPage page;
  page.lint = lint;
  page.title = messages.text(message_of(lint) + ".title");
  for (size_t i = 0; i < kParts.size(); ++i) {
    page.parts[i] = {messages.text(std::string("lint.page.") + kParts[i]),
                     part_text(messages, lint, kParts[i])};
  }
  return page;
}

std::string page_text(const words::Messages& messages, const LintPage& page) {
  std::string text =
      messages.text("lint.head", {{"id", id_of(page.lint)},
                                  {"severity", severity_text(messages, severity_of(page.lint))},
                                  {"title", page.title}});
  text += '\n';
  for (const Part& part : page.parts) {
    text += '\n' + part.title + '\n' + words::wrapped(part.text, words::kTextColumns);
  }
  return text;
}

std::string page_markdown(const words::Messages& messages, const LintPage& page) {
  std::string text = std::string("## ") + id_of(page.lint) + "\n\n" + "**" + page.title + "** (" +
                     severity_text(messages, severity_of(page.lint)) + ")\n";
  for (const Part& part : page.parts) text += "\n**" + part.title + "** " + part.text + '\n';
  return text;
}

std::string pages_markdown(const words::Messages& messages) {
  std::string text = "# " + messages.text("lint.pages.title") + "\n\n" +
                     messages.text("lint.pages.intro") + "\n\n| " + messages.text("lint.pages.id") +
                     " | " + messages.text("lint.pages.severity") + " | " +
                     messages.text("lint.pages.what") + " |\n|---|---|---|\n";
  for (const Lint lint : all_lints()) {
    const std::string id = id_of(lint);
    text +=
        fmt::format("| [{0}](#{0}) | {1} | {2} |\n", id, severity_text(messages, severity_of(lint)),
                    messages.text(message_of(lint) + ".title"));
  }
  for (const Lint lint : all_lints()) {
    text += '\n' + page_markdown(messages, lint_page(messages, lint));
  }
  return text;
}

}  // namespace greenlens::lints
