// Of a program that runs and runs the end is kept, whoever ends it and however.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LastPart : public Command {
 protected:
  // A program that switches all the time, until there is a file "go"; and when so much of it has
  // been recorded that something was left out for the third time, `then`.
  Result recorded_until(const std::string& last, const std::string& then) {
    return shell(R"sh(
        until_true() { for i in $(seq 600); do eval "$1" && return; sleep 0.05; done
                       echo "never: $1" >&2; exit 99; }
        first() { "$GREENLENS" show x --step first --json 2>/dev/null | grep -o '"first": [0-9]*'; }
        "$GREENLENS" record )sh" GREENLENS_LONG_PROGRAM " . -o x --last " +
                 last + R"sh( >said 2>&1 & recorder=$!
        for time in 1 2 3; do before=$(first); until_true '[ "$(first)" != "$before" ]'; done
        until_true '[ -e pid ]'
        )sh" + then);
  }
  // What is there is the end of what there was, says so, and is right.
  void expect_a_part() {
    const Result last = greenlens("show x --step last --json");
    ASSERT_EQ(last.code, 0) << last.err;
    const nlohmann::json state = nlohmann::json::parse(last.out);
    const uint64_t first = state["part"]["first"];
    EXPECT_GT(first, 0u);
    EXPECT_EQ(state["part"]["step"], first + uint64_t{state["step"]});
    EXPECT_GT(state["step"], 10);
    EXPECT_THAT(greenlens("show x --step first").out,
                AllOf(HasSubstr("This part of a recording begins here"),
                      HasSubstr("This is step " + std::to_string(first) + " of the")));
    const Result checked = greenlens("check x");
    EXPECT_EQ(checked.code, 0) << checked.out;
    EXPECT_THAT(checked.out, HasSubstr("What was before, with"));
  }
  uint64_t bytes_of(const std::string& name) {
    return std::filesystem::file_size(folder_ + "/" + name);
  }
};

TEST_F(LastPart, AProgramThatEndsIsRecordedUpToItsEnd) {
  const Result result = recorded_until("120KB", "touch go; wait $recorder");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(slurp(folder_ + "/said"),
              AllOf(HasSubstr("x begins at step"), HasSubstr("switches")));
  EXPECT_EQ(greenlens("show x --step last").err, "") << "it has no index";
  EXPECT_LE(bytes_of("x"), 120u * 1024);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/x.part"));
  expect_a_part();
}

TEST_F(LastPart, OfTimeWhatWasToldInItIsKept) {
  const Result result = recorded_until("500ms", "touch go; wait $recorder");
  EXPECT_EQ(result.code, 0) << result.err;
  expect_a_part();
  const auto told = [&](const char* step) -> uint64_t {
    const Result shown = greenlens(std::string("show x --times --json --step ") + step);
    return nlohmann::json::parse(shown.out)["time_ns"];
  };
  EXPECT_GE(told("last") - told("1"), 500'000'000u);
}

TEST_F(LastPart, AKilledProgramsEndIsThere) {
  const Result result = recorded_until("120KB", "kill -9 $(cat pid); wait $recorder");
  EXPECT_EQ(result.code, 4) << result.err;
  EXPECT_THAT(greenlens("show x --step last").out, HasSubstr("SIGKILL"));
  expect_a_part();
}

TEST_F(LastPart, AKilledRecorderLeavesWhatItHad) {
  const Result result = recorded_until(
      "120KB", "kill -9 $recorder; wait $recorder; touch go; until_true '[ -e done ]'");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(greenlens("show x --step last").err, HasSubstr("usable"));
  expect_a_part();
}

TEST_F(LastPart, ARecorderThatIsToldToEndLeavesAWholeFile) {
  const Result result =
      recorded_until("120KB", "kill -TERM $recorder; wait $recorder; echo $? >status; touch go");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(slurp(folder_ + "/status"), "0\n");
  EXPECT_EQ(greenlens("show x --step last").err, "");
  expect_a_part();
}

TEST_F(LastPart, WhatIsThereNowCanBeKeptWhileItGoesOn) {
  const Result result =
      recorded_until("120KB", "\"$GREENLENS\" cut x --range : -o now; touch go; wait $recorder");
  EXPECT_EQ(result.code, 0) << result.err;
  std::filesystem::rename(folder_ + "/now", folder_ + "/x");
  EXPECT_EQ(greenlens("show x --step last").err, "");
  expect_a_part();
}

