// Single instructions, as a person records and looks at them.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;

class InstructionsRecorded : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    const Result made = greenlens("record test1_test2 --detail instructions -o steps");
    ASSERT_EQ(made.code, 0) << made.err;
    if (made.err.find("ptrace") != std::string::npos ||
        made.err.find("x86-64") != std::string::npos) {
      GTEST_SKIP() << made.err;
    }
  }
  nlohmann::json shown(const std::string& step) {
    const Result made = greenlens("show steps --grain instruction --step " + step +
                                  " --json --registers --disassembly");
    EXPECT_EQ(made.code, 0) << made.err;
    return nlohmann::json::parse(made.out);
  }
};

TEST_F(InstructionsRecorded, AreStepsOfTheirOwnGrain) {
  const uint64_t all = shown("last")["steps"];
  const nlohmann::json phases =
      nlohmann::json::parse(greenlens("show steps --step last --json").out);
  EXPECT_EQ(phases["steps"], 68);  // as without them
  EXPECT_GT(all, 68u + 4 * 20);
  EXPECT_EQ(greenlens("check steps").code, 0);
  EXPECT_EQ(greenlens("diff steps " + recorded("test1_test2")).code, 0) << "it did the same";
}

TEST_F(InstructionsRecorded, AreFoundAndShownWithRegisters) {
  const Result found = greenlens(
      "show steps --find 'stack pointer moves up' --grain instruction "
      "--registers --disassembly");
  ASSERT_EQ(found.code, 0) << found.err;
  EXPECT_THAT(found.out, HasSubstr("addq %rax, %rsp        move sp"));
  const Result none = greenlens("show steps --step 1 --registers");
  EXPECT_THAT(none.out, HasSubstr("--detail instructions"));
}

TEST_F(InstructionsRecorded, TheStackPointerIsWhereTheMachineHasIt) {
  // From a few instructions before sp moves up to that one: in the middle of the third switch.
  const Result found = greenlens("show steps --find 'addq %rax' --grain instruction --json");
  ASSERT_EQ(found.code, 0) << found.err;
  const int moves = nlohmann::json::parse(found.out)["step"];
  bool moved = false;
  for (int step = moves - 3; step <= moves; ++step) {
    const nlohmann::json at = shown(std::to_string(step));
    if (at["event"]["name"] != "instruction_executed") continue;
    EXPECT_EQ(at["threads"][0]["own_stack"]["sp"], at["event"]["sp"]);
    int now = 0;
    for (const auto& one : at["instructions"]) now += one["now"] ? 1 : 0;
    EXPECT_EQ(now, 1) << step;
    EXPECT_EQ(at["registers"][0]["name"], "rsp");
    moved = at["event"]["moved"];
    const nlohmann::json& in_switch = at["threads"][0]["in_switch"];
    EXPECT_EQ(at["registers"][0]["whose"], in_switch[moved ? "target" : "origin"]) << step;
  }
  EXPECT_TRUE(moved);
}

TEST_F(InstructionsRecorded, TravelAsLines) {
  ASSERT_EQ(greenlens("export steps -o raw.jsonl --raw").code, 0);
  ASSERT_EQ(greenlens("import raw.jsonl -o again").code, 0);
  ASSERT_EQ(greenlens("export again -o again.jsonl --raw").code, 0);
  EXPECT_EQ(shell("cmp raw.jsonl again.jsonl").code, 0);
  // What other runs do not have in common is left out, and it can be read again.
  ASSERT_EQ(greenlens("export steps -o lines.jsonl").code, 0);
  EXPECT_THAT(slurp(folder_ + "/lines.jsonl"), HasSubstr("\"code\":\"4801c4\""));
  EXPECT_EQ(greenlens("import lines.jsonl -o normal").code, 0);
  EXPECT_EQ(greenlens("check normal").code, 0);
}

}  // namespace
}  // namespace greenlens::cli
