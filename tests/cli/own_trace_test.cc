// Programs that nobody starts to watch them, and that record themselves: asked by a call
// (self_recording_program.cc), or by the environment (tests/tracer/live/ending_target.cc).
#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class OwnTrace : public Command {
 protected:
  Result run(const std::string& way, const std::string& file = "x") {
    return shell("timeout 60 " GREENLENS_SELF_RECORDING_PROGRAM " " + way + " " + file);
  }
  // The other program, with these words before the command.
  Result run_asked(const std::string& environment, const std::string& wish) {
    return shell(environment + " timeout 60 " GREENLENS_ENDING_TARGET " " + wish);
  }
  bool is_there(const std::string& name) { return std::filesystem::exists(folder_ + "/" + name); }
  nlohmann::json last(const std::string& file) {
    const Result shown = greenlens("show " + file + " --step last --json");
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_EQ(shown.err, "") << file << " is not whole";
    return shown.code == 0 ? nlohmann::json::parse(shown.out) : nlohmann::json();
  }
  // What the program printed, as the recording has it; nothing in it contradicts the rules.
  std::vector<std::string> printed(const std::string& file) {
    EXPECT_EQ(greenlens("check " + file).code, 0) << file;
    std::vector<std::string> lines;
    const nlohmann::json end = last(file);
    for (const auto& line : end["output"]) lines.push_back(line);
    return lines;
  }
  std::string says(const std::string& file) { return last(file)["sentence"]["headline"]; }
};

TEST_F(OwnTrace, BeginsAndEndsWhereTheProgramSaysSoAsOftenAsItDoes) {
  EXPECT_EQ(run("twice").code, 0);
  EXPECT_THAT(printed("x1"), ElementsAre("first"));
  EXPECT_THAT(printed("x2"), ElementsAre("second"));
  EXPECT_EQ(says("x2"), "The recording was ended here; the program goes on.");
  // There and back for each round, and what ends the other greenlet.
  EXPECT_THAT(greenlens("check x1").out, HasSubstr(" 12 switches"));
  EXPECT_THAT(greenlens("check x2").out, HasSubstr(" 24 switches"));
  EXPECT_EQ(std::filesystem::status(folder_ + "/x1").permissions(), std::filesystem::perms(0600));
}

TEST_F(OwnTrace, IsHadFromCAsWell) {
  const Result result = shell("timeout 60 " GREENLENS_SELF_RECORDING_IN_C " x");
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("cannot record into /nowhere/x: No such file or directory.\n"));
  EXPECT_THAT(printed("x"), ElementsAre("in C"));
  EXPECT_EQ(greenlens("export x -o x.jsonl").code, 0);
  EXPECT_THAT(slurp(folder_ + "/x.jsonl"), HasSubstr("\"title\":\"written in C\""));
}

TEST_F(OwnTrace, HasAllThreadsWhoeverEndsIt) {
  EXPECT_EQ(run("threads").code, 0);
  EXPECT_THAT(printed("x"), ElementsAre("old", "new", "main"));
  EXPECT_EQ(last("x")["threads"].size(), 3u);
  EXPECT_THAT(printed("x2"), ElementsAre("main again"));
}

TEST_F(OwnTrace, OfAFlightRecorderIsWrittenWhenSomebodyAsks) {
  const Result asked = run("asked");
  EXPECT_EQ(asked.code, 0) << "7: nothing was written; 8: too early";
  EXPECT_THAT(printed("x"), Contains("late"));
  EXPECT_EQ(last("x")["lines_printed"], 2) << "the keyframe has how many there were";
  EXPECT_LT(std::filesystem::file_size(folder_ + "/x"), 300u << 10);
  EXPECT_THAT(greenlens("check x").out, HasSubstr("What was before"));
  EXPECT_EQ(run("signal", "y").code, 0);
  EXPECT_THAT(printed("y"), ElementsAre("before the signal"));
}