TEST_F(LastPart, AFullDiskIsSaidAndLeavesWhatThereWas) {
  const Result result = recorded_until("120KB", R"sh(
      limit=$(($(stat -c %s x) + 5000))  # and less than where it begins anew with less
      [ $limit -lt 100000 ] || limit=100000
      prlimit --pid $recorder --fsize=$limit || exit 77
      until_true 'grep -q "File too large" said'
      touch go; wait $recorder)sh");
  if (result.code == 77) GTEST_SKIP() << "there is no program that limits another one";
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_THAT(slurp(folder_ + "/said"), HasSubstr("What was in it by then is kept"));
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/x.part"));
  expect_a_part();
}

// The one beside it is a folder: the file takes more, but cannot be written anew.
TEST_F(LastPart, AFileThatCannotBeWrittenAnewIsSaidToGrow) {
  const std::string until_said = R"sh(
      mkdir x.part
      until_true 'grep -q "cannot be written anew" said')sh";
  const Result grows = recorded_until("120KB", until_said + R"sh(
      until_true '[ $(stat -c %s x) -gt 160000 ]'
      touch go; wait $recorder)sh");
  EXPECT_EQ(grows.code, 0) << grows.err;
  const std::string said = slurp(folder_ + "/said");
  const std::string once =
      "x cannot be written anew without its beginning: Is a directory. Make "
      "room beside it: until then it keeps more than --last says, and grows.";
  EXPECT_THAT(said, AllOf(HasSubstr(once), HasSubstr("x has more in it than --last says: it could "
                                                     "not be written anew without its beginning "
                                                     "(Is a directory).")));
  EXPECT_EQ(said.find(once), said.rfind(once)) << "twice";
  EXPECT_EQ(greenlens("show x --step last").err, "") << "it has no index";
  expect_a_part();
  // Until it can.
  for (const char* left : {"x.part", "go", "pid", "done", "x"}) {
    std::filesystem::remove(folder_ + '/' + left);
  }
  const Result mended = recorded_until("120KB", until_said + R"sh(
      rmdir x.part
      until_true '[ $(stat -c %s x) -lt 120000 ]'
      touch go; wait $recorder)sh");
  EXPECT_EQ(mended.code, 0) << mended.err;
  EXPECT_THAT(slurp(folder_ + "/said"), Not(HasSubstr("has more in it")));
  expect_a_part();
}

TEST_F(LastPart, AStateThatDoesNotFitIsSaid) {
  const Result result = greenlens("record two_threads -o x --last 2KB");
  EXPECT_EQ(result.code, 0) << result.err;
  // It is said while it grows, or at its end, whichever comes first.
  EXPECT_THAT(result.err, HasSubstr("more"));
  EXPECT_THAT(result.err, HasSubstr("than --last says"));
  EXPECT_THAT(result.err,
              HasSubstr("the state that it would have to begin with takes too much room"));
}

TEST_F(LastPart, WhatIsNeitherTimeNorSizeAndWhatIsNoFileAreRefused) {
  std::ofstream(folder_ + "/x") << "precious";
  EXPECT_EQ(greenlens("record jump -o x --last=''").code, 2);
  for (const char* last : {"soon", "0s", "0", "-5s", "-5", "-5MB", "5parsecs", "s"}) {
    const Result refused = greenlens(std::string("record jump -o x --last=") + last);
    EXPECT_EQ(refused.code, 2) << last;
    EXPECT_THAT(refused.err, HasSubstr("write a time like 30s")) << last;
    EXPECT_EQ(slurp(folder_ + "/x"), "precious") << last;
  }
  for (const char* limit : {"soon", "0", "-5", "5parsecs"}) {
    const Result refused = greenlens(std::string("record jump -o x --limit=") + limit);
    EXPECT_EQ(refused.code, 2) << limit;
    EXPECT_THAT(refused.err, HasSubstr("is no size: write one like 500KB")) << limit;
    EXPECT_EQ(slurp(folder_ + "/x"), "precious") << limit;
  }
  EXPECT_THAT(greenlens("record jump -o /dev/null --last 1s").err, HasSubstr("is no file"));
  EXPECT_EQ(greenlens("record jump -o - --last 1s >/dev/null").code, 2);
}

}  // namespace
}  // namespace greenlens::cli
