// Who calls off what takes long finds what was there before, and nothing beside it.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;

class CalledOff : public Command {
 protected:
  // In a folder of its own, where something is there before; "in.gltrace" lies beside that.
  void SetUp() override {
    Command::SetUp();
    std::filesystem::create_directory(folder_ + "/to");
    std::ofstream(folder_ + "/to/out.jsonl") << "precious";
  }
  // Forty megabytes that nothing makes smaller.
  void make_a_long_one() {
    store::Timeline story = testing::sample_timeline();
    std::minstd_rand random(1);
    facts::SliceSaved slice;
    slice.owner = 2;
    for (int i = 0; i < 40; ++i) {
      slice.bytes.resize(1 << 20);
      for (char& byte : slice.bytes) byte = static_cast<char>(random() >> 8);
      story.append({1, 1, 0, 0, slice});
    }
    std::ofstream(folder_ + "/in.gltrace", std::ios::binary) << testing::as_file(story);
  }
  // Runs it a moment at a time, until it has begun to write; then it gets the signal.
  Result interrupted(const std::string& arguments, const std::string& signal) {
    // Not in the background of a shell without jobs: there SIGINT is ignored.
    return shell("set -m\n(kill -STOP $BASHPID; exec \"$GREENLENS\" " + arguments + R"sh() & job=$!
      stopped() { grep -q '^State:.T' /proc/$job/status 2>/dev/null; }
      until stopped; do :; done
      until compgen -G 'to/out.jsonl.*' >/dev/null; do
        kill -CONT $job; kill -STOP $job || exit 99
        until stopped; do [ -e /proc/$job ] || exit 99; done
      done
      kill -)sh" +
                 signal +
                 R"sh( $job; kill -CONT $job
      while wait $job; code=$?; [ $code = 147 ]; do :; done  # that it was stopped
      exit $code)sh");
  }
  void expect_as_it_was(const Result& result) {
    EXPECT_EQ(result.code, 1);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr("greenlens: to/out.jsonl was not written: that was called "
                                      "off. What was there before is as it was.\n"));
    EXPECT_EQ(slurp(folder_ + "/to/out.jsonl"), "precious");
    EXPECT_EQ(shell("ls -A to").out, "out.jsonl\n") << "something stays beside it";
  }
};

TEST_F(CalledOff, AnExportLeavesNothing) {
  make_a_long_one();
  for (const char* signal : {"INT", "TERM", "HUP"}) {
    expect_as_it_was(interrupted("export in.gltrace -o to/out.jsonl", signal));
  }
}

TEST_F(CalledOff, ACutLeavesNothing) {
  make_a_long_one();
  for (const char* signal : {"INT", "TERM", "HUP"}) {
    expect_as_it_was(interrupted("cut in.gltrace --range 40: -o to/out.jsonl", signal));
  }
}

TEST_F(CalledOff, NamesThatComeLaterLeaveNothing) {
  const Result made = shell(
      "command -v strip >/dev/null || exit 77\n"
      "cp " GREENLENS_LONG_PROGRAM
      " whole; cp whole prog; strip prog\n"
      "\"$GREENLENS\" record ./prog . -o in.gltrace --detail full >said & recorder=$!\n"
      "until [ \"$(stat -c %s in.gltrace 2>/dev/null || echo 0)\" -gt 200000 ]; do sleep 0.1; "
      "done\n"
      "touch go; wait $recorder");
  if (made.code == 77) GTEST_SKIP() << "there is nothing to strip a program with";
  ASSERT_EQ(made.code, 0) << made.err;
  expect_as_it_was(interrupted("symbols in.gltrace --from whole -o to/out.jsonl", "INT"));
}

// At a terminal, by its key.
TEST_F(CalledOff, CtrlCEndsAnExport) {
  make_a_long_one();
  const Result result = shell(R"(
      command -v script >/dev/null || exit 77
      (until compgen -G 'to/out.jsonl.*' >/dev/null; do :; done
       printf '\003'; until [ -e code ]; do sleep 0.05; done) | script -qefc \
      'trap : INT; "$GREENLENS" export in.gltrace -o to/out.jsonl; echo $? >code' said >/dev/null)");
  if (result.code == 77) GTEST_SKIP() << "there is no program that makes a terminal";
  EXPECT_EQ(slurp(folder_ + "/code"), "1\n");
  EXPECT_THAT(slurp(folder_ + "/said"), HasSubstr("was called off"));
  EXPECT_EQ(slurp(folder_ + "/to/out.jsonl"), "precious");
  EXPECT_EQ(shell("ls -A to").out, "out.jsonl\n");
}

}  // namespace
}  // namespace greenlens::cli
