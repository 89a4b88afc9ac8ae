// greenlens diff and greenlens hash: what their user meets.
#include <gmock/gmock.h>

#include <fstream>

#include "scenarios/scenario.h"
#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Command, EveryScenarioDoesTheSameOnceMoreAndAtLessDetail) {
  for (const scenarios::Scenario* scenario : scenarios_to_try()) {
    const std::string record = std::string("record ") + scenario->id;
    ASSERT_EQ(greenlens(record + " -o a.gltrace").code, 0);
    ASSERT_EQ(greenlens(record + " -o b.gltrace --detail phases --bytes none").code, 0);
    const Result diff = greenlens("diff a.gltrace b.gltrace --bytes --lines");
    EXPECT_EQ(diff.code, 0) << scenario->id << ":\n" << diff.out << diff.err;
    EXPECT_THAT(diff.out, HasSubstr("They do the same: "));
    for (const char* per : {"all", "thread", "greenlet"}) {
      const Result a = shell("cp a.gltrace x; \"$GREENLENS\" hash x --per " + std::string(per));
      const Result b = shell("cp b.gltrace x; \"$GREENLENS\" hash x --per " + std::string(per));
      EXPECT_EQ(a.out, b.out) << scenario->id;
      EXPECT_EQ(a.code, 0) << a.err;
    }
    ASSERT_EQ(greenlens(record + " -o b.gltrace --detail switches").code, 0);
    EXPECT_EQ(greenlens("diff a.gltrace b.gltrace").code, 0) << scenario->id;
    EXPECT_EQ(shell("cp a.gltrace x; \"$GREENLENS\" hash x --no-values").out,
              shell("cp b.gltrace x; \"$GREENLENS\" hash x --no-values").out);
  }
}

// Both print 12 and 56; one is given something more.
TEST_F(Command, ExplainsTheFirstDifference) {
  const std::string a = recorded("jump"), b = recorded("arguments");
  const Result diff = greenlens("diff " + a + " " + b);
  EXPECT_EQ(diff.code, 1);
  EXPECT_THAT(diff.out, HasSubstr("both do the same, last: main creates gr2. Then"));
  EXPECT_THAT(diff.out, HasSubstr("main switches to gr1 with (), scenarios/jump.cc:28 in program"));
  EXPECT_THAT(diff.out,
              HasSubstr("main switches to gr1 with 'foo bar', scenarios/arguments.cc:28"));
  EXPECT_THAT(diff.out, HasSubstr("gr1 prints “12 foo bar”"));
  const Result as_json = greenlens("diff " + a + " " + b + " --json");
  EXPECT_EQ(as_json.code, 1);
  const auto json = nlohmann::json::parse(as_json.out);
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["same"], false);
  EXPECT_EQ(json["differences"], 1);
  const auto& first = json["first"][0];
  EXPECT_EQ(first["after"]["kind"], "created");
  EXPECT_EQ(first["a"]["count"], 2);
  EXPECT_EQ(first["a"]["events"][0]["text"], "()");
  EXPECT_EQ(first["b"]["events"][0]["text"], "'foo bar'");
  EXPECT_EQ(first["b"]["events"][1]["at"]["function"], "test1");
  EXPECT_EQ(json["a"]["switches"], 4);
  EXPECT_EQ(json["a"]["returned"], 1);
  EXPECT_EQ(json["b"]["held"], 1);
  // Without what was given, what was printed is still another text.
  EXPECT_EQ(
      nlohmann::json::parse(
          greenlens("diff " + a + " " + b + " --no-values --json").out)["first"][0]["a"]["count"],
      1);
}

// Both recordings at the places where each has something of its own, and at one that is named.
TEST_F(Command, DrawsBothWhereTheyBeginToDiffer) {
  const std::string a = recorded("jump"), b = recorded("arguments");
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.svg").code, 1);
  const std::string svg = slurp(folder_ + "/x.svg");
  for (const char* said :
       {"First difference, in the first thread: up to step 6 of A and step 6 of B",
        "A step 17: main switches to gr1 with ()", "B step 17: main switches to gr1 with ",
        "A · step 17 of 62 · jump.gltrace", "B · step 17 of 62 · arguments.gltrace"}) {
    EXPECT_THAT(svg, HasSubstr(said));
  }
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.svg --step 40 --theme dark").code, 1);
  EXPECT_THAT(slurp(folder_ + "/x.svg"), HasSubstr("B · step 40 of 62 · arguments.gltrace"));
  EXPECT_EQ(greenlens("diff " + a + " " + a + " -o x.png --scene sheet").code, 0);
  EXPECT_EQ(slurp(folder_ + "/x.png").substr(1, 3), "PNG");
  // What follows after the cut the part has not.
  ASSERT_EQ(greenlens("cut " + a + " --range :30 -o part").code, 0);
  EXPECT_EQ(greenlens("diff " + a + " part -o x.svg --step 60").code, 1);
  EXPECT_THAT(slurp(folder_ + "/x.svg"), HasSubstr("B has come to its end before that"));
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.gif").code, 2);
  EXPECT_EQ(greenlens("diff " + a + " " + b + " --step 3").code, 2);
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.svg --step 3000").code, 2);
}

