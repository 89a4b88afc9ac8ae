// Where recordings go: what is there before, what comes in the way, and who is told.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Record : public Command {
 protected:
  // In bash: waits for a file, or for a line to be true; fails after half a minute.
  Result script(const std::string& lines) {
    return shell(
        "until_true() { for i in $(seq 600); do eval \"$1\" && return; sleep 0.05; done; "
        "echo \"never: $1\" >&2; exit 99; }\n"
        "LONG=" GREENLENS_LONG_PROGRAM "\n" +
        lines);
  }
  bool is_there(const std::string& name) { return std::filesystem::exists(folder_ + "/" + name); }
  int steps_of(const std::string& name) {
    const Result shown = greenlens("show " + name + " --step last --json");
    if (shown.code != 0) return -1;
    return nlohmann::json::parse(shown.out)["steps"];
  }
};

TEST_F(Record, WhatCannotBeRecordedLeavesTheOldFileAlone) {
  std::ofstream(folder_ + "/keep.gltrace") << "precious";
  EXPECT_EQ(greenlens("record ./nothere -o keep.gltrace").code, 2);
  EXPECT_EQ(slurp(folder_ + "/keep.gltrace"), "precious");
  EXPECT_EQ(greenlens("record /bin/true -o keep.gltrace").code, 4);
  EXPECT_EQ(slurp(folder_ + "/keep.gltrace"), "precious");
  EXPECT_FALSE(is_there("keep.gltrace.part"));
  EXPECT_EQ(greenlens("record /bin/true -o new.gltrace").code, 4);
  EXPECT_FALSE(is_there("new.gltrace")) << "an empty file was left";
}

TEST_F(Record, TheNewOneTakesTheOldOnesPlaceAndItsPermissions) {
  std::ofstream(folder_ + "/real") << "old";
  std::filesystem::permissions(folder_ + "/real", std::filesystem::perms(0640));
  std::filesystem::create_symlink("real", folder_ + "/link");
  EXPECT_EQ(greenlens("record jump -o link").code, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(folder_ + "/link"));
  EXPECT_EQ(std::filesystem::status(folder_ + "/real").permissions(), std::filesystem::perms(0640));
  EXPECT_GT(steps_of("real"), 20);
  EXPECT_EQ(greenlens("record jump -o new").code, 0);
  EXPECT_EQ(std::filesystem::status(folder_ + "/new").permissions(), std::filesystem::perms(0600));
  EXPECT_FALSE(is_there("real.part") || is_there("new.part"));
}

TEST_F(Record, WhatIsRecordedSoFarIsInTheFileWhileItGrows) {
  const Result result = script(R"(
      "$GREENLENS" record $LONG . -o x >/dev/null &
      until_true '[ -e x ]'
      "$GREENLENS" show x --step last 2>said; echo $? >status
      touch go; wait)");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(slurp(folder_ + "/said"), HasSubstr("usable"));
  EXPECT_EQ(slurp(folder_ + "/status"), "0\n");
}

TEST_F(Record, StandardOutputIsTheStreamAndNothingElse) {
  for (const char* to : {"-", "/dev/stdout", "/proc/self/fd/1"}) {
    const Result piped = script(std::string("touch go; set -o pipefail; \"$GREENLENS\" record ") +
                                "$LONG . -o " + to + " | cat >x");
    EXPECT_EQ(piped.code, 0) << piped.err;
    EXPECT_THAT(piped.err, AllOf(HasSubstr("this is what it prints"), HasSubstr("switches")));
    EXPECT_EQ(piped.out, "");
    const Result shown = greenlens("show x --step last");
    EXPECT_EQ(shown.code, 0) << to;
    EXPECT_EQ(shown.err, "") << to << " is not whole";
  }
  EXPECT_EQ(script("\"$GREENLENS\" record jump -o - >y").code, 0);
  EXPECT_GT(steps_of("y"), 20);
}

TEST_F(Record, WhatIsMissingIsSaidInTheSummary) {
  std::ofstream(folder_ + "/lossy", std::ios::binary)
      << testing::as_file(testing::lossy_timeline());
  const Result result = greenlens("record " GREENLENS_SENDING_PROGRAM " lossy -o x");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out + result.err, HasSubstr("7 events were lost"));
  EXPECT_THAT(greenlens("show x --step last").out, HasSubstr("7 events that happened"));
}

