// Lessons as text: what a teacher writes is what is read, what is not understood is said with its
// line, and nothing else is lost by it.
#include "tracer/lessons/lesson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/english.h"
#include "tracer/lessons/progress.h"
#include "tracer/lessons/sentence.h"

namespace greenlens::lessons {
namespace {

using ::testing::ElementsAre;
using testing::english;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kWhole = R"(# One stack, many slices
run: test1_test2
set: depth=40
set: thrown=exit
level: story
lang: en
next: partial_copies

Three greenlets share one stack.
Watch whose bytes have to go.

A second paragraph.

## gr2 begins
at: story 5
look: my greenlet copy
view: tree
view: output
do: toggle_play
do: at switch 2
do: perform

Some text.

? Whose bytes are in
the way?
- [ ] Those of main {copies_everything}
- [x] Those of gr1
> Above that
> nobody writes.

ask: who_runs_next 3

? How many bytes?
= 1424

? What is printed?
= hello

## The end
at: last

ask: leaks_at_end
)";

std::vector<FlawKind> kinds(const std::vector<Flaw>& flaws) {
  std::vector<FlawKind> all;
  for (const Flaw& flaw : flaws) all.push_back(flaw.kind);
  return all;
}

TEST(Lesson, IsReadAsItIsWritten) {
  const ReadLesson read = parse_lesson(kWhole);
  EXPECT_THAT(read.flaws, IsEmpty());
  const Lesson& lesson = read.lesson;
  EXPECT_EQ(lesson.title, "One stack, many slices");
  EXPECT_EQ(lesson.run, "test1_test2");
  EXPECT_THAT(lesson.settings, ElementsAre("depth=40", "thrown=exit"));
  EXPECT_EQ(lesson.level, words::Level::story);
  EXPECT_EQ(lesson.language, "en");
  EXPECT_EQ(lesson.next, "partial_copies");
  EXPECT_THAT(lesson.text,
              ElementsAre("Three greenlets share one stack. Watch whose bytes have to go.",
                          "A second paragraph."));
  ASSERT_EQ(lesson.parts.size(), 2u);
  const Part& part = lesson.parts[0];
  EXPECT_EQ(part.title, "gr2 begins");
  EXPECT_EQ(part.line, 14u);
  EXPECT_EQ(part.at, (Place{facts::Grain::story, Place::Which::number, 5}));
  EXPECT_EQ(part.on, "my greenlet");
  EXPECT_EQ(part.where, words::NoteOn::copy);
  EXPECT_THAT(part.views, ElementsAre("tree", "output"));
  ASSERT_EQ(part.tasks.size(), 3u);
  EXPECT_EQ(part.tasks[0], (Task{Task::What::command, "toggle_play", {}}));
  EXPECT_EQ(part.tasks[1],
            (Task{Task::What::reach, "", {facts::Grain::switch_, Place::Which::number, 2}}));
  EXPECT_EQ(part.tasks[2].what, Task::What::perform);
  EXPECT_THAT(part.text, ElementsAre("Some text."));
  ASSERT_EQ(part.asked.size(), 4u);
  const auto& own = std::get<Own>(part.asked[0]);
  EXPECT_EQ(own.question.question, "Whose bytes are in the way?");
  EXPECT_THAT(own.question.choices, ElementsAre("Those of main", "Those of gr1"));
  EXPECT_EQ(own.question.answer, (std::variant<int64_t, std::string>(int64_t{2})));
  EXPECT_EQ(own.question.explanation, "Above that nobody writes.");
  EXPECT_THAT(own.beliefs, ElementsAre(questions::Misconception::copies_everything, std::nullopt));
  EXPECT_EQ(std::get<Made>(part.asked[1]), (Made{questions::Kind::who_runs_next, 3}));
  EXPECT_EQ(std::get<Own>(part.asked[2]).question.answer,
            (std::variant<int64_t, std::string>(int64_t{1424})));
  EXPECT_EQ(std::get<Own>(part.asked[3]).question.answer,
            (std::variant<int64_t, std::string>("hello")));
  EXPECT_EQ(lesson.parts[1].at, (Place{facts::Grain::phase, Place::Which::last, 0}));
  EXPECT_EQ(std::get<Made>(lesson.parts[1].asked[0]), (Made{questions::Kind::leaks_at_end, 1}));
}

Lesson without_lines(Lesson lesson) {
  for (Part& part : lesson.parts) part.line = 0;
  return lesson;
}

TEST(Lesson, IsWrittenAsItIsRead) {
  const Lesson lesson = parse_lesson(kWhole).lesson;
  const ReadLesson again = parse_lesson(format_lesson(lesson));
  EXPECT_THAT(again.flaws, IsEmpty());
  EXPECT_EQ(without_lines(again.lesson), without_lines(lesson));
  const ReadPart part = parse_part(format_part(lesson.parts[0]));
  EXPECT_THAT(part.flaws, IsEmpty());
  EXPECT_EQ(part.part.asked, lesson.parts[0].asked);
}

TEST(Lesson, ParagraphsOfScriptsWithoutBlanksAreJoinedWithoutOne) {
  const Lesson lesson =
      parse_lesson("# 课程\n\n三个 greenlet 共用\n一个栈。\n用 gr1\n切换。\n\n## 一\n").lesson;
  EXPECT_THAT(lesson.text, ElementsAre("三个 greenlet 共用一个栈。用 gr1 切换。"));
  EXPECT_EQ(without_lines(parse_lesson(format_lesson(lesson)).lesson), without_lines(lesson));
}

TEST(Lesson, LongParagraphsAreWrappedAndComeBack) {
  Lesson lesson = parse_lesson("# T\n\n## P\n").lesson;
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + " ? - [x] = > # ask: 三 四 ";
  words.pop_back();
  lesson.parts[0].text = {words};
  const std::string text = format_lesson(lesson);
  size_t longest = 0, length = 0;
  for (const char c : text) longest = std::max(longest, length = c == '\n' ? 0 : length + 1);
  EXPECT_LE(longest, 130u);
  EXPECT_THAT(parse_lesson(text).lesson.parts[0].text, ElementsAre(words));
}

TEST(Lesson, EachFlawIsSaidWithItsLineAndTheRestIsRead) {
  const struct {
    const char* text;
    FlawKind kind;
    uint64_t line;
  } kRows[] = {
      {"title\n\n## P\n", FlawKind::no_title, 1},
      {"#\n\n## P\n", FlawKind::no_title, 1},
      {"## P\n", FlawKind::no_title, 1},
      {"# T\n\ntext\n", FlawKind::no_parts, 3},
      {"# T\nfoo: 1\n\n## P\n", FlawKind::no_key, 2},
      {"# T\n\n## P\nrun: test1_test2\n", FlawKind::no_key, 4},
      {"# T\n\n## P\nat: story five\n", FlawKind::no_step, 4},
      {"# T\n\n## P\nat: story 5 6\n", FlawKind::no_step, 4},
      {"# T\n\n## P\nat: -1\n", FlawKind::no_step, 4},
      {"# T\n\n## P\nat: 99999999999999999999\n", FlawKind::no_step, 4},
      {"# T\nlevel: deep\n\n## P\n", FlawKind::no_level, 2},
      {"# T\n\n## P\nlook:\n", FlawKind::no_greenlet, 4},
      {"# T\n\n## P\nask: who\n", FlawKind::no_kind, 4},
      {"# T\n\n## P\n\nask: own\n", FlawKind::no_kind, 5},
      {"# T\n\n## P\nask: bytes_move x\n", FlawKind::no_kind, 4},
      {"# T\n\n## P\ndo: at nowhere\n", FlawKind::no_task, 4},
      {"# T\n\n## P\ndo: Run This\n", FlawKind::no_task, 4},
      {"# T\n\n## P\n\ndo: step\n", FlawKind::late_key, 5},
      {"# T\n\n## P\n\n- [x] a\n", FlawKind::lone_line, 5},
      {"# T\n\n## P\n\n= 4\n", FlawKind::lone_line, 5},
      {"# T\n\n## P\n\n? q\n- [y] a\n- [x] b\n- [ ] c\n", FlawKind::lone_line, 6},
      {"# T\n\n## P\n\n? q\n- [x] a {nobody}\n- [ ] b\n", FlawKind::no_belief, 6},
      {"# T\n\n## P\n\n? q\n", FlawKind::unfit_question, 5},
      {"# T\n\n## P\n\n? q\n- [x] a\n", FlawKind::unfit_question, 5},
      {"# T\n\n## P\n\n? q\n- [ ] a\n- [ ] b\n", FlawKind::unfit_question, 5},
      {"# T\n\n## P\n\n? q\n- [x] a\n- [x] b\n", FlawKind::unfit_question, 5},
      {"# T\n\n## P\n\n? q\n- [x] a\n- [ ] a\n", FlawKind::unfit_question, 5},
      {"# T\n\n## P\n\n?\n= 4\n", FlawKind::unfit_question, 5},
      {"# T\n\n## P\n\n? q\n- [x] a\n- [ ] b\n= 4\n", FlawKind::unfit_question, 5},
  };
  for (const auto& row : kRows) {
    const ReadLesson read = parse_lesson(row.text);
    ASSERT_EQ(read.flaws.size(), 1u) << row.text;
    EXPECT_EQ(read.flaws[0].kind, row.kind) << row.text;
    EXPECT_EQ(read.flaws[0].line, row.line) << row.text;
    const std::string says = sentence(english(), read.flaws[0]);
    EXPECT_THAT(says, HasSubstr("Line " + std::to_string(row.line))) << row.text;
    EXPECT_THAT(says, Not(HasSubstr("lesson."))) << "an id without a message";
    // Whatever is behind the flaw is read.
    const ReadLesson more = parse_lesson(std::string(row.text) + "\n## More\n\nWords.\n");
    ASSERT_FALSE(more.lesson.parts.empty()) << row.text;
    EXPECT_EQ(more.lesson.parts.back().title, "More") << row.text;
    EXPECT_THAT(more.lesson.parts.back().text, ElementsAre("Words.")) << row.text;
  }
}

TEST(Lesson, WhatIsTooMuchIsLeftOutAndSaid) {
  std::string text = "# T\n";
  for (size_t i = 0; i < kMostParts + 3; ++i) text += "\n## P" + std::to_string(i) + "\n";
  EXPECT_EQ(parse_lesson(text).lesson.parts.size(), kMostParts);
  EXPECT_THAT(kinds(parse_lesson(text).flaws), ElementsAre(FlawKind::too_many_parts));
  const std::string long_text = "# T\n\n## P\n\n" + std::string(kMostTextBytes + 1, 'x') + "\n";
  EXPECT_THAT(parse_lesson(long_text).lesson.parts[0].text, IsEmpty());
  EXPECT_THAT(kinds(parse_lesson(long_text).flaws), ElementsAre(FlawKind::too_much));
  std::string many = "# T\n\n## P\n";
  for (size_t i = 0; i <= kMostOfAPart; ++i) many += "view: tree\n";
  EXPECT_EQ(parse_lesson(many).lesson.parts[0].views.size(), kMostOfAPart);
  EXPECT_THAT(kinds(parse_lesson(many).flaws), ElementsAre(FlawKind::too_much));
  EXPECT_THAT(kinds(parse_lesson(std::string(kMostLessonBytes + 1, '#')).flaws),
              ElementsAre(FlawKind::too_large));
}

// Nothing that somebody could hand in brings it down, and what is read can be written and read.
TEST(Lesson, WhateverStandsThereIsReadTheSameOnceItWasWritten) {
  const std::string whole = kWhole;
  std::mt19937 random(7);
  const std::string signs = std::string("#?-[x]=>{}: \n\n\tab三é\xff\x1b", 25) + '\0';
  for (int k = 0; k < 3000; ++k) {
    std::string text = whole;
    for (size_t n = random() % 12; n > 0; --n) {
      const size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text.erase(at, random() % 40);
          break;
        case 1:
          text.insert(at, 1, signs[random() % signs.size()]);
          break;
        case 2:
          text.insert(at, whole, random() % whole.size(), random() % 30);
          break;
      }
      if (text.empty()) text = "#";
    }
    const Lesson lesson = parse_lesson(text).lesson;
    if (lesson.title.empty() || lesson.parts.empty()) continue;
    const bool has_names = std::all_of(lesson.parts.begin(), lesson.parts.end(),
                                       [](const Part& part) { return !part.title.empty(); });
    if (!has_names) continue;
    const Lesson again = parse_lesson(format_lesson(lesson)).lesson;
    ASSERT_EQ(format_lesson(again), format_lesson(lesson)) << text;
  }
}

