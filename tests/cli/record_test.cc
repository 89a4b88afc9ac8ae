// Where recordings go: what is there before, what comes in the way, and who is told.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/command.h"

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
  const Result result = greenlens("record " GREENLENS_LOSSY_PROGRAM " -o x");
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
      "$GREENLENS" record $LONG . -o x 2>said & recorder=$!
      until_true '[ -e x ]'
      limit=$(($(stat -c %s x) + 50000)); echo $limit >limit
      prlimit --pid $recorder --fsize=$limit || exit 77
      until_true 'grep -q "File too large" said'
      touch go; wait $recorder)");
  if (result.code == 77) GTEST_SKIP() << "there is no program that limits another one";
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_TRUE(is_there("done")) << "the program was ended by a signal that was its recorder's";
  EXPECT_LE(std::filesystem::file_size(folder_ + "/x"), std::stoull(slurp(folder_ + "/limit")));
  const int kept = steps_of("x");
  EXPECT_GT(kept, 20);
  EXPECT_THAT(slurp(folder_ + "/said"), HasSubstr(std::to_string(kept) + " events are kept"));
}

// In whatever detail; and what there is then can be read and follows the rules.
TEST_F(Record, AProgramWhoseRecorderIsKilledGoesOnUnwatched) {
  for (const char* detail : {"full", "phases", "switches", "auto"}) {
    const Result result = script(std::string("rm -f x pid go done; detail=") + detail + R"(
      "$GREENLENS" record $LONG . -o x --detail $detail & recorder=$!
      until_true '[ -e x -a -e pid ]'; sleep 0.2
      kill -9 $recorder; wait $recorder
      kill -0 $(cat pid) || exit 98
      touch go
      until_true '[ -e done ]')");
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_GT(steps_of("x"), 20) << detail;
    const Result checked = greenlens("check x");
    EXPECT_EQ(checked.code, 0) << detail;
    EXPECT_THAT(checked.out, HasSubstr("nothing contradicts")) << detail;
  }
  EXPECT_EQ(greenlens("record jump -o x").code, 0) << "the lock outlives the recorder";
}

