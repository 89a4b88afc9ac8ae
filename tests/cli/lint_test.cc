// greenlens lint: what it prints, what it leaves with, what silences it, and the lints that need
// another recording than that of a scenario.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Compares with tests/golden/cli/<name>; GREENLENS_UPDATE_GOLDEN=1 writes it.
void expect_lint_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(GREENLENS_SOURCE_DIR) + "/tests/golden/cli/" + name;
  if (std::getenv("GREENLENS_UPDATE_GOLDEN")) std::ofstream(path) << text;
  EXPECT_EQ(text, slurp(path)) << "Compare with " << path;
}

// test1/test2 with sizes that no compiler changes.
class LintOf : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    keep("t.gltrace", testing::as_file(testing::sample_timeline()));
  }
  void keep(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << bytes;
  }
  // Which fire in this file.
  std::vector<std::string> fired_in(const std::string& file, const std::string& options = "") {
    const Result made = greenlens("lint " + file + " --json " + options);
    std::vector<std::string> ids;
    if (made.out.empty()) return {made.err};
    const auto json = nlohmann::json::parse(made.out);
    for (const auto& one : json["lints"]) ids.push_back(one["lint"]);
    return ids;
  }
};

TEST_F(LintOf, Test1Test2IsWhatTheGoldenFilesSay) {
  const Result text = greenlens("lint t.gltrace");
  EXPECT_EQ(text.code, 1);
  expect_lint_golden("test1_test2_lint.txt", text.out);
  expect_lint_golden("test1_test2_lint.json", greenlens("lint t.gltrace --json").out);
}

TEST_F(LintOf, WhatIsAllowedIsLeftOutAndWhatIsDeniedIsAnError) {
  const Result allowed = greenlens("lint t.gltrace --allow never-finished");
  EXPECT_EQ(allowed.code, 0);
  EXPECT_EQ(allowed.out, "No lint fires.\n");
  EXPECT_EQ(greenlens("lint t.gltrace --allow all").code, 0);
  const Result denied = greenlens("lint t.gltrace --allow all --deny never-finished");
  EXPECT_EQ(denied.code, 1);
  EXPECT_THAT(denied.out, HasSubstr("error: never-finished"));
}

TEST_F(LintOf, ANoteFailsOnlyWhereItIsDenied) {
  const std::string file = recorded("deep_recursion");
  const Result note = greenlens("lint " + file + " --allow big-copy");
  EXPECT_EQ(note.code, 0) << note.out;
  EXPECT_THAT(note.out, HasSubstr("note: deep-stack"));
  EXPECT_EQ(greenlens("lint " + file + " --deny deep-stack").code, 1);
}

TEST_F(LintOf, TheNotesBesideItMaySilence) {
  const auto notes = [&](const std::string& allowed) {
    keep("t.gltrace.notes.json",
         R"({"greenlens": "notes", "version": 1, "notes": [], "lints": )" + allowed + "}");
  };
  notes(R"({"allow": ["never-finished"]})");
  EXPECT_EQ(greenlens("lint t.gltrace").code, 0);
  EXPECT_EQ(greenlens("lint t.gltrace --deny never-finished").code, 1);
  // What is no list of names says nothing, and hurts nobody.
  for (const char* other : {R"({"allow": ["no-such-lint", 7, null, {}]})", R"({"allow": "all"})",
                            R"({"allow": {"a": []}})", "[]", "7", R"("never-finished")"}) {
    notes(other);
    const Result made = greenlens("lint t.gltrace");
    EXPECT_EQ(made.code, 1) << other;
    EXPECT_THAT(made.out, HasSubstr("never-finished")) << other;
  }
  keep("t.gltrace.notes.json", "{not json");
  const Result broken = greenlens("lint t.gltrace");
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.err, HasSubstr("notes.json"));
}

