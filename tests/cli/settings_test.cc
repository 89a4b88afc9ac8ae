// Scenarios that run with other values than the usual ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
class Settings : public Command {
 protected:
  // What a recording says of its program.
  nlohmann::json info_of(const std::string& file) {
    EXPECT_EQ(greenlens("export " + file + " -o x.jsonl").code, 0);
    const std::string text = slurp(folder_ + "/x.jsonl");
    return nlohmann::json::parse(text.substr(0, text.find('\n')));
  }
};

TEST_F(Settings, StandInTheListWithTheirRanges) {
  EXPECT_THAT(greenlens("list").out,
              HasSubstr("deep_recursion\tdeep recursion\t--set depth=0..400 (30)\n"));
  EXPECT_THAT(greenlens("list").out, HasSubstr("\t--set parent=main|gr1 (main)\n"));
  const auto json = nlohmann::json::parse(greenlens("list --json").out);
  for (const auto& one : json) {
    if (one["id"] == "test1_test2") {
      EXPECT_TRUE(one["settings"].empty());
    }
    if (one["id"] == "sibling_parent") {
      EXPECT_EQ(
          one["settings"][0],
          (nlohmann::json{{"name", "parent"}, {"usual", "main"}, {"values", {"main", "gr1"}}}));
    }
    if (one["id"] == "deep_recursion") {
      EXPECT_EQ(one["settings"][0],
                (nlohmann::json{{"name", "depth"}, {"usual", "30"}, {"least", 0}, {"most", 400}}));
    }
  }
}

TEST_F(Settings, MakeTheScenarioRunOtherwise) {
  EXPECT_EQ(greenlens("run sibling_parent --set parent=gr1 --output-only").out,
            "coroutine foo\ncoroutine bar\ncoroutine end coroutine bar return value\nNone\n");
  const Result run = greenlens("run generator --output-only --set numbers=9 --set numbers=1");
  EXPECT_EQ(run.out, "main got 0\ncounter is done: True\n") << "the last one counts";
}

TEST_F(Settings, StandInTheRecordingWhereTheyAreUnusual) {
  ASSERT_EQ(greenlens("record round_robin --set rounds=1 --set locals=256 -o r.gltrace").code, 0);
  const auto info = info_of("r.gltrace");
  EXPECT_EQ(info["settings"], nlohmann::json::parse(R"([{"name": "rounds", "value": "1"}])"));
  EXPECT_EQ(info["title"], "taking turns, rounds = 1");
  EXPECT_EQ(greenlens("check r.gltrace").code, 0);
  ASSERT_EQ(greenlens("record round_robin -o usual.gltrace").code, 0);
  EXPECT_FALSE(info_of("usual.gltrace").contains("settings"));
}

// At either end of each range the engine and the rules agree about every step.
TEST_F(Settings, ContradictNoRule) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    for (const scenarios::Parameter& one : scenario->parameters) {
      for (const int64_t value : {one.least, one.most}) {
        const std::string set = std::string(one.id) + '=' + value_text(one, value);
        SCOPED_TRACE(std::string(scenario->id) + ", " + set);
        ASSERT_EQ(
            greenlens(std::string("record ") + scenario->id + " -o a.gltrace --set " + set).code,
            0);
        EXPECT_EQ(greenlens("check a.gltrace").code, 0);
      }
    }
  }
}

TEST_F(Settings, ThatThereAreNotAreRefusedInASentence) {
  for (const char* wrong :
       {"depth=401", "depth=-1", "depth", "depth=", "depths=3", "=", "''", "depth=ten"}) {
    const Result run = greenlens(std::string("run deep_recursion --text --set ") + wrong);
    EXPECT_EQ(run.code, 2) << wrong;
    EXPECT_THAT(run.err, HasSubstr("`greenlens list` says what can be set")) << wrong;
  }
  const Result other = greenlens("run /bin/true --text --set depth=4");
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("is no scenario"));
}

}  // namespace
}  // namespace greenlens::cli
