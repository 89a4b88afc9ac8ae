// Lessons in the window: opened, gone through by clicks and keys, asked, done, kept; and written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gui/layouts.h"
#include "gui/lesson_walk.h"
#include "gui/views/lesson_list/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tests/support/sample_trace.h"
#include "tracer/lessons/shipped.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kLesson = R"(# Who is in the way
run: test1_test2
level: story

An introduction.

## The beginning
at: story 1

Some bytes of main go.

? Whose bytes went?
- [x] Those of main
- [ ] Those of gr1 {own_stack}

## gr2 has gone
at: story 7
look: gr2 copy
view: tree

All of it.

## Do it
do: step
do: at story last

## The end
at: story last
)";

class LessonInTheWindow : public ::testing::Test {
 protected:
  LessonInTheWindow() {
    files_["/there/way.md"] = kLesson;
    driver_ = std::make_unique<Driver>(options());
    settle();
  }

  AppOptions options() {
    AppOptions options;
    options.scenarios = {{"test1_test2", "test1 / test2", ""}};
    options.start = [this](const StartOrder& order) -> Opened {
      orders_.push_back(order);
      return std::unique_ptr<session::EventSource>(
          std::make_unique<testing::LiveSource>(testing::sample_events()));
    };
    options.source =
        std::make_unique<testing::FileSource>(testing::bytes_of(testing::sample_timeline()));
    options.shown_name = "test1_test2";
    options.lessons.read = [this](const std::string& file) -> facts::Result<std::string> {
      const auto found = files_.find(file);
      if (found != files_.end()) return found->second;
      return facts::Fault{facts::FaultKind::file_unreadable, file, 0, 0, "no such file"};
    };
    options.lessons.read_progress = [this] { return progress_; };
    options.lessons.write_progress = [this](const std::string& text) {
      progress_ = text;
      return facts::Fault();
    };
    options.write_text = [this](const std::string& text,
                                const std::string& file) -> facts::Result<std::string> {
      files_[file] = text;
      return file;
    };
    return options;
  }
  void settle() {
    for (int i = 0; i < 60; ++i) driver_->frame();
  }
  void teach(const LessonDeed& deed) {
    driver_->app().carry_out(ask::InLesson{deed});
    settle();
  }
  void open() { teach(deed::OpenLesson{"/there/way.md"}); }
  const LessonWalk& walk() { return *driver_->look().lesson; }
  uint64_t step_of_story(uint64_t number) {
    return driver_->trace().stop(facts::Grain::story, number);
  }

  std::map<std::string, std::string> files_;
  std::string progress_;
  std::vector<StartOrder> orders_;
  std::unique_ptr<Driver> driver_;
};

TEST_F(LessonInTheWindow, BeginsAtItsFirstPartAtItsLevelAndOnTheRecordingThatIsShown) {
  open();
  ASSERT_TRUE(walk().is_open());
  EXPECT_TRUE(orders_.empty()) << "its recording is there";
  EXPECT_EQ(driver_->look().settings.level, words::Level::story);
  EXPECT_EQ(driver_->cursor(), step_of_story(1));
  const std::string words = driver_->words();
  EXPECT_THAT(words, HasSubstr("Who is in the way"));
  EXPECT_THAT(words, HasSubstr("An introduction."));
  EXPECT_THAT(words, HasSubstr("Some bytes of main go."));
  EXPECT_THAT(words, HasSubstr("Whose bytes went?"));
  EXPECT_THAT(words, Not(HasSubstr("All of it.")));
}

TEST_F(LessonInTheWindow, IsGoneThroughByKeysAndButtonsAndDots) {
  open();
  driver_->press({kKeyRight, false, true});
  settle();
  EXPECT_EQ(walk().part(), 1u);
  EXPECT_EQ(driver_->cursor(), step_of_story(7));
  const facts::GreenletId gr2 = greenlet_called(driver_->trace(), "gr2");
  EXPECT_EQ(driver_->choices().selected, gr2);
  ASSERT_EQ(driver_->look().numbered.size(), 1u) << "what it speaks of is marked";
  EXPECT_EQ(driver_->look().numbered[0].greenlet, gr2);
  EXPECT_EQ(driver_->look().numbered[0].where, words::NoteOn::copy);
  EXPECT_EQ(driver_->choices().raised.front(), "lesson");
  EXPECT_EQ(driver_->choices().raised[1], "tree");
  driver_->press({kKeyLeft, false, true});
  settle();
  EXPECT_EQ(walk().part(), 0u);
  driver_->click(driver_->text("ui.lesson.further"));
  settle();
  EXPECT_EQ(walk().part(), 1u);
  driver_->click("part 4");
  settle();
  EXPECT_EQ(walk().part(), 3u);
  EXPECT_TRUE(driver_->look().numbered.empty()) << "only where the part stands";
  EXPECT_FALSE(driver_->run("next_part")) << "there is none behind the last";
  driver_->seek(3);
  settle();
  driver_->click(driver_->text("ui.lesson.there"));
  settle();
  EXPECT_EQ(driver_->cursor(), driver_->trace().size());
}