TEST_F(OwnTrace, OfAFlightRecorderIsWrittenWhenTheProgramEndsBadly) {
  EXPECT_EQ(run("well").code, 0);
  EXPECT_FALSE(is_there("x")) << "nobody has asked, and nothing went wrong";
  EXPECT_EQ(run("status").code, 3);
  EXPECT_THAT(says("x"), HasSubstr("exit code 3"));
  std::filesystem::remove(folder_ + "/x");
  EXPECT_EQ(run("crash").code, 128 + 11);
  EXPECT_THAT(says("x"), HasSubstr("crashed: SIGSEGV"));
  EXPECT_THAT(printed("x"), ElementsAre("before the end"));
  std::filesystem::remove(folder_ + "/x");
  EXPECT_EQ(run("throw").code, 128 + 6);
  EXPECT_THAT(says("x"), HasSubstr("ended with an error: nobody catches this"));
  std::filesystem::remove(folder_ + "/x");
  EXPECT_EQ(run("terminated").code, 128 + 15);
  EXPECT_THAT(says("x"), HasSubstr("killed: SIGTERM"));
}

TEST_F(OwnTrace, OfAForkedChildIsItsOwn) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP()
      << "AddressSanitizer's allocator hangs in the forked child of a process with threads";
#endif
  EXPECT_EQ(run("child").code, 0) << "6: it has ended its parent's";
  EXPECT_THAT(printed("x"), ElementsAre("parent", "parent again"));
  EXPECT_THAT(printed("x.child"), ElementsAre("child"));
}

TEST_F(OwnTrace, ThatCannotBeSaysWhyAndWhatToDo) {
  const Result refused = run("refused");
  EXPECT_EQ(refused.code, 0) << "8: something was written";
  EXPECT_EQ(refused.out,
            "nothing is recorded: call start_trace() before.\n"
            "nothing is recorded: call start_trace() before.\n"
            "cannot record into /nowhere/at/all/x: No such file or directory.\n"
            "`soon` is neither a time nor a size: write one like 30s or 100MB.\n"
            "`much` is no detail: say full, phases, switches or auto.\n"
            "cannot record into x: no program can handle signal 9: choose SIGUSR1 or SIGUSR2.\n"
            "cannot record into x: the program handles signal 10 itself: choose another one.\n"
            "this program is recorded already: end that recording first.\n"
            "fine\n");
}

TEST_F(OwnTrace, WritesToNoDescriptorThatIsTheProgramsOwn) {
  const Result closed = run("close");
  EXPECT_EQ(closed.code, 0) << "4: it has";
  EXPECT_EQ(closed.out, "fine\n");
  EXPECT_THAT(printed("x"), ElementsAre("before", "behind"));
  EXPECT_EQ(run_asked("GREENLENS_TRACE=y", "sockets").code, 0);
  EXPECT_THAT(says("y"), HasSubstr("come to its end"));
}

TEST_F(OwnTrace, IsMadeWithoutDescriptorsOfItsOwnWhereTheSystemRefusesThem) {
  EXPECT_EQ(run("shared").code, 0);
  EXPECT_THAT(printed("x1"), ElementsAre("first"));
  EXPECT_THAT(printed("x2"), ElementsAre("second"));
  const Result closed = run("shared-close", "y");
  EXPECT_EQ(closed.code, 0) << "4: it has written to what was not its own any more";
  EXPECT_EQ(closed.out, "cannot record into y: the program has closed the file's descriptor.\n");
}

TEST_F(OwnTrace, EndsWhileSomebodyAsksForIt) {
  EXPECT_EQ(run("signals").code, 0) << "138: the signal has ended the program";
  EXPECT_THAT(printed("x"), ElementsAre("asked for"));
}

TEST_F(OwnTrace, OnAFullDiskIsWhatCouldBeWritten) {
  const Result full = shell("ulimit -f 64; timeout 60 " GREENLENS_SELF_RECORDING_PROGRAM " full x");
  EXPECT_EQ(full.code, 0);
  EXPECT_EQ(full.out, "not complete\ncannot record into x: File too large.\n");
  const Result shown = greenlens("show x --step last");
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.err, HasSubstr("are usable"));
}