TEST(Progress, IsKeptAsLinesAndJoined) {
  Progress progress;
  EXPECT_TRUE(set_done("one_stack", 0, &progress));
  EXPECT_TRUE(set_done("one_stack", 4, &progress));
  EXPECT_FALSE(set_done("one_stack", 4, &progress));
  EXPECT_TRUE(set_done("tutorial", 1, &progress));
  EXPECT_EQ(format_progress(progress), "greenlens progress 1\none_stack 1 5\ntutorial 2\n");
  EXPECT_EQ(parse_progress(format_progress(progress)), progress);
  EXPECT_EQ(count_done(progress, "one_stack", 5), 2u);
  EXPECT_EQ(count_done(progress, "one_stack", 4), 1u) << "of those that there are";
  EXPECT_EQ(count_done(progress, "other", 4), 0u);
  Progress other;
  set_done("one_stack", 1, &other);
  EXPECT_EQ(count_done(joined(progress, other), "one_stack", 5), 3u);
}

TEST(Progress, OfSomethingElseIsNone) {
  EXPECT_EQ(parse_progress("one_stack 1\n"), Progress());
  EXPECT_EQ(parse_progress(std::string(kMostProgressBytes + 1, 'x')), Progress());
  const Progress some =
      parse_progress("greenlens progress 1\na 0 1 x 101 99999999999999999999 2\nb\n\n  c\t3\r\n");
  EXPECT_EQ(format_progress(some), "greenlens progress 1\na 1 2\nc 3\n");
}

}  // namespace
}  // namespace greenlens::lessons
