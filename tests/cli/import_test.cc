// A recording written as lines and made again of them, as a person does it.
#include <gmock/gmock.h>

#include <fstream>

#include "scenarios/scenario.h"
#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;

class Import : public Command {
 protected:
  void expect_fine(const std::string& command) {
    const Result result = greenlens(command);
    EXPECT_EQ(result.code, 0) << command << ": " << result.err;
  }
};

TEST_F(Import, EveryScenarioIsTheSameRecordingAgain) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const std::string file = recorded(scenario->id);
    expect_fine("export " + file + " -o raw.jsonl --raw");
    const Result made = greenlens("import raw.jsonl -o again");
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("again: ")) << scenario->id;
    expect_fine("export again -o again.jsonl --raw");
    EXPECT_EQ(shell("cmp raw.jsonl again.jsonl").code, 0) << scenario->id;
  }
}

TEST_F(Import, WithoutRawTwoRunsGiveTheSameLinesAndADiffFindsNothing) {
  for (const scenarios::Scenario* scenario : scenarios_to_try()) {
    const std::string one = recorded(scenario->id);
    EXPECT_EQ(shell("LONGER=\"$(printf %9000s)\" \"$GREENLENS\" record " +
                    std::string(scenario->id) + " -o other")
                  .code,
              0);
    expect_fine("export " + one + " -o one.jsonl");
    expect_fine("export other -o other.jsonl");
    EXPECT_EQ(shell("cmp one.jsonl other.jsonl").code, 0) << scenario->id;
    expect_fine("import one.jsonl -o again");
    expect_fine("diff " + one + " again");
    expect_fine("check again");
    expect_fine("export again -o again.jsonl");
    EXPECT_EQ(shell("cmp one.jsonl again.jsonl").code, 0) << scenario->id;
    EXPECT_EQ(shell("cmp <(\"$GREENLENS\" hash " + one +
                    " | cut -c 1-16) <(\"$GREENLENS\" hash again | cut -c 1-16)")
                  .code,
              0);
  }
}

TEST_F(Import, WhatIsNoSuchFileChangesNothing) {
  const std::string file = recorded("jump");
  expect_fine("export " + file + " -o good.jsonl");
  shell("(head -n 7 good.jsonl; sed -n 8p good.jsonl | head -c 50) > cut.jsonl");
  shell("head -n 30 good.jsonl > short.jsonl");
  shell("sed '12s/.*/{}/' good.jsonl > field.jsonl; sed 12d good.jsonl > order.jsonl; cp " + file +
        " other.jsonl");
  shell("echo precious > to");
  for (const auto& [lines, sentence] : std::initializer_list<std::pair<const char*, const char*>>{
           {"cut", "greenlens: Line 8 of cut.jsonl is not the JSON that it should be"},
           {"short", "greenlens: short.jsonl ends behind line 30"},
           {"field", "greenlens: Line 12 of field.jsonl is not step 11"},
           {"order", "greenlens: Line 12 of order.jsonl is not step 11"},
           {"other", "greenlens: other.jsonl is no trace as JSON lines"},
           {"missing", "missing.jsonl cannot be read"}}) {
    const Result result = greenlens(std::string("import ") + lines + ".jsonl -o to");
    EXPECT_EQ(result.code, 3) << lines;
    EXPECT_THAT(result.err, HasSubstr(sentence));
    EXPECT_EQ(shell("cat to; ls | grep -c '^to'").out, "precious\n1\n") << lines;
  }
  EXPECT_EQ(greenlens("import good.jsonl -o no/such/folder").code, 2);
  EXPECT_EQ(greenlens("import good.jsonl").code, 2);
  // Who opens the lines is told what to do.
  const Result shown = greenlens("show good.jsonl --step 1");
  EXPECT_EQ(shown.code, 3);
  EXPECT_THAT(shown.err, HasSubstr("greenlens import good.jsonl"));
  EXPECT_THAT(greenlens("export " + file + " -o x.svg --raw").err,
              HasSubstr("--raw means nothing"));
}

}  // namespace
}  // namespace greenlens::cli
