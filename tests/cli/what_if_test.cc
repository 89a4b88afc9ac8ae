// Scenarios that go another way, by the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kWrong = 2, kDied = 4;

class WhatIf : public Command {
 protected:
  // The step at which main stands on the line that starts gr1.
  int start() {
    const auto steps =
        nlohmann::json::parse(greenlens("what-if test1_test2 --step 3 --grain line --json").out);
    return steps["step"].get<int>();
  }
  std::string way(const std::string& deed) {
    return " --what-if '" + std::to_string(start()) + ": " + deed + "'";
  }
};

TEST_F(WhatIf, ListsWhatCanBeDoneAtAStep) {
  const Result listed = greenlens("what-if test1_test2 --step 3 --grain line");
  EXPECT_EQ(listed.code, 0);
  EXPECT_THAT(listed.out, HasSubstr("main stands on line 28 of program"));
  for (const char* deed : {"switch gr1 ", "switch gr2 ", "throw gr1 ", "throw gr2 = error ",
                           "drop gr1 ", "drop gr2 "}) {
    EXPECT_THAT(listed.out, HasSubstr(": " + std::string(deed)));
  }
  EXPECT_THAT(listed.out, Not(HasSubstr("switch main")));
  const auto json =
      nlohmann::json::parse(greenlens("what-if test1_test2 --step 3 --grain line --json").out);
  EXPECT_EQ(json["greenlens"], "what_if");
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["line"], 28);
  EXPECT_EQ(json["runs"], "main");
  EXPECT_EQ(json["deeds"].size(), 8u);
  EXPECT_EQ(json["deeds"][1], (nlohmann::json{{"what_if", std::to_string(start()) + ": switch gr2"},
                                              {"deed", "switch"},
                                              {"greenlet", "gr2"}}));
}

// Every one that is listed is taken, and so is its other spelling in the list.
TEST_F(WhatIf, WhatIsListedCanBeRun) {
  const auto json =
      nlohmann::json::parse(greenlens("what-if test1_test2 --step 3 --grain line --json").out);
  for (const auto& one : json["deeds"]) {
    const std::string what_if = one["what_if"].get<std::string>();
    const Result run = greenlens("run test1_test2 --output-only --what-if '" + what_if + "'");
    EXPECT_TRUE(run.code == 0 || run.code == kDied) << what_if << ": " << run.err;
  }
}

TEST_F(WhatIf, GoesThatWay) {
  EXPECT_EQ(greenlens("run test1_test2 --output-only" + way("switch gr2")).out,
            "[gr2] test1 -> test2\n[gr1] main  -> test1\nThis is never printed.\n"
            "[gr1] test1 <- test2\n'test1 done'\nTrue\nTrue\n");
  const Result text = greenlens("run test1_test2 --text" + way("switch gr2"));
  EXPECT_THAT(text.out, HasSubstr("Here the run goes another way: main switches to gr2 before "
                                  "line 28 goes on."));
}

TEST_F(WhatIf, CarriesValuesAndErrors) {
  const Result value = greenlens("run arguments --text --what-if '3: switch main'");
  EXPECT_EQ(value.code, kWrong) << "it runs";
  const Result error = greenlens("run test1_test2 --text" + way("throw gr2 = trouble"));
  EXPECT_EQ(error.code, kDied);
  EXPECT_THAT(error.out, HasSubstr("The program ended with an error: runtime_error('trouble')"));
  EXPECT_THAT(error.err, HasSubstr("runtime_error('trouble')"));
  const Result dropped = greenlens("run test1_test2 --text" + way("drop gr1"));
  EXPECT_THAT(dropped.err, HasSubstr("this handle names no greenlet"));
}