TEST_F(LessonInTheWindow, APartIsDoneOnceItsQuestionIsAnsweredRight) {
  open();
  EXPECT_FALSE(walk().is_part_done(0));
  driver_->click(driver_->text("ui.lesson.answer"));
  settle();
  ASSERT_TRUE(driver_->look().asks());
  EXPECT_EQ(driver_->choices().raised.front(), "quiz");
  // A wrong answer says what stands behind it, and the part waits.
  driver_->press({'2'});
  driver_->press({kKeyEnter});
  settle();
  EXPECT_THAT(driver_->words(), HasSubstr("stack of its own"));
  EXPECT_FALSE(walk().is_part_done(0));
  driver_->run("lessons");
  driver_->press({kKeyEscape});
  driver_->app().carry_out(ask::Show{"lesson"});
  settle();
  driver_->click(driver_->text("ui.lesson.answer"));
  settle();
  driver_->press({'1'});
  driver_->press({kKeyEnter});
  settle();
  EXPECT_TRUE(walk().is_part_done(0));
  EXPECT_EQ(progress_, "greenlens progress 1\nway.md 1\n");
  // Somebody comes back another day, and goes on where he was.
  teach(deed::LeaveLesson{});
  EXPECT_FALSE(walk().is_open());
  open();
  EXPECT_EQ(walk().part(), 1u);
  EXPECT_TRUE(walk().is_part_done(0));
}

TEST_F(LessonInTheWindow, AQuestionThatWaitsIsPutAwayByWhoeverGoesOn) {
  open();
  driver_->click(driver_->text("ui.lesson.answer"));
  settle();
  ASSERT_TRUE(driver_->look().asks());
  driver_->press({kKeyRight, false, true});
  settle();
  EXPECT_FALSE(driver_->look().asks());
  EXPECT_EQ(walk().part(), 1u);
  EXPECT_EQ(driver_->cursor(), step_of_story(7));
  EXPECT_TRUE(driver_->look().quiz->answered().empty());
}

TEST_F(LessonInTheWindow, WhatIsToBeDoneIsDoneByDoingIt) {
  open();
  teach(deed::GoToPart{2});
  EXPECT_FALSE(walk().is_part_done(2));
  driver_->run("step");
  settle();
  EXPECT_TRUE(walk().is_task_done(2, 0));
  EXPECT_FALSE(walk().is_task_done(2, 1));
  driver_->run("last");
  settle();
  EXPECT_TRUE(walk().is_part_done(2));
  EXPECT_THAT(progress_, HasSubstr("way.md 3"));
}

TEST_F(LessonInTheWindow, LeavingGivesTheLevelBack) {
  const words::Level before = driver_->look().settings.level;
  open();
  ASSERT_NE(driver_->look().settings.level, before);
  EXPECT_EQ(driver_->app().settings_to_keep().level, before) << "a lesson's is not remembered";
  driver_->run("leave_lesson");
  settle();
  EXPECT_EQ(driver_->look().settings.level, before);
  EXPECT_THAT(driver_->words(), Not(HasSubstr("Some bytes of main go.")));
}

TEST_F(LessonInTheWindow, OneWhoseScenarioIsNotShownRunsIt) {
  Driver other(testing::Mode::picker);
  // Nothing can be started there: it is said, and nothing is lost.
  other.app().carry_out(ask::InLesson{deed::OpenLesson{"one_stack"}});
  for (int i = 0; i < 60; ++i) other.frame();
  files_["/there/other.md"] = "# Other\nrun: generator\n\n## P\n";
  teach(deed::OpenLesson{"/there/other.md"});
  ASSERT_EQ(orders_.size(), 1u);
  EXPECT_EQ(orders_[0].name, "generator");
}

