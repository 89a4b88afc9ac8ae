// Lessons at the command line, as a teacher and a student meet them.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kLesson = R"(# Who is in the way
run: test1_test2
level: story

An introduction.

## The beginning
at: story 1
look: main copy

Some bytes of main go.

? Whose bytes went?
- [ ] Those of gr1 {own_stack}
- [x] Those of main

## gr2 stays
at: story last
do: perform

ask: leaks_at_end
)";

class LessonCommand : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    write("way.md", kLesson);
  }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ + "/" + name) << text;
  }
  Result typed(const std::string& arguments, const std::string& lines) {
    write("typed", lines);
    return shell("timeout 60 \"$GREENLENS\" lesson " + arguments + " < typed");
  }
};

TEST_F(LessonCommand, ListsThoseThatComeWithTheProgram) {
  const Result text = greenlens("lesson");
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out, HasSubstr("one_stack\t"));
  const auto all = nlohmann::json::parse(greenlens("lesson --json").out);
  ASSERT_GE(all.size(), 10u);
  for (const auto& one : all) {
    EXPECT_FALSE(one["title"].get<std::string>().empty());
    EXPECT_GE(one["parts"].get<int>(), 3);
  }
  EXPECT_THAT(greenlens("--lang zh-Hans lesson").out, HasSubstr("栈"));
}

TEST_F(LessonCommand, LeadsThroughItsPartsAndMarksWhatIsAnswered) {
  const Result wrong = typed("way.md --csv score.csv", "1\n");
  EXPECT_EQ(wrong.code, 0);
  EXPECT_THAT(wrong.out, HasSubstr("An introduction."));
  EXPECT_THAT(wrong.out, HasSubstr("1 of 2: The beginning"));
  EXPECT_THAT(wrong.out, HasSubstr("each greenlet has a stack of its own"));
  EXPECT_THAT(wrong.out, HasSubstr("2 of 2: gr2 stays"));
  EXPECT_THAT(wrong.out, HasSubstr("0 of 1 question right"));
  EXPECT_THAT(slurp(folder_ + "/score.csv"), HasSubstr("Whose bytes went?"));
  const Result right = typed("way.md", "2\ngr2\n");
  EXPECT_THAT(right.out, HasSubstr("1 of 1 question right"))
      << "what leaks is no question where nothing comes any more";
  EXPECT_THAT(right.out, Not(HasSubstr("0x"))) << "a story has no address";
}

TEST_F(LessonCommand, CheckSaysWhatIsWrongWithItsLine) {
  const Result misfit = greenlens("lesson way.md --check");
  EXPECT_EQ(misfit.code, 1);
  EXPECT_THAT(misfit.out, HasSubstr("Part 2, “gr2 stays”"));
  EXPECT_THAT(misfit.out, HasSubstr("leaks_at_end"));
  write("good.md", "# T\nrun: test1_test2\n\n## P\n\nWords.\n");
  const Result good = greenlens("lesson good.md --check");
  EXPECT_EQ(good.code, 0);
  EXPECT_THAT(good.out, HasSubstr("is fine"));
  write("bad.md",
        "# T\nrun: test1_test2\nfoo: 1\n\n## P\nat: story 99\nlook: gr9\nview: nowhere\ndo: "
        "nothing\n");
  const auto bad = greenlens("lesson bad.md --check --json");
  EXPECT_EQ(bad.code, 1);
  const auto json = nlohmann::json::parse(bad.out);
  EXPECT_FALSE(json["fine"]);
  EXPECT_EQ(json["flaws"][0]["kind"], "no_key");
  EXPECT_EQ(json["flaws"][0]["line"], 3);
  EXPECT_EQ(json["misfits"][0]["kind"], "no_such_step");
  EXPECT_EQ(json["misfits"][1]["kind"], "no_such_greenlet");
  EXPECT_EQ(json["unknown"].size(), 2u);
}

TEST_F(LessonCommand, EachThatComesWithTheProgramIsFineInEachLanguage) {
  for (const auto& one : nlohmann::json::parse(greenlens("lesson --json").out)) {
    const std::string id = one["id"];
    for (const char* language : {"en", "zh-Hans", "zh-Hant"}) {
      const Result checked = greenlens("lesson " + id + " --check --lang " + language);
      EXPECT_EQ(checked.code, 0) << id << ", " << language << ": " << checked.out;
    }
  }
}

TEST_F(LessonCommand, AnUnknownOneIsRefusedWithThoseThatThereAre) {
  const Result none = greenlens("lesson nowhere");
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.err, HasSubstr("one_stack"));
  write("other.md", "# T\nrun: nothing_such\n\n## P\n");
  EXPECT_EQ(greenlens("lesson other.md").code, 3);
  write("without.md", "# T\n\n## P\n");
  EXPECT_THAT(greenlens("lesson without.md").err, HasSubstr("--recording"));
  greenlens("record test1_test2 -o t.gltrace");
  EXPECT_EQ(greenlens("lesson without.md --recording t.gltrace").code, 0);
}

TEST_F(LessonCommand, IsWrittenAsAPageAndAsNotes) {
  EXPECT_EQ(greenlens("lesson way.md -o page.html").code, 0);
  const std::string page = slurp(folder_ + "/page.html");
  EXPECT_THAT(page, HasSubstr("<title>Who is in the way</title>"));
  greenlens("record test1_test2 -o t.gltrace");
  EXPECT_EQ(greenlens("export t.gltrace --lesson way.md -o notes.txt").code, 0);
  EXPECT_THAT(slurp(folder_ + "/notes.txt"), HasSubstr("Some bytes of main go."));
  const Result shown =
      greenlens("show t.gltrace --grain story --step 1 --level story --lesson way.md");
  EXPECT_THAT(shown.out, HasSubstr("Some bytes of main go."));
  EXPECT_THAT(shown.out, HasSubstr("main’s copy"));
  EXPECT_NE(greenlens("show t.gltrace --lesson nowhere").code, 0);
  const Result no_part = greenlens("snapshot t.gltrace --lesson way.md --part 3 -o x.png");
  EXPECT_EQ(no_part.code, 2);
  EXPECT_THAT(no_part.err, HasSubstr("the last one is 2"));
}

TEST_F(LessonCommand, ItsSourceIsALessonToBeginOnesOwnFrom) {
  write("mine.md", greenlens("lesson one_stack --source").out);
  EXPECT_EQ(greenlens("lesson mine.md --check").code, 0);
}

}  // namespace
}  // namespace greenlens::cli