TEST_F(Record, ATerminalIsNoPlaceForATrace) {
  const Result result = script(R"(command -v script >/dev/null || exit 77
        script -qec '"$GREENLENS" record jump -o -' /dev/null)");
  if (result.code == 77) GTEST_SKIP() << "there is no program that makes a terminal";
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.out, HasSubstr("is a terminal"));
}

TEST_F(Record, ASecondOneOnTheSameFileIsRefused) {
  const Result result = script(R"(
      "$GREENLENS" record $LONG . -o x >first &
      until_true '[ -e x ]'
      ln -s x other
      for name in x other; do "$GREENLENS" record jump -o $name; echo $?; done
      touch go; wait %1)");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "2\n2\n");
  EXPECT_THAT(result.err, HasSubstr("another greenlens"));
  EXPECT_EQ(greenlens("show x --step last").err, "") << "the first one's is damaged";
  EXPECT_EQ(greenlens("record jump -o x").code, 0) << "the lock outlives the recorder";
}

TEST_F(Record, AFullDiskIsSaidAtOnceAndTheProgramGoesOn) {
  const Result result = script(R"(
      "$GREENLENS" record $LONG . -o /dev/full 2>said &
      until_true 'grep -q "No space left on device" said'
      until_true '[ -e pid ]'
      kill -0 $(cat pid) && [ ! -e done ] && touch go
      wait %1)");
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_TRUE(is_there("done"));
  const std::string said = slurp(folder_ + "/said");
  EXPECT_THAT(said, HasSubstr("goes on unwatched"));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

TEST_F(Record, AFullDiskStopsTheProgramWhereThatWasAskedFor) {
  const Result result =
      script("\"$GREENLENS\" record $LONG . -o /dev/full --unwatched stop; echo $?; touch go");
  EXPECT_THAT(result.out, ::testing::EndsWith("1\n"));  // it may have printed before
  EXPECT_THAT(result.err, AllOf(HasSubstr("No space left on device"), HasSubstr("was stopped")));
  EXPECT_FALSE(is_there("done"));
}

TEST_F(Record, WhatWasWrittenBeforeTheDiskWasFullCanBeRead) {
  const Result result = script(R"(
      (ulimit -f 200; exec "$GREENLENS" record $LONG . -o x 2>said) &
      until_true 'grep -q "File too large" said'
      touch go; wait %1)");
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_TRUE(is_there("done")) << "the program was ended by a signal that was its recorder's";
  EXPECT_LE(std::filesystem::file_size(folder_ + "/x"), 200u * 1024);
  const int kept = steps_of("x");
  EXPECT_GT(kept, 20);
  EXPECT_THAT(slurp(folder_ + "/said"), HasSubstr(std::to_string(kept) + " events are kept"));
}

TEST_F(Record, AProgramWhoseRecorderIsKilledGoesOnUnwatched) {
  const Result result = script(R"(
      "$GREENLENS" record $LONG . -o x & recorder=$!
      until_true '[ -e x -a -e pid ]'
      kill -9 $recorder; wait $recorder
      kill -0 $(cat pid) || exit 98
      touch go
      until_true '[ -e done ]')");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_GT(steps_of("x"), 0);
  EXPECT_EQ(greenlens("record jump -o x").code, 0) << "the lock outlives the recorder";
}

TEST_F(Record, OrEndsWithItWhereThatWasAskedFor) {
  const Result result = script(R"(
      "$GREENLENS" record $LONG . -o x --unwatched stop & recorder=$!
      until_true '[ -e x -a -e pid ]'
      kill -9 $recorder; wait $recorder
      until_true '[ ! -e /proc/$(cat pid) ] || grep -q "^State:.*Z" /proc/$(cat pid)/status')");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_GT(steps_of("x"), 0);
}

TEST_F(Record, SaysOnATerminalHowFarItIs) {
  const Result result = script(R"(
      command -v script >/dev/null || exit 77
      script -qefc '"$GREENLENS" record '$LONG' . -o x' typescript >/dev/null &
      until_true 'grep -q "switches, .* recorded, [1-9]" typescript'
      touch go; wait %1)");
  if (result.code == 77) GTEST_SKIP() << "there is no program that makes a terminal";
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(slurp(folder_ + "/typescript"), HasSubstr("\r\x1b[K")) << "it was not taken away";
  const Result quiet = script("rm go; (sleep 1; touch go) & \"$GREENLENS\" record $LONG . -o x");
  EXPECT_THAT(quiet.err, IsEmpty()) << "this is no terminal";
}

}  // namespace
}  // namespace greenlens::cli