TEST_F(LessonInTheWindow, AFileThatIsNoneIsSaid) {
  teach(deed::OpenLesson{"/nowhere.md"});
  EXPECT_FALSE(walk().is_open());
  EXPECT_THAT(driver_->words(), HasSubstr("/nowhere.md"));
  files_["/there/none.md"] = "nothing";
  teach(deed::OpenLesson{"/there/none.md"});
  EXPECT_FALSE(walk().is_open());
  EXPECT_THAT(driver_->look().notice.words, HasSubstr("no parts"));
}

TEST_F(LessonInTheWindow, IsReadAgainWhenItsFileHasChanged) {
  open();
  teach(deed::GoToPart{1});
  std::string& file = files_["/there/way.md"];
  file.replace(file.find("All of it."), 10, "Every byte.");
  for (int i = 0; i < 90; ++i) driver_->frame();
  EXPECT_EQ(walk().part(), 1u);
  EXPECT_THAT(driver_->words(), HasSubstr("Every byte."));
}

TEST_F(LessonInTheWindow, IsWrittenInTheWindow) {
  driver_->seek(step_of_story(4));
  settle();
  ASSERT_TRUE(driver_->run("new_lesson"));
  settle();
  ASSERT_TRUE(walk().is_edited());
  EXPECT_EQ(walk().lesson().run, "test1_test2");
  ASSERT_EQ(walk().parts(), 1u);
  // What is typed is the part, as a file has it.
  teach(deed::WritePart{
      "## gr1 is in the way\nat: story 4\nlook: gr1\n\nSee.\n\n? Who?\n- [x] gr1\n- [ ] main\n"});
  EXPECT_EQ(walk().here()->title, "gr1 is in the way");
  ASSERT_NE(walk().here_placed(), nullptr);
  EXPECT_EQ(walk().here_placed()->asked.size(), 1u);
  driver_->seek(step_of_story(7));
  settle();
  driver_->click(driver_->text("ui.lesson.add_here"));
  settle();
  ASSERT_EQ(walk().parts(), 2u);
  EXPECT_EQ(walk().part(), 1u);
  driver_->click(driver_->text("ui.lesson.earlier_part"));
  settle();
  EXPECT_EQ(walk().part(), 0u);
  EXPECT_EQ(walk().lesson().parts[1].title, "gr1 is in the way");
  teach(deed::SaveLesson{"/there/mine.md"});
  const lessons::ReadLesson read = lessons::parse_lesson(files_["/there/mine.md"]);
  EXPECT_TRUE(read.flaws.empty());
  ASSERT_EQ(read.lesson.parts.size(), 2u);
  EXPECT_EQ(read.lesson.parts[1].text, std::vector<std::string>{"See."});
  EXPECT_FALSE(walk().is_unsaved());
  driver_->click(driver_->text("ui.lesson.remove"));
  settle();
  EXPECT_EQ(walk().parts(), 1u);
  EXPECT_TRUE(walk().is_unsaved());
  driver_->click(driver_->text("ui.lesson.preview"));
  settle();
  EXPECT_THAT(driver_->words(), HasSubstr("See."));
}

TEST_F(LessonInTheWindow, APartIsTypedIntoItsField) {
  open();
  ASSERT_TRUE(driver_->run("edit_lesson"));
  settle();
  driver_->click("part of the lesson");
  driver_->press({kKeyHome, false, true});
  driver_->type("## New\n\n");
  settle();
  EXPECT_THAT(walk().here()->title, HasSubstr("New"));
}

TEST_F(LessonInTheWindow, StaysWhenTheLanguageChanges) {
  teach(deed::OpenLesson{"one_stack"});
  ASSERT_TRUE(walk().is_open());
  teach(deed::GoToPart{2});
  driver_->app().carry_out(ask::ChooseLanguage{"zh-Hans"});
  settle();
  EXPECT_EQ(walk().part(), 2u);
  EXPECT_EQ(walk().lesson().language, "zh-Hans");
  EXPECT_NE(walk().here_placed(), nullptr);
}

TEST_F(LessonInTheWindow, TheListSaysHowFarOneHasCome) {
  const std::string first(lessons::shipped().front());
  progress_ = "greenlens progress 1\n" + first + " 1 2\n";
  driver_ = std::make_unique<Driver>(options());
  driver_->run("lessons");
  settle();
  const std::vector<lesson_list::Row> rows = lesson_list::rows(driver_->look());
  ASSERT_EQ(rows.size(), lessons::shipped().size());
  EXPECT_GT(rows[0].share, 0);
  EXPECT_THAT(rows[0].progress, HasSubstr("2 of"));
  EXPECT_EQ(rows[1].share, 0);
  driver_->click("lesson: " + first);
  settle();
  EXPECT_EQ(walk().id(), first);
}