TEST_F(OwnTrace, IsAskedForByTheEnvironmentAndHasHowTheProgramEnded) {
  struct End {
    const char* wish;
    int code;
    const char* says;
  };
  for (const End& end :
       {End{"plainly", 0, "come to its end"}, End{"'exit' 3", 3, "exit code 3"},
        End{"'exit from main' 4", 4, "exit code 4"}, End{"signal 15", 143, "killed: SIGTERM"},
        End{"signal 11", 139, "crashed: SIGSEGV"}, End{"abort", 134, "crashed: SIGABRT"},
        End{"quick_exit 3", 3, "nobody could see how"}, End{"'fork' 100", 0, "come to its end"},
        End{"'fork while others tell'", 0, "come to its end"},
        End{"'clone and switch on'", 0, "come to its end"}, End{"close", 0, "come to its end"}}) {
    EXPECT_EQ(run_asked("GREENLENS_TRACE=x", end.wish).code, end.code) << end.wish;
    EXPECT_THAT(says("x"), HasSubstr(end.says)) << end.wish;
    EXPECT_EQ(greenlens("check x").code, 0) << end.wish;
  }
  // What kills at once may take the last moments with it, and never the file.
  for (const char* wish : {"_exit 3", "signal 9", "exec /bin/true"}) {
    std::filesystem::remove(folder_ + "/x");
    run_asked("GREENLENS_TRACE=x", wish);
    EXPECT_THAT(greenlens("info x").err + greenlens("show x --step last").err,
                Not(HasSubstr("No such file")))
        << wish;
    EXPECT_TRUE(is_there("x")) << wish;
  }
}

TEST_F(OwnTrace, OfTheEnvironmentHeedsWhatElseItSays) {
  EXPECT_EQ(
      run_asked("GREENLENS_TRACE=x-%p GREENLENS_DETAIL=full GREENLENS_BYTES=full", "plainly").code,
      0);
  std::string name;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    name = entry.path().filename();
  }
  EXPECT_THAT(name, AllOf(StartsWith("x-"), Not(HasSubstr("%"))));
  EXPECT_THAT(printed(name), ElementsAre(StartsWith("pid "), "about to end"));
  EXPECT_THAT(printed(name)[0], "pid " + name.substr(2));

  EXPECT_EQ(run_asked("GREENLENS_TRACE=y GREENLENS_TRACE_WHEN=asked", "plainly").code, 0);
  EXPECT_FALSE(is_there("y"));
  EXPECT_EQ(run_asked("GREENLENS_TRACE=y GREENLENS_TRACE_WHEN=asked", "abort").code, 134);
  EXPECT_TRUE(is_there("y"));

  // A program that is started from there does not record over it.
  EXPECT_EQ(shell("GREENLENS_TRACE=z timeout 60 " GREENLENS_ENDING_TARGET " exec sh -c 'echo "
                  "\"[$GREENLENS_TRACE]\"'")
                .out,
            "[]\n");
}

TEST_F(OwnTrace, OfTheEnvironmentThatCannotBeIsSaidOnceAndTheProgramRuns) {
  struct Wrong {
    const char* environment;
    const char* says;
  };
  for (const Wrong& wrong :
       {Wrong{"GREENLENS_TRACE=/nowhere/x",
              "greenlens: cannot record into /nowhere/x: No such file or directory.\n"},
        Wrong{"GREENLENS_TRACE=x GREENLENS_TRACE_LAST=soon",
              "greenlens: `soon` is neither a time nor a size: write one like 30s or 100MB.\n"},
        Wrong{"GREENLENS_TRACE=x GREENLENS_TRACE_WHEN=never",
              "greenlens: `never` is no time to write: say asked or always.\n"},
        Wrong{"GREENLENS_TRACE=x GREENLENS_TRACE_SIGNAL=USR9",
              "greenlens: `USR9` is no signal: write one like USR2.\n"},
        Wrong{"GREENLENS_TRACE=x GREENLENS_BYTES=some",
              "greenlens: `some` says nothing of bytes: say full, hash or none.\n"}}) {
    const Result result = run_asked(wrong.environment, "'exit' 5");
    EXPECT_EQ(result.code, 5);
    EXPECT_EQ(result.err, wrong.says);
    EXPECT_FALSE(is_there("x"));
  }
}

TEST_F(OwnTrace, OfAnotherProgramIsNotWrittenOver) {
  const Result both = shell("GREENLENS_TRACE=x " GREENLENS_ENDING_TARGET
                            " 'go on' & first=$!\n"
                            "for i in $(seq 600); do [ -s x ] && break; sleep 0.05; done\n"
                            "GREENLENS_TRACE=x timeout 60 " GREENLENS_ENDING_TARGET
                            " plainly; kill $first; wait $first\n"
                            "true");
  EXPECT_EQ(both.err, "greenlens: cannot record into x: another program records into it.\n");
  EXPECT_THAT(says("x"), HasSubstr("killed: SIGTERM"));
}

}  // namespace
}  // namespace greenlens::cli
