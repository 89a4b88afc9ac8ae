// Every line of a program, and its variables, as a person records and looks at them.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LinesRecorded : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    const Result made = greenlens("record borrowed_pointer --lines -o lines");
    ASSERT_EQ(made.code, 0) << made.err;
    if (made.err.find("ptrace") != std::string::npos ||
        made.err.find("x86-64") != std::string::npos) {
      GTEST_SKIP() << made.err;
    }
  }
};

TEST_F(LinesRecorded, APointerToWhatIsOnlyInTheHeapIsFlaggedInEveryFace) {
  const Result shown = greenlens("show lines --step test2:27 --variables");
  ASSERT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("comes to line 27 of test2."));
  EXPECT_THAT(shown.out, HasSubstr("! Points to gr1’s box, which is only in the heap now: gr2’s "
                                   "bytes lie there."));
  const nlohmann::json json = nlohmann::json::parse(
      greenlens("show lines --step test2:27 --variables --json --select gr2").out);
  ASSERT_EQ(json["variables"].size(), 1u);
  const nlohmann::json gr2 = json["variables"][0];
  EXPECT_EQ(gr2["greenlet"], "gr2");
  EXPECT_EQ(gr2["line"], 27);
  bool flagged = false;
  for (const nlohmann::json& one : gr2["variables"]) {
    if (one["name"] != "borrowed") continue;
    flagged = true;
    EXPECT_EQ(one["type"], "int *");
    EXPECT_THAT(one["warning"].get<std::string>(), HasSubstr("gr1’s box"));
  }
  EXPECT_TRUE(flagged);
  const Result page = greenlens("export lines -o lines.html");
  ASSERT_EQ(page.code, 0) << page.err;
  // When gr1 runs again its bytes are back.
  const Result later = greenlens("show lines --step last --variables");
  EXPECT_THAT(later.out, Not(HasSubstr("! Points")));
}

TEST_F(LinesRecorded, ALineIsAStepOfItsGrainAndChangesNothingElse) {
  EXPECT_EQ(greenlens("check lines").code, 0);
  EXPECT_EQ(greenlens("diff lines " + recorded("borrowed_pointer")).code, 0) << "it did the same";
  const auto steps = [&](const std::string& file) {
    return nlohmann::json::parse(
               greenlens("show " + file + " --grain line --step last --json").out)["steps"]
        .get<int>();
  };
  EXPECT_GT(steps("lines"), 2 * steps(recorded("borrowed_pointer")));
  EXPECT_THAT(greenlens("show lines --step test1:9999").err, HasSubstr("test1:9999"));
  EXPECT_EQ(greenlens("show lines --step test1:9999").code, 2);
  EXPECT_THAT(greenlens("show " + recorded("borrowed_pointer") + " --step 3 --variables").out,
              HasSubstr("--lines"));
}

}  // namespace
}  // namespace greenlens::cli