// The tutorial is completed by doing what it says.
TEST_F(LessonInTheWindow, WhatTheTutorialAsksForCanBeDoneAndIsNoticed) {
  teach(deed::OpenLesson{"tutorial"});
  ASSERT_TRUE(walk().is_open());
  size_t done = 0;
  for (size_t part = 0; part < walk().parts(); ++part) {
    teach(deed::GoToPart{part});
    const std::vector<lessons::Task> tasks = walk().here()->tasks;
    for (size_t k = 0; k < tasks.size(); ++k) {
      EXPECT_FALSE(walk().is_task_done(part, k));
      if (tasks[k].what == lessons::Task::What::command) {
        EXPECT_TRUE(driver_->run(tasks[k].command)) << tasks[k].command;
      } else if (const auto step = lessons::step_of(tasks[k].place, driver_->trace())) {
        driver_->seek(*step);
      }
      settle();
      EXPECT_TRUE(walk().is_task_done(part, k)) << part + 1 << ": " << task_text(tasks[k]);
      driver_->press({kKeyEscape});
      settle();
      ++done;
    }
  }
  EXPECT_GE(done, 8u);
}

// A teacher has a remote with two buttons, and that suffices.
TEST_F(LessonInTheWindow, OneButtonOfARemoteLeadsThroughIt) {
  driver_->run("layout_classroom");
  settle();
  open();
  const Chord next{kKeyPageDown};
  driver_->press(next);
  settle();
  ASSERT_TRUE(driver_->look().asks()) << "the part asks first";
  driver_->press(next);
  settle();
  EXPECT_FALSE(driver_->look().asks()) << "then the answer is shown";
  EXPECT_EQ(walk().part(), 0u);
  driver_->press(next);
  settle();
  EXPECT_EQ(walk().part(), 1u);
  EXPECT_EQ(driver_->cursor(), step_of_story(7));
  EXPECT_EQ(driver_->choices().raised.front(), "lesson");
  // Arrows step there, and the part stays.
  driver_->press({kKeyRight});
  settle();
  EXPECT_EQ(driver_->cursor(), step_of_story(8));
  EXPECT_EQ(walk().part(), 1u);
  driver_->press({kKeyPageUp});
  settle();
  EXPECT_EQ(walk().part(), 0u);
  EXPECT_EQ(driver_->cursor(), step_of_story(1));
}

// Who opens the program for the first time sees that there are some.
TEST(LessonsAtTheStart, AreAButtonAway) {
  std::vector<StartOrder> orders;
  AppOptions options;
  options.scenarios = {{"test1_test2", "test1 / test2", ""}};
  options.start = [&orders](const StartOrder& order) -> Opened {
    orders.push_back(order);
    return std::unique_ptr<session::EventSource>(
        std::make_unique<testing::LiveSource>(testing::sample_events()));
  };
  Driver driver(std::move(options));
  driver.frame();
  driver.click(driver.text("command.lessons"));
  for (int i = 0; i < 10; ++i) driver.frame();
  driver.click("lesson: one_stack");
  for (int i = 0; i < 300; ++i) driver.frame();
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(orders[0].name, "test1_test2");
  ASSERT_TRUE(driver.look().lesson->is_open());
  EXPECT_NE(driver.look().lesson->here_placed(), nullptr) << "its recording has come to its end";
  EXPECT_EQ(driver.cursor(), driver.look().lesson->here_placed()->step);
}

TEST_F(LessonInTheWindow, OnTheWallItHasAColumnOfItsOwn) {
  driver_->run("layout_classroom");
  settle();
  open();
  const Look look = driver_->look();
  const Arrangement all =
      layout_for(look, {{0, 0}, {1280, 800}}).arrange(look, {{0, 0}, {1280, 800}});
  float lesson = 0, timeline = 0;
  for (const Placed& place : all.places) {
    if (place.slot == Slot::left) lesson = place.area.size.y;
    if (place.slot == Slot::bottom) timeline = place.area.at.y;
  }
  EXPECT_GT(lesson, 400) << "from below the sentence to the line of output";
  EXPECT_GT(timeline, 0);
}

}  // namespace
}  // namespace greenlens::gui
