// greenlens parked, findings and top: what their user meets.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Command, ParkedSaysWhoStandsWhereAtAnyStep) {
  const std::string file = recorded("test1_test2");
  const auto json = nlohmann::json::parse(greenlens("parked " + file + " --json").out);
  const auto shown = nlohmann::json::parse(greenlens("show " + file + " --step last --json").out);
  std::map<std::string, std::string> states;
  for (const auto& group : json["groups"]) {
    for (const auto& one : group["greenlets"]) states[one["name"]] = group["state"];
  }
  for (const auto& greenlet : shown["greenlets"]) {
    if (greenlet["state"] == "dead") {
      EXPECT_EQ(states.count(greenlet["name"]), 0u);
    } else {
      EXPECT_EQ(states[greenlet["name"]], greenlet["state"]);
    }
  }
  const Result early = greenlens("parked " + file + " --step 2");
  EXPECT_EQ(early.code, 0);
  EXPECT_THAT(early.out, AllOf(HasSubstr("main"), Not(HasSubstr("gr2"))));
  EXPECT_THAT(greenlens("parked " + file).out, AllOf(HasSubstr("gr2"), HasSubstr("suspended")));
  EXPECT_EQ(greenlens("parked " + file + " --step 100000").code, 2);
  EXPECT_EQ(greenlens("parked nowhere.gltrace").code, 3);
}

TEST_F(Command, FindingsOfAProgramThatIsWellAreNone) {
  const std::string file = recorded("test1_test2");
  const Result none = greenlens("findings " + file + " --strict");
  EXPECT_EQ(none.code, 0) << none.out;
  EXPECT_THAT(none.out, HasSubstr("Nothing looks wrong"));
  EXPECT_TRUE(
      nlohmann::json::parse(greenlens("findings " + file + " --json").out)["findings"].empty());
  EXPECT_EQ(greenlens("findings nowhere.gltrace").code, 3);
}

TEST_F(Command, FindingsSayWhatWasRefusedAndLeaveAsTheyAreAsked) {
  const std::string file = recorded("other_threads_greenlet");
  const Result found = greenlens("findings " + file);
  EXPECT_EQ(found.code, 0);
  EXPECT_THAT(found.out, HasSubstr("wrong thread"));
  EXPECT_EQ(greenlens("findings " + file + " --strict").code, 1);
  const auto json = nlohmann::json::parse(greenlens("findings " + file + " --json").out);
  ASSERT_EQ(json["findings"][0]["kind"], "wrong_thread");
  // The step is one to look at: where it was refused.
  const std::string step = std::to_string(json["findings"][0]["step"].get<uint64_t>());
  EXPECT_THAT(greenlens("show " + file + " --step " + step).out, HasSubstr("thread"));
}

TEST_F(Command, TopHasTheSameTimesAsTheStatistics) {
  const std::string file = recorded("three_overlapping");
  const auto top = nlohmann::json::parse(greenlens("top " + file + " --json").out);
  const auto counted =
      nlohmann::json::parse(greenlens("statistics " + file + " --format json").out);
  std::map<std::string, uint64_t> ran;
  for (const auto& one : counted["greenlets"]) ran[one["name"]] = one["ran_ns"];
  ASSERT_EQ(top["by_greenlet"].size(), ran.size());
  uint64_t before = UINT64_MAX, sum = 0, by_line = 0;
  for (const auto& one : top["by_greenlet"]) {
    const uint64_t ns = one["ran_ns"];
    EXPECT_EQ(ns, ran[one["greenlet"]]);
    EXPECT_LE(ns, before) << "who took most comes first";
    before = ns;
    sum += ns;
  }
  for (const auto& one : top["by_line"]) by_line += one["ran_ns"].get<uint64_t>();
  EXPECT_EQ(by_line, sum);
  EXPECT_THAT(greenlens("top " + file + " --rows 1").out, HasSubstr("more"));
}

TEST_F(Command, OptionsForPythonProgramsAreRefusedForOthers) {
  const Result refused = greenlens("record test1_test2 --locals -o t.gltrace");
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--locals is for Python programs"));
}

}  // namespace
}  // namespace greenlens::cli
