// greenlens where, find and history: what their user meets.
#include <gmock/gmock.h>

#include <set>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

TEST_F(Command, SaysWhereAWordCameFrom) {
  const std::string file = recorded("test1_test2");
  int step = 0;
  const Json state = state_at(file, "slice_restored", 1, &step);
  const std::string before = std::to_string(step - 1);
  const std::string who = state["current"];
  const Result words = greenlens("where " + file + " --step " + before + " --at gr1+0x8");
  ASSERT_EQ(words.code, 0) << words.err;
  EXPECT_THAT(words.out, HasSubstr("gr1, -0x"));
  EXPECT_THAT(words.out, HasSubstr("in the heap"));
  EXPECT_THAT(words.out, HasSubstr("1 copy since: saved at step "));
  EXPECT_THAT(words.out, HasSubstr("Read next at step "));
  const Json json =
      Json::parse(greenlens("where " + file + " --step " + before + " --at gr1+0x8 --json").out);
  EXPECT_EQ(json["greenlet"], "gr1");
  EXPECT_EQ(json["copies"], 1);
  EXPECT_EQ(json["copies_listed"][0]["way"], "saved");
  EXPECT_EQ(json["certain"], true);
  // The same word by its address, and by whose it is.
  const std::string at = std::to_string(json["at"].get<int64_t>());
  const Json again = Json::parse(
      greenlens("where " + file + " --step " + before + " --select gr1 --at=" + at + " --json")
          .out);
  EXPECT_EQ(again, json);
}

TEST_F(Command, RefusesPlacesThatAreNone) {
  const std::string file = recorded("test1_test2");
  const Result nobody = greenlens("where " + file + " --at nobody+8");
  EXPECT_EQ(nobody.code, 2);
  EXPECT_THAT(nobody.err, HasSubstr("no greenlet that “nobody+8” could mean"));
  EXPECT_EQ(greenlens("where " + file + " --at").code, 2);
  EXPECT_THAT(greenlens("where " + file + " --at x").err, HasSubstr("names no word"));
  EXPECT_EQ(greenlens("where " + file + " --at gr1+8 --bytes 9").code, 2);
}

TEST_F(Command, MakesAPageWithBreakpoints) {
  const std::string file = recorded("test1_test2");
  const std::string page = file + ".html";
  EXPECT_EQ(greenlens("export " + file + " -o " + page +
                      " --break slice_saved --break 'bytes_copied > 100 and owner == gr1'")
                .code,
            0);
  const Result wrong = greenlens("export " + file + " -o " + page + " --break 'nothing of that'");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("“nothing” is no event’s name"));
  const Result unheeded = greenlens("export " + file + " -o " + file + ".svg --break slice_saved");
  EXPECT_EQ(unheeded.code, 2);
  EXPECT_THAT(unheeded.err, HasSubstr("--break"));
}

TEST_F(Command, FindsTheStepsOfACondition) {
  const std::string file = recorded("test1_test2");
  const Json all = Json::parse(greenlens("find " + file + " slice_saved --json").out);
  ASSERT_GT(all["found"], 2);
  std::set<int> steps;
  for (const Json& one : all["steps"]) {
    steps.insert(one["step"].get<int>());
    const Json shown = Json::parse(
        greenlens("show " + file + " --step " + std::to_string(one["step"].get<int>()) + " --json")
            .out);
    EXPECT_EQ(shown["event"]["name"], "slice_saved");
    break;  // a process each
  }
  const Result until = greenlens("show " + file + " --until 'slice_saved' --json");
  EXPECT_EQ(Json::parse(until.out)["step"], *steps.begin());
  const Result when = greenlens("show " + file + " --step 'when=slice_saved' --json");
  EXPECT_EQ(when.out, until.out);
  const Result last = greenlens("show " + file + " --break slice_saved --backwards --json");
  EXPECT_EQ(Json::parse(last.out)["step"], all["steps"].back()["step"]);
  const Result some = greenlens("find " + file + " slice_saved --most 1");
  EXPECT_THAT(some.err, HasSubstr("more"));
  EXPECT_EQ(greenlens("find " + file + " 'bytes_copied > 100000000'").code, 1);
  const Result wrong = greenlens("find " + file + " 'bytes_copied = 3'");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("compared with =="));
  EXPECT_EQ(greenlens("show " + file + " --until 'x y'").code, 2);
}

TEST_F(Command, ListsWhenANumberChanged) {
  const std::string file = recorded("test1_test2");
  const Result words = greenlens("history " + file + " gr1.state");
  ASSERT_EQ(words.code, 0) << words.err;
  EXPECT_THAT(words.out, HasSubstr("running"));
  EXPECT_THAT(words.out, HasSubstr(" → dead"));
  const Json json = Json::parse(greenlens("history " + file + " bytes_out --json").out);
  ASSERT_GT(json["changed"], 1);
  EXPECT_EQ(json["changes"][1]["was"], json["changes"][0]["is"]);
  const Result unknown = greenlens("history " + file + " gr1.size");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("NAME.stack_saved"));
}

}  // namespace
}  // namespace greenlens::cli
