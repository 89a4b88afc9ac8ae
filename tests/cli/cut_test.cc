// A part of a recording, as a person makes and reads it.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;

class Cut : public Command {
 protected:
  nlohmann::json shown(const std::string& file, const std::string& step) {
    const Result result = greenlens("show " + file + " --step " + step + " --json");
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.err, "");
    return nlohmann::json::parse(result.out);
  }
};

TEST_F(Cut, EachStepIsShownAsTheWholeShowsItAndSaysWhichItIs) {
  const std::string file = recorded("three_overlapping");
  const uint64_t steps = shown(file, "last")["step"];
  const Result made = greenlens("cut " + file + " --range 20:60 -o part");
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(std::filesystem::status(folder_ + "/part").permissions(), std::filesystem::perms(0600))
      << "it is its owner's alone, as the whole is";
  EXPECT_THAT(made.out, HasSubstr("part: steps 20 to 60 of " + std::to_string(steps)));
  for (const int step : {0, 1, 17, 40}) {
    nlohmann::json part = shown("part", std::to_string(step));
    nlohmann::json whole = shown(file, std::to_string(20 + step));
    const nlohmann::json place = part["part"];
    EXPECT_EQ(place["step"], 20 + step);
    EXPECT_EQ(place["first"], 20);
    EXPECT_EQ(place["steps"], steps);
    part.erase("part");
    for (const char* counted : {"step", "steps", "output"})
      part.erase(counted), whole.erase(counted);
    // What led to where a part begins is not in it, and so not told.
    for (const char* of_event : {"event", "sentence"}) {
      if (step == 0) part.erase(of_event), whole.erase(of_event);
    }
    EXPECT_EQ(part, whole) << step;
  }
  EXPECT_THAT(greenlens("show part --step 3").out,
              HasSubstr("This is step 23 of the " + std::to_string(steps)));
  EXPECT_EQ(greenlens("show part --step @23").out, greenlens("show part --step 3").out);
  const Result checked = greenlens("check part");
  EXPECT_EQ(checked.code, 0) << checked.out;
  EXPECT_THAT(checked.out, HasSubstr("steps 20 to 60 of"));
}

TEST_F(Cut, WhatIsNotInThePartIsSaidToBeWhereItIs) {
  const std::string file = recorded("three_overlapping");
  EXPECT_EQ(greenlens("cut " + file + " --range 20:60 -o part").code, 0);
  const Result before = greenlens("show part --step @19");
  EXPECT_EQ(before.code, 2);
  EXPECT_THAT(before.err, HasSubstr("@20 to @60"));
  EXPECT_EQ(greenlens("cut part --range @30:@50 -o again").code, 0);
  EXPECT_EQ(shown("again", "first")["part"]["step"], 30);
}

TEST_F(Cut, ARangeIsNamedAsStepsAreElsewhere) {
  const std::string file = recorded("three_overlapping");
  const uint64_t steps = shown(file, "last")["step"];
  const auto range = [&](const std::string& words) {
    const Result made = greenlens("cut " + file + " -o part --range " + words);
    EXPECT_EQ(made.code, 0) << words << made.err;
    const nlohmann::json last = shown("part", "last")["part"];
    return std::pair<uint64_t, uint64_t>(last["first"], last["step"]);
  };
  EXPECT_EQ(range("first:last"), std::pair(uint64_t{0}, steps));
  EXPECT_EQ(range("middle:"), std::pair(steps / 2, steps));
  EXPECT_EQ(range(":7"), std::pair(uint64_t{0}, uint64_t{7}));
  EXPECT_EQ(range(":"), std::pair(uint64_t{0}, steps));
  EXPECT_EQ(range("0ns:1h"), std::pair(uint64_t{0}, steps));
  const auto [second, fourth] = range("1:3 --grain switch");
  EXPECT_GT(second, 1u);
  EXPECT_GT(fourth, second + 2);
}

TEST_F(Cut, WhatIsNoRangeIsRefusedAndTheOldFileStays) {
  const std::string file = recorded("jump");
  std::ofstream(folder_ + "/part") << "precious";
  for (const char* range : {"5", "::", "''", "9:9", "9:5", "0:99999999999999999999", "-1:4", "a:b",
                            "1:2:3", "5parsecs:9", "0:@99999", "nan:2", "-5s:-1s"}) {
    const Result refused = greenlens("cut " + file + " -o part --range=" + range);
    EXPECT_EQ(refused.code, 2) << range << refused.out;
    EXPECT_NE(refused.err, "") << range;
    EXPECT_EQ(slurp(folder_ + "/part"), "precious");
  }
  EXPECT_EQ(greenlens("cut part --range 1:2 -o other").code, 3);
  EXPECT_EQ(greenlens("cut " + file + " --range 1:9 -o /dev/full").code, 2);
  EXPECT_EQ(greenlens("cut " + file + " --range 1:9 -o nowhere/part").code, 2);
}

TEST_F(Cut, ARecordingCanBeCutIntoItself) {
  const std::string file = recorded("jump");
  EXPECT_EQ(greenlens("cut " + file + " --range 5:15 -o " + file).code, 0);
  EXPECT_EQ(shown(file, "last")["part"]["step"], 15);
}

TEST_F(Cut, EveryFormatAndPictureOfAPartCanBeMade) {
  const std::string file = recorded("three_overlapping");
  EXPECT_EQ(greenlens("cut " + file + " --range 20:60 -o part").code, 0);
  for (const char* name : {"x.svg", "x.scene.json", "x.jsonl", "t.svg --scene timeline"}) {
    const Result made = greenlens(std::string("export part -o ") + name);
    EXPECT_EQ(made.code, 0) << name << made.err;
  }
  EXPECT_THAT(slurp(folder_ + "/x.jsonl"), HasSubstr(R"("part":{"first":20)"));
}

}  // namespace
}  // namespace greenlens::cli
