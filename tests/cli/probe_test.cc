// greenlens probe: what its user meets.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// From the C library: what it keeps and what it does not is known.
constexpr const char* kContexts = "probe --switch swapcontext --calls 'int(ctx*,ctx*)'";
constexpr const char* kJumps = "probe --switch _setjmp,longjmp --calls 'int(buf)+void(buf,int)'";

class Probe : public Command {
 protected:
  // Asked where nothing can be built, which is soon over.
  void SetUp() override {
    Command::SetUp();
    const std::string nowhere = "greenlens=\"$GREENLENS\"; PATH=/nonexistent; \"$greenlens\" ";
    const Result result = shell(nowhere + kContexts);
    if (result.err.find("There is no probe for") != std::string::npos) {
      GTEST_SKIP() << "this CPU has none";
    }
  }
};

TEST_F(Probe, SaysWhatASwitchKeepsAndWhatItLoses) {
  const Result kept = greenlens(kContexts);
  EXPECT_EQ(kept.code, 0) << kept.err;
  EXPECT_THAT(kept.out, HasSubstr("34 switches between two contexts\nAll that the ABI wants kept "
                                  "is kept: "));
  const Result lost = greenlens(kJumps);
  EXPECT_EQ(lost.code, 1);
  EXPECT_THAT(lost.out, ContainsRegex("is not kept: context [AB] had 0x"));
  EXPECT_THAT(lost.out, HasSubstr("\nKept: "));
}

TEST_F(Probe, SaysItToPrograms) {
  const Result lost = greenlens(std::string(kJumps) + " --json");
  EXPECT_EQ(lost.code, 1);
  const auto all = nlohmann::json::parse(lost.out);
  EXPECT_EQ(all["switch"], "_setjmp");
  EXPECT_EQ(all["restore"], "longjmp");
  EXPECT_EQ(all["switches"], 34);
  EXPECT_EQ(all["complete"], true);
  EXPECT_EQ(all["first_entry"], false);
  ASSERT_GE(all["findings"].size(), 1u);
  std::string allowed;
  for (const auto& finding : all["findings"]) {
    EXPECT_EQ(finding["kind"], "control");
    EXPECT_THAT(finding["sentence"].get<std::string>(),
                HasSubstr(finding["register"].get<std::string>() + " is not kept: context "));
    allowed += " --may-lose '" + finding["register"].get<std::string>() + "'";
  }
  const Result none = greenlens(kJumps + allowed + " --json");
  EXPECT_EQ(none.code, 0);
  EXPECT_EQ(nlohmann::json::parse(none.out)["allowed"].size(), all["findings"].size());
}

TEST_F(Probe, RefusesWithASentence) {
  struct Case {
    const char* arguments;
    int code;
    const char* says;
  };
  const Case cases[] = {
      {"probe --switch f --calls 'void()'", 2, "No switch that can be tried is called like"},
      {"probe --switch f --calls 'void(void**,void*)'", 2, "There is no function f in the C"},
      {"probe --switch f --calls 'void(void**,void*)' gone.o", 3, "There is no file gone.o."},
      {"probe --switch '' --calls 'void(void**,void*)'", 2, "is no name of a C function"},
      {"probe --switch f --calls 'void(a*,a*)' --make 'm(x)'", 2, "--make m(x) says no maker"},
      {"probe --switch f --calls 'void(a*,a*)' --pc 8", 2, "--pc and --sp belong together"},
      {"probe --switch swapcontext --calls 'int(a*,a*)' --may-lose q7", 2,
       "--may-lose q7 is none of the registers that are looked at: "},
      {"probe --calls 'void(a*,a*)'", 2, "--switch is required"},
  };
  for (const Case& each : cases) {
    const Result result = greenlens(each.arguments);
    EXPECT_EQ(result.code, each.code) << each.arguments;
    EXPECT_THAT(result.err, HasSubstr(each.says)) << each.arguments;
    EXPECT_EQ(result.out, "");
  }
}

TEST_F(Probe, WithoutACompilerASentenceSaysSo) {
  const Result result = shell("greenlens=\"$GREENLENS\"; PATH=/nonexistent; \"$greenlens\" " +
                              std::string(kContexts));
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.err, HasSubstr("and `cc` cannot be run: No such file or directory."));
}

TEST_F(Command, ProbesHelpListsTheShapes) {
  const Result help = greenlens("probe --help");
  EXPECT_EQ(help.code, 0);
  for (const char* part : {"void(void** from, void* to)", "void(T* from, T* to)",
                           "transfer_t(fcontext_t, void*)", "int(buf) + void(buf, int)"}) {
    EXPECT_THAT(help.out, HasSubstr(part));
  }
  EXPECT_THAT(help.out, Not(HasSubstr("«")));
}

}  // namespace
}  // namespace greenlens::cli