TEST_F(WhatIf, StandsInTheRecordingAndIsMadeAgain) {
  ASSERT_EQ(greenlens("record test1_test2 -o a.gltrace" + way("switch gr2")).code, 0);
  ASSERT_EQ(greenlens("record test1_test2 -o b.gltrace" + way("switch gr2")).code, 0);
  ASSERT_EQ(greenlens("record test1_test2 -o o.gltrace").code, 0);
  EXPECT_EQ(greenlens("check a.gltrace").code, 0);
  EXPECT_EQ(greenlens("diff a.gltrace b.gltrace").code, 0);
  const Result apart = greenlens("diff o.gltrace a.gltrace");
  EXPECT_EQ(apart.code, 1);
  EXPECT_THAT(apart.out, HasSubstr("here the run is made to go another way: main switches to gr2"));
  ASSERT_EQ(greenlens("export a.gltrace -o a.jsonl").code, 0);
  const std::string lines = slurp(folder_ + "/a.jsonl");
  const auto info = nlohmann::json::parse(lines.substr(0, lines.find('\n')));
  EXPECT_EQ(info["what_ifs"][0]["deed"], "switch");
  EXPECT_EQ(info["what_ifs"][0]["step"], start());
  EXPECT_THAT(lines, HasSubstr("went_another_way"));
  ASSERT_EQ(greenlens("import a.jsonl -o c.gltrace").code, 0);
  EXPECT_EQ(greenlens("diff a.gltrace c.gltrace").code, 0);
  const Result shown = greenlens("show a.gltrace --step " + std::to_string(start() + 1));
  EXPECT_THAT(shown.out, HasSubstr("Here the run goes another way"));
  for (const char* language : {"zh-Hans", "zh-Hant"}) {
    const Result other = greenlens("show a.gltrace --lang " + std::string(language) + " --step " +
                                   std::to_string(start() + 1));
    EXPECT_THAT(other.out, Not(HasSubstr("another way"))) << language;
    EXPECT_THAT(other.out, HasSubstr("gr2")) << language;
  }
}

TEST_F(WhatIf, GoesSeveralWaysOneAfterTheOther) {
  const std::string both = way("switch gr2") + " --what-if 'last: drop gr2'";
  const Result wrong = greenlens("run test1_test2 --text" + both);
  EXPECT_EQ(wrong.code, kWrong) << "the program's end is no line";
  EXPECT_THAT(wrong.err, HasSubstr("the last one is step"));
  const Result listed = greenlens("what-if test1_test2 --step last" + way("switch gr2"));
  EXPECT_EQ(listed.code, kWrong);
}

TEST_F(WhatIf, WithOtherSettingsTheStepIsOneOfThatRun) {
  const Result run =
      greenlens("run deep_recursion --output-only --set depth=2 --what-if '3: switch shallow'");
  EXPECT_EQ(run.code, kWrong) << "it does not exist yet";
  EXPECT_THAT(run.err, HasSubstr("There are: main."));
}

TEST_F(WhatIf, WhatCannotBeDoneIsRefusedInASentence) {
  const std::string run = "run test1_test2 --text";
  const auto said = [&](const std::string& arguments) {
    const Result result = greenlens(arguments);
    EXPECT_EQ(result.code, kWrong) << arguments;
    EXPECT_EQ(result.out, "") << arguments;
    return result.err;
  };
  EXPECT_THAT(said(run + way("switch gr3")), HasSubstr("There are: main, gr1, gr2."));
  EXPECT_THAT(said(run + way("switch main")), HasSubstr("name another greenlet"));
  EXPECT_THAT(said(run + way("drop main")), HasSubstr("keeps no handle of main"));
  EXPECT_THAT(said(run + way("jump gr2")), HasSubstr("says no other way"));
  EXPECT_THAT(said(run + " --what-if 'nonsense'"), HasSubstr("says no other way"));
  EXPECT_THAT(said(run + " --what-if '1: switch gr1'"), HasSubstr("the first one is step"));
  EXPECT_THAT(said(run + " --what-if '9999: switch gr1'"), HasSubstr("9999"));
  EXPECT_THAT(said(run + " --detail switches" + way("switch gr2")), HasSubstr("--detail"));
  EXPECT_THAT(said("run two_threads --text --what-if '7: switch gr1'"), HasSubstr("wait for each"));
  EXPECT_THAT(said("run ./program --text --what-if '7: switch gr1'"), HasSubstr("no scenario"));
  EXPECT_THAT(said("what-if ./program --step 3"), HasSubstr("no scenario"));
  EXPECT_THAT(said("record ./program -o x.gltrace --what-if '7: switch gr1'"),
              HasSubstr("no scenario"));
}

TEST_F(WhatIf, AWayThatGoesRoundInACircleIsEndedAndSaysSo) {
  const Result run =
      greenlens("record generator -o g.gltrace --what-if '5: switch counter = 1000000000'");
  EXPECT_EQ(run.code, kDied);
  EXPECT_THAT(run.err, HasSubstr("it went on and on"));
  EXPECT_EQ(greenlens("check g.gltrace").code, 0);
}

}  // namespace
}  // namespace greenlens::cli