TEST_F(Record, OfAProgramThatIsKilledAllIsThereInWhateverDetail) {
  for (const char* detail : {"full", "phases", "switches"}) {
    const Result recorded = greenlens(
        std::string("record " GREENLENS_ENDING_TARGET " signal 9 -o x --detail ") + detail);
    EXPECT_EQ(recorded.code, 4) << detail;
    const auto end = nlohmann::json::parse(greenlens("show x --step last --json").out);
    EXPECT_EQ(end["event"]["how"], "killed") << detail;
    EXPECT_EQ(end["events_lost"], 0) << detail;
    EXPECT_EQ(greenlens("check x").code, 0) << detail;
  }
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

// A small limit of the size of files is no reason to record nothing.
TEST_F(Record, GoesOnWithLessMemoryWhereFilesMayNotBeLarge) {
  const Result result =
      script("touch go; ulimit -f 4096; \"$GREENLENS\" record $LONG . -o x >/dev/null");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_GT(steps_of("x"), 100);
}

TEST_F(Record, SaysHowAProgramEndedThatEndedItselfAndWhatIsNotRecorded) {
  const Result left = greenlens("record " GREENLENS_ENDING_TARGET " _exit 5 -o x");
  EXPECT_EQ(left.code, 0) << left.err;
  EXPECT_THAT(left.out, HasSubstr("switches"));
  EXPECT_EQ(left.err, "last was running when the program ended itself with exit code 5.\n");
  const Result forked = greenlens("record " GREENLENS_ENDING_TARGET " fork 10 -o x");
  EXPECT_EQ(forked.code, 0) << forked.err;
  EXPECT_EQ(forked.err, "One child process was not recorded.\n");
  EXPECT_EQ(greenlens("show x --step last").code, 0);
  EXPECT_EQ(greenlens("check x").code, 0);
  const Result replaced = greenlens("record " GREENLENS_ENDING_TARGET " exec true -o x");
  EXPECT_EQ(replaced.code, 0) << replaced.err;
  EXPECT_THAT(replaced.err, HasSubstr("replaced by another one in the same process: true."));
  const Result killed = greenlens("record " GREENLENS_ENDING_TARGET " signal 15 -o x");
  EXPECT_EQ(killed.code, 4);
  EXPECT_THAT(killed.err, AllOf(HasSubstr("was killed"), HasSubstr("SIGTERM: Terminated")));
  const Result shown = greenlens("show x --step last --json");
  const auto event = nlohmann::json::parse(shown.out)["event"];
  EXPECT_EQ(event["how"], "killed");
  EXPECT_GT(event["frames"], 2);
}

// How much is recorded when nobody says anything is not the same for a scenario and for a program
// that may switch millions of times and hold secrets.
TEST_F(Record, KeepsTheBytesOfSomebodyElsesProgramOnlyIfTheyAreAskedFor) {
  // In what detail at step 30, what of bytes, and whether there are any.
  const auto kept = [&](const std::string& command) {
    const Result recorded = greenlens("record " + command + " -o x");
    EXPECT_EQ(recorded.code, 0) << recorded.err;
    const auto shown = nlohmann::json::parse(greenlens("show x --step 30 --json").out);
    EXPECT_EQ(greenlens("export x -o x.jsonl --raw").code, 0);
    bool has_bytes = false;
    std::ifstream lines(folder_ + "/x.jsonl");
    for (std::string line; std::getline(lines, line);) {
      const auto event = nlohmann::json::parse(line);
      has_bytes |= event.value("name", "") == "slice_saved" && event["bytes"] != "";
    }
    const auto& thread = shown["threads"][0];
    return std::string(thread["detail"]) + ", " + std::string(thread["slice_bytes"]) +
           (has_bytes ? " there" : "");
  };
  const std::string program = GREENLENS_ENDING_TARGET " rounds 20";
  EXPECT_EQ(kept(program), "full, hash");
  EXPECT_EQ(kept(program + " --bytes full"), "full, full there");
  EXPECT_EQ(kept(program + " --bytes none"), "full, none");
  EXPECT_EQ(kept("jump"), "full, full there");
  EXPECT_EQ(kept("jump --bytes hash"), "full, hash");
  EXPECT_EQ(kept(program + " --detail switches"), "switches, hash");
  EXPECT_EQ(greenlens("record " GREENLENS_ENDING_TARGET " rounds 600 -o x").code, 0);
  EXPECT_THAT(greenlens("show x --step last").out, HasSubstr("notes of switches"));
}

TEST_F(Record, ALimitEndsTheRecordingInOrderAndNotTheProgram) {
  const Result result = script(R"(
      "$GREENLENS" record $LONG . -o x --detail full --limit 100KB >said 2>&1; echo $?
      kill -0 $(cat pid) || exit 98
      touch go
      until_true '[ -e done ]')");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, "0\n");
  EXPECT_THAT(slurp(folder_ + "/said"), AllOf(HasSubstr("x is as large as it may be"),
                                              HasSubstr("The recording was ended here")));
  EXPECT_GT(std::filesystem::file_size(folder_ + "/x"), 100u << 10);
  EXPECT_LT(std::filesystem::file_size(folder_ + "/x"), 1000u << 10);
  EXPECT_EQ(greenlens("show x --step last").err, "") << "it is not whole";
  EXPECT_EQ(greenlens("record jump -o y --limit many").code, 2);
  const Result stops = script(R"(
      rm -f go done pid; "$GREENLENS" record $LONG . -o x --limit 100KB --unwatched stop >said 2>&1
      until_true '[ ! -e /proc/$(cat pid) ] || grep -q "^State:.*Z" /proc/$(cat pid)/status')");
  EXPECT_EQ(stops.code, 0) << slurp(folder_ + "/said");
}

// Ctrl-C at a terminal goes to both, and to the shell that waits for them: only some shells outlive
// it without a trap.
TEST_F(Record, CtrlCKeepsWhatThereIsAndSaysSo) {
  const Result result = script(R"(
      command -v script >/dev/null || exit 77
      (until_true '[ -e x -a -e pid ]'; printf '\003'; until_true '[ -e code ]') |
        script -qefc 'trap : INT; "$GREENLENS" record '$LONG' . -o x; echo $? >code' typescript >/dev/null)");
  if (result.code == 77) GTEST_SKIP() << "there is no program that makes a terminal";
  EXPECT_EQ(slurp(folder_ + "/code"), "4\n");
  EXPECT_THAT(slurp(folder_ + "/typescript"),
              AllOf(HasSubstr("switches, "), HasSubstr(": x"), HasSubstr("SIGINT: Interrupt")));
  EXPECT_GT(steps_of("x"), 0);
  EXPECT_EQ(greenlens("show x --step last").err, "") << "it is not whole";
}

TEST_F(Record, ARecorderThatIsAskedToEndLeavesTheProgramAndAWholeFile) {
  for (const char* signal : {"INT", "TERM", "HUP"}) {
    const Result result = script(std::string("rm -f x pid go done\n") +
                                 // Not in the background of a shell without jobs: there SIGINT is
                                 // ignored.
                                 "set -m; \"$GREENLENS\" record $LONG . -o x >said 2>&1 & "
                                 "recorder=$!\n"
                                 "until_true '[ -e x -a -e pid ]'\n"
                                 "kill -" +
                                 signal + R"( $recorder; wait $recorder; echo $?
      kill -0 $(cat pid) || exit 98
      touch go
      until_true '[ -e done ]')");
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.out, "0\n") << signal;
    EXPECT_THAT(slurp(folder_ + "/said"),
                AllOf(HasSubstr(": x"), HasSubstr("The recording was ended here")));
    EXPECT_EQ(greenlens("show x --step last").err, "") << "it is not whole";
  }
}

TEST_F(Record, OrTheProgramEndsWithItWhereThatWasAskedFor) {
  const Result result = script(R"(
      set -m; "$GREENLENS" record $LONG . -o x --unwatched stop >said 2>&1 & recorder=$!
      until_true '[ -e x -a -e pid ]'
      kill -TERM $recorder; wait $recorder
      until_true '[ ! -e /proc/$(cat pid) ] || grep -q "^State:.*Z" /proc/$(cat pid)/status')");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(greenlens("show x --step last").err, "") << "it is not whole";
}

}  // namespace
}  // namespace greenlens::cli