TEST_F(LintOf, SeveralFilesIsOfEachAndTheWorst) {
  keep("bad.gltrace", "nothing");
  const Result both = greenlens("lint t.gltrace " + recorded("am_i_main"));
  EXPECT_EQ(both.code, 1);
  EXPECT_THAT(both.out, AllOf(HasSubstr("never-finished"), HasSubstr("No lint fires.")));
  const Result bad = greenlens("lint bad.gltrace t.gltrace --json");
  EXPECT_EQ(bad.code, 3);
  EXPECT_EQ(nlohmann::json::parse(bad.out)["processes"].size(), 1u);
}

TEST_F(LintOf, AnUnknownIdIsAskedAboutAndNothingIsOpened) {
  for (const char* words :
       {"lint t.gltrace --allow never-finishd", "lint t.gltrace --deny never-finishd",
        "lint --explain never-finishd"}) {
    const Result made = greenlens(words);
    EXPECT_EQ(made.code, 2) << words;
    EXPECT_THAT(made.err, HasSubstr("maybe never-finished is meant")) << words;
    EXPECT_EQ(made.out, "") << words;
  }
  EXPECT_EQ(greenlens("lint").code, 2);
}

TEST_F(LintOf, ListsThemAndExplainsEach) {
  const auto list = nlohmann::json::parse(greenlens("lint --list --json").out);
  EXPECT_EQ(list.size(), 18u);
  const std::string lines = greenlens("lint --list").out;
  for (const auto& one : list) {
    const std::string id = one["lint"];
    EXPECT_THAT(lines, HasSubstr(id));
    const Result page = greenlens("lint --explain " + id);
    EXPECT_EQ(page.code, 0);
    EXPECT_THAT(page.out, AllOf(HasSubstr(id + " ("), HasSubstr("How to fix it."),
                                HasSubstr("--allow " + id)));
  }
  EXPECT_THAT(greenlens("lint --explain lost-wakeup --lang zh-Hans").out, HasSubstr("怎样改正"));
  EXPECT_EQ(greenlens("lint --explain all --markdown").out,
            slurp(GREENLENS_SOURCE_DIR "/docs/lints.md"));
}

TEST_F(LintOf, APointerIntoASliceFiresWhereLinesAreRecorded) {
  const Result made = greenlens("record borrowed_pointer --lines -o lines");
  if (made.code != 0) GTEST_SKIP() << made.err;
  EXPECT_THAT(fired_in("lines"), ElementsAre("dangling-into-slice"));
  EXPECT_THAT(greenlens("lint lines").out,
              HasSubstr("borrowed of gr2 points to box of gr1, at borrowed_pointer.cc:"));
}

TEST_F(LintOf, AWrongSwitchFiresWhatItBreaksAndNothingElse) {
  if (nlohmann::json::parse(greenlens("lab --json").out).empty()) {
    GTEST_SKIP() << "this CPU has no wrong switches";
  }
  const auto fired = [&](const std::string& variant) {
    const Result made = greenlens("lab " + variant + " -o " + variant);
    if (made.err.find("ptrace") != std::string::npos) return std::vector<std::string>{"skipped"};
    return fired_in(variant);
  };
  const std::vector<std::string> first = fired("register_forgotten");
  if (first == std::vector<std::string>{"skipped"}) GTEST_SKIP() << "nothing can be stepped here";
  EXPECT_THAT(first, ElementsAre("clobbered-register"));
  EXPECT_THAT(fired("misaligned"), ElementsAre("misaligned-sp"));
  EXPECT_THAT(fired("partial_save_skipped"), ElementsAre("slice-invariant"));
  EXPECT_THAT(fired("right"), ElementsAre("never-finished", "never-finished"));
}

TEST_F(LintOf, ARecordingThatHasLostEventsFiresThatAlone) {
  keep("lossy.gltrace", testing::as_file(testing::lossy_timeline()));
  EXPECT_THAT(fired_in("lossy.gltrace"), ElementsAre("trace-loss"));
}

}  // namespace
}  // namespace greenlens::cli
