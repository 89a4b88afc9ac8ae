// Strategies on the command line, and pictures of what somebody in front of a class has in hand.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using Strategies = Command;

TEST_F(Strategies, OfARecordingAreThoseOfItsScenario) {
  const std::string file = recorded("test1_test2");
  const Result of_file = greenlens("strategies " + file + " --json");
  ASSERT_EQ(of_file.code, 0) << of_file.err;
  const auto json = nlohmann::json::parse(of_file.out);
  EXPECT_EQ(json["slices"]["basis"], "measured");
  EXPECT_EQ(json["stacks"]["basis"], "modelled");
  EXPECT_EQ(json["frames"]["basis"], "modelled");
  EXPECT_EQ(json["switches"], 4);
  EXPECT_EQ(json["stacks"]["held"], 4096);
  const Result of_scenario = greenlens("strategies test1_test2 --json");
  ASSERT_EQ(of_scenario.code, 0) << of_scenario.err;
  EXPECT_EQ(nlohmann::json::parse(of_scenario.out)["slices"], json["slices"]);
  EXPECT_THAT(greenlens("strategies " + file).out, HasSubstr("modelled"));
}

TEST_F(Strategies, WhatIsSetOfAScenarioAndOfAStackCounts) {
  const auto json = nlohmann::json::parse(
      greenlens("strategies round_robin --set locals=9000 --stack 8KB --json").out);
  EXPECT_GT(json["largest_slice"], 9000);
  EXPECT_EQ(json["too_large_for_a_stack"], 3);
  EXPECT_EQ(json["assumed"]["stack"], 8192);
  EXPECT_EQ(greenlens("strategies").code, 2);
  EXPECT_EQ(greenlens("strategies test1_test2 --stack foo").code, 2);
  EXPECT_NE(greenlens("strategies no_such_thing").code, 0);
}

TEST_F(Strategies, AFileOfMeasurementsIsThatOrRefused) {
  const std::string file = recorded("test1_test2");
  std::ofstream(folder_ + "/bad.json") << "{}";
  EXPECT_THAT(greenlens("export " + file + " -o p.html --measured bad.json").err,
              HasSubstr("bad.json is nothing that"));
  std::ofstream(folder_ + "/good.json")
      << R"({"cpu":"x86-64","points":[{"greenlets":100,"bytes":256,"slice":500,)"
      << R"("slices":{"switch_ns":20,"life_ns":300,"copied_a_switch":1000,"held":50000,"resident":1},)"
      << R"("stacks":{"switch_ns":10,"life_ns":7000,"copied_a_switch":0,"held":409600,"resident":1}}]})";
  const Result page = greenlens("export " + file + " -o p.html --measured good.json");
  EXPECT_EQ(page.code, 0) << page.err;
  EXPECT_THAT(slurp(folder_ + "/p.html"), HasSubstr("type=\"range\""));
  ASSERT_EQ(greenlens("export " + file + " -o q.html").code, 0);
  EXPECT_THAT(slurp(folder_ + "/q.html"), HasSubstr("id=\"strategies\""));
  EXPECT_THAT(slurp(folder_ + "/q.html"), ::testing::Not(HasSubstr("class=\"timed\"")));
}

TEST_F(Strategies, ASnapshotRefusesPointsThatAreNone) {
  const std::string file = recorded("test1_test2");
  for (const char* wrong : {"--point 5", "--point '1,2 3,4'", "--stroke '1,2 x'", "--wall laser"}) {
    const Result refused = greenlens("snapshot " + file + " -o x.png " + wrong);
    EXPECT_EQ(refused.code, 2) << wrong;
    EXPECT_EQ(slurp(folder_ + "/x.png"), "") << wrong;
  }
}

}  // namespace
}  // namespace greenlens::cli
