// A program with a switch of its own, as a student records and looks at it.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class OwnSwitch : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    const Result made = record("thread_switch", "thread_switch");
    if (made.err.find("ptrace") != std::string::npos ||
        made.err.find("x86-64") != std::string::npos) {
      GTEST_SKIP() << made.err;
    }
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("9 switches, 0 bytes copied"));
    EXPECT_THAT(made.out, HasSubstr("a 0\nb 0\nc 0\n"));  // its own output, in its own order
  }
  Result record(const std::string& its, const std::string& named, const std::string& file = "own") {
    return greenlens("record --switch " + named + " -o " + file + " " GREENLENS_USER_THREADS " " +
                     its);
  }
  nlohmann::json shown(const std::string& step) {
    const Result made = greenlens("show own --grain switch --json --step " + step);
    EXPECT_EQ(made.code, 0) << made.err;
    return nlohmann::json::parse(made.out);
  }
};

TEST_F(OwnSwitch, EachContextIsShownWithItsStack) {
  const Result text = greenlens("show own --step last");
  EXPECT_THAT(text.out, HasSubstr("thread_b’s stack, the variable all_threads[2].stack"));
  EXPECT_THAT(text.out, HasSubstr("context   state      stack"));
  EXPECT_THAT(text.out, Not(HasSubstr("0x2aaa"))) << "an address that says nothing to anybody";
  const nlohmann::json at = shown("4");
  EXPECT_EQ(at["current"], "thread_a");
  ASSERT_EQ(at["greenlets"].size(), 4u);
  for (const nlohmann::json& one : at["greenlets"]) {
    if (one["name"] == "main") continue;
    const nlohmann::json& stack = at["stacks"][std::to_string(int{one["stack"]})];
    EXPECT_EQ(stack["name"].get<std::string>().substr(0, 12), "all_threads[");
    EXPECT_EQ(int64_t{stack["high"]} - int64_t{stack["low"]}, 16384);
    EXPECT_EQ(one["registers"][0]["name"], "rbp");
  }
}

TEST_F(OwnSwitch, ItsCodeAndItsRegistersAreThere) {
  const Result text = greenlens("show own --grain instruction --step 14 --registers --disassembly");
  ASSERT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("movq %rsi, %rsp"));
  EXPECT_THAT(text.out, HasSubstr("thread_switch"));
}

TEST_F(OwnSwitch, AMistakeIsSaidByCheck) {
  ASSERT_EQ(record("mixes_up", "mixes_up", "wrong").code, 0);
  const Result checked = greenlens("check wrong");
  EXPECT_EQ(checked.code, 1);
  EXPECT_THAT(checked.out + checked.err, HasSubstr("mixes_up has not kept r14: it was "));
}

TEST_F(OwnSwitch, IsFoundByItself) {
  const Result made = record("thread_switch", "auto", "found");
  EXPECT_EQ(made.code, 0);
  EXPECT_THAT(made.err, HasSubstr("thread_switch went to another one"));
  EXPECT_EQ(greenlens("diff own found").code, 0) << "it did the same";
}

TEST_F(OwnSwitch, AMistypedNameIsRefusedWithAGuess) {
  const Result made = record("thread_switch", "thread_swich", "none");
  EXPECT_EQ(made.code, 2);
  EXPECT_THAT(made.err, HasSubstr("has no function thread_swich"));
  EXPECT_THAT(made.err, HasSubstr("Did you mean `thread_switch`"));
}

TEST_F(OwnSwitch, AStackThatIsNotThereIsSaidSo) {
  const Result made = record("thread_switch", "thread_switch --stack nothing", "none");
  EXPECT_EQ(made.code, 0);
  EXPECT_THAT(made.err, HasSubstr("The program has no variable nothing"));
}

TEST_F(OwnSwitch, IsNothingForAScenario) {
  for (const std::string option : {"--switch arch_switch", "--stack a", "--gdb :1"}) {
    const Result made = greenlens("record test1_test2 " + option + " -o x");
    EXPECT_EQ(made.code, 2) << option;
    EXPECT_THAT(made.err, HasSubstr("are for programs of your own")) << option;
  }
}

// Said of whatever starts it, before anything is started or anybody is called.
TEST_F(OwnSwitch, IsNamedWhereNothingElseTellsOfSwitches) {
  for (const std::string how : {"run --text", "record -o x"}) {
    for (const std::string needs : {"--cpu riscv64", "--gdb :1", "--stack stack0"}) {
      const Result made = greenlens(how + " " + needs + " ./kernel");
      EXPECT_EQ(made.code, 2) << how << needs;
      EXPECT_THAT(made.err, HasSubstr("Name that function, too (--switch NAME)")) << how << needs;
    }
    const Result made = greenlens(how + " --gdb :1 --switch swtch ./kernel verbose");
    EXPECT_EQ(made.code, 2) << how;
    EXPECT_THAT(made.err, HasSubstr("it can be given no arguments: leave out “verbose”")) << how;
  }
}

// Which instructions leave a stack is only known of this CPU.
TEST_F(OwnSwitch, IsNotLookedForInAProgramOfAnotherCpu) {
  ASSERT_EQ(shell("{ printf '\\177ELF\\2\\2\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\26'; "
                  "head -c 44 /dev/zero; } > other; chmod +x other")
                .code,
            0);
  const Result made = greenlens("record --switch auto -o x ./other");
  EXPECT_EQ(made.code, 2);
  EXPECT_THAT(made.err, HasSubstr("Name the function that switches instead of"));
}

TEST_F(OwnSwitch, GoesToEveryFormat) {
  for (const char* file : {"t.txt", "t.md", "t.dot", "t.json", "t.pftrace", "t.speedscope.json",
                           "t.jsonl", "t.switches.csv", "t.greenlets.csv", "t.svg", "t.html"}) {
    const Result made = greenlens(std::string("export own -o ") + file);
    EXPECT_EQ(made.code, 0) << file << ": " << made.err;
  }
  ASSERT_EQ(greenlens("export own -o raw.jsonl --raw").code, 0);
  ASSERT_EQ(greenlens("import raw.jsonl -o again").code, 0);
  ASSERT_EQ(greenlens("export again -o again.jsonl --raw").code, 0);
  EXPECT_EQ(slurp(folder_ + "/raw.jsonl"), slurp(folder_ + "/again.jsonl"));
}

TEST_F(OwnSwitch, RunsAsAStory) {
  const Result made =
      greenlens("run --text --switch thread_switch " GREENLENS_USER_THREADS " thread_switch");
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("thread_b begins, in thread_b."));
  EXPECT_THAT(made.out, HasSubstr("\n> b 1\n"));
}

}  // namespace
}  // namespace greenlens::cli