// The same sentences and numbers as on the terminal, with lines of source, and how both stand.
TEST_F(Command, WritesAReportOfADifference) {
  const std::string a = recorded("jump"), b = recorded("arguments");
  const Result text = greenlens("diff " + a + " " + b + " -o x.md");
  EXPECT_EQ(text.code, 1);
  const std::string md = slurp(folder_ + "/x.md");
  for (const char* said :
       {"# jump.gltrace and arguments.gltrace, compared", "They differ; ",
        "- A step 17: main switches to gr1 with ()", "```cpp\n    gr1.switch_to();\n```",
        "| lines printed | 3 | 3 |  |", "## A · step 17 of 62 · jump.gltrace",
        "## B · step 17 of 62 · arguments.gltrace"}) {
    EXPECT_THAT(md, HasSubstr(said));
  }
  EXPECT_THAT(md, HasSubstr("gr1.stack_stop"));
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.html --step 40").code, 1);
  const std::string html = slurp(folder_ + "/x.html");
  for (const char* said : {"<!doctype html>", "First difference", "gr1.switch_to(", "<svg ",
                           "prefers-color-scheme:dark", "@media print", "<td>lines printed</td>",
                           "B · step 40 of 62 · arguments.gltrace"}) {
    EXPECT_THAT(html, HasSubstr(said));
  }
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_EQ(greenlens("diff " + a + " " + a + " -o x.html").code, 0);
  EXPECT_THAT(slurp(folder_ + "/x.html"), HasSubstr("They do the same"));
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.md --scene sheet").code, 2);
  EXPECT_EQ(greenlens("diff " + a + " " + b + " -o x.html --theme dark").code, 2);
}

TEST_F(Command, HashesEachGreenletByItself) {
  const std::string file = recorded("two_threads");
  const Result lines = greenlens("hash " + file + " --per greenlet");
  EXPECT_EQ(lines.code, 0);
  EXPECT_THAT(lines.out, ::testing::ContainsRegex("[0-9a-f]{16}  gr4 of thread worker\n"));
  const auto json = nlohmann::json::parse(greenlens("hash " + file + " --per greenlet --json").out);
  EXPECT_EQ(json["greenlets"].size(), 6u);
  EXPECT_EQ(json["threads"].size(), 2u);
  EXPECT_EQ(json["greenlets"][1]["name"], "gr1");
  EXPECT_THAT(lines.out, HasSubstr(json["greenlets"][1]["hash"].get<std::string>() + "  gr1\n"));
  EXPECT_THAT(greenlens("hash " + file).out, HasSubstr(json["hash"].get<std::string>()));
}

TEST_F(Command, SaysWhatCannotBeCompared) {
  const std::string file = recorded("jump");
  EXPECT_EQ(greenlens("diff " + file).code, 2);
  EXPECT_EQ(greenlens("diff " + file + " nothing.gltrace").code, 3);
  EXPECT_EQ(greenlens("hash nothing.gltrace").code, 3);
  EXPECT_EQ(greenlens("hash " + file + " --per switch").code, 2);
  ASSERT_EQ(greenlens("cut " + file + " --range 20: -o part.gltrace").code, 0);
  const Result part = greenlens("diff " + file + " part.gltrace");
  EXPECT_EQ(part.code, 1);
  EXPECT_THAT(part.out, HasSubstr("B is a part of a recording"));
}

TEST_F(Command, LetsNothingThroughInADiff) {
  std::ofstream(folder_ + "/hostile.gltrace", std::ios::binary)
      << testing::as_file(testing::hostile_timeline());
  const std::string file = recorded("test1_test2");
  for (const std::string& arguments :
       {"diff hostile.gltrace " + file + " -o x.svg", "diff hostile.gltrace --json " + file,
        std::string("hash hostile.gltrace --per greenlet"),
        std::string("hash hostile.gltrace --per thread --json")}) {
    const Result said = greenlens(arguments);
    EXPECT_LE(said.code, 1) << said.err;
    EXPECT_EQ(testing::raw_in(said.out + said.err), "") << arguments;
  }
}

}  // namespace
}  // namespace greenlens::cli
