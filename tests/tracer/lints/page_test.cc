// Each lint has a page in every language, and docs/lints.md has those of the first one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "scenarios/scenario.h"
#include "tests/support/english.h"
#include "tracer/lints/lint_page.h"
#include "tracer/words/languages.h"

namespace greenlens::lints {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(LintPages, HaveFivePartsInEveryLanguage) {
  for (const words::Language& language : words::kLanguages) {
    const words::Messages& messages = words::Messages::of(language.id);
    std::set<std::string> titles;
    for (const Lint lint : all_lints()) {
      const LintPage page = lint_page(messages, lint);
      EXPECT_TRUE(titles.insert(page.title).second) << page.title;
      for (const Part& part : page.parts) {
        EXPECT_THAT(part.text, Not(HasSubstr("«"))) << language.id << ", " << id_of(lint);
        EXPECT_GT(part.text.size(), 20u) << language.id << ", " << id_of(lint);
      }
      EXPECT_THAT(page.parts[4].text, HasSubstr(std::string("--allow ") + id_of(lint)));
    }
  }
}

TEST(LintPages, NameScenariosThatThereAre) {
  for (const Lint lint : all_lints()) {
    const std::string text = lint_page(testing::english(), lint).parts[1].text;
    const size_t from = text.find("In `");
    if (from != 0) continue;
    const std::string id = text.substr(4, text.find('`', 4) - 4);
    EXPECT_NE(scenarios::find(id), nullptr) << id_of(lint) << ": " << id;
  }
}

TEST(LintPages, AreWhatDocsLintsMdSays) {
  std::ifstream in(GREENLENS_SOURCE_DIR "/docs/lints.md");
  const std::string there{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(there, pages_markdown(testing::english()))
      << "greenlens lint --explain all --markdown > docs/lints.md";
}

TEST(Lints, AreKnownByTheirIds) {
  for (const Lint lint : all_lints()) EXPECT_EQ(lint_named(id_of(lint)), lint);
  EXPECT_EQ(lint_named("never_finished"), std::nullopt) << "with a hyphen, as people write it";
  EXPECT_EQ(lint_named(""), std::nullopt);
}

}  // namespace
}  // namespace greenlens::lints
