// What happens as a text, and as Markdown.
#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tracer/words/narration.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

std::string story(const char* id, const store::Trace& trace, scene::Steps steps = {},
                  bool times = false) {
  ExportOptions options;
  options.steps = steps;
  options.times = times;
  return whole(*find_exporter(id), trace, options);
}

size_t count(const std::string& text, const std::string& part) {
  size_t n = 0;
  for (size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++n;
  return n;
}

TEST(Story, TheTextHasALineForEachStepAndWhatIsPrinted) {
  const store::Timeline trace = testing::sample_timeline();
  EXPECT_EQ(story("txt", trace, {18, 22}),
            "  19  gr1 reaches line 3 of test1.\n"
            "  20  gr1 prints: [gr1] main  -> test1\n"
            "> [gr1] main  -> test1\n"
            "  21  gr1 reaches line 4 of test1.\n"
            "  22  gr1 switches to gr2.\n");
  EXPECT_EQ(story("txt", trace, {21, 22}, true), "  22  gr1 switches to gr2. (22.0 µs)\n");
  const std::string all = story("txt", trace);
  EXPECT_EQ(count(all, "\n> "), 3u);
  // Then the lints, and what is missing.
  EXPECT_EQ(count(all, "  62  The program has come to its end.\n\nwarning: never-finished, step "),
            1u)
      << all;
  EXPECT_TRUE(story("txt", testing::lossy_timeline()).find("\n7 events that") != all.npos);
}

TEST(Story, MarkdownHasAHeadingForEachLineAndAFigureAfterEachSwitch) {
  const store::Timeline trace = testing::sample_timeline();
  const std::string all = story("md", trace);
  EXPECT_EQ(all.find("# test1 / test2\n\nOne greenlet switches to another and back; one of them "
                     "never finishes.\n"),
            0u);
  EXPECT_EQ(
      count(all, "\n## scenarios/test1_test2.cc:4 · gr1\n\n```cpp\n  gr2.switch_to();\n```\n"), 1u);
  EXPECT_EQ(count(all, "\n```text\n[gr1] main  -> test1\n```\n"), 1u);
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    EXPECT_EQ(count(all, "\n**" + std::to_string(n) + "** "), 1u) << n;
    const state::Moment moment = trace.at(n);
    if (facts::as<facts::Delivered>(moment.event) == nullptr) continue;
    const std::string figure =
        words::stack_diagram(testing::english(), moment.after, told_by(moment.after));
    EXPECT_NE(all.find("```text\n" + figure), all.npos) << n;
  }
  EXPECT_EQ(count(all, "\n```"), 2 * (4u + 3u + count(all, "\n```cpp\n")));
}

TEST(Story, APartBeginsWithHowThingsStand) {
  const store::Timeline trace = testing::sample_timeline();
  const state::State before = trace.state(20);
  const std::string part = story("md", trace, {20, 21});
  EXPECT_NE(part.find(words::stack_diagram(testing::english(), before, told_by(before))),
            part.npos);
  EXPECT_EQ(count(part, "\n**"), 1u);
}

TEST(Story, NothingInANameOrAnOutputMarksUpMarkdown) {
  store::Timeline trace;
  for (facts::Event event : testing::sample_events()) {
    if (auto* made = std::get_if<facts::GreenletCreated>(&event.fact)) {
      if (made->name == "gr1") made->name = "*a* <b> _c_ [d](e) `f` \\ d_e";
    }
    if (auto* printed = std::get_if<facts::Printed>(&event.fact)) printed->text = "```\n# no";
    trace.append(event);
  }
  const std::string all = story("md", trace);
  EXPECT_NE(all.find(R"(\*a\* \<b\> \_c\_ \[d\](e) \`f\` \\ d_e)"), all.npos);
  EXPECT_NE(all.find("\n````text\n```␊# no\n````\n"), all.npos);
}

}  // namespace
}  // namespace greenlens::exports
