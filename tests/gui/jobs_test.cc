// All that takes long goes on beside the window: none of it in a frame, and all of it can be ended.
#include "gui/jobs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "gui/commands.h"
#include "gui/pacing.h"
#include "gui/views/program/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tests/tracer/store/long_trace.h"
#include "tests/tracer/store/passed_on.h"
#include "tracer/facts/event.h"
#include "tracer/words/find_text.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::FileSource;
using testing::Mode;
using testing::wait_for_work;
using Direction = store::Trace::Direction;

const store::Timeline& long_story() {
  static const store::Timeline timeline =
      testing::long_trace({.greenlets = 5, .switches = 4000, .prints = true});
  return timeline;
}
const std::string& long_recording() {
  static const std::string bytes = testing::bytes_of(long_story());
  return bytes;
}

// A trace that takes its time, as a long one does, and notes in which thread it is asked.
class SlowTrace final : public testing::PassedOn {
 public:
  using PassedOn::PassedOn;
  state::Moment at(uint64_t n) const override {
    if (slow_steps) ++steps, std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return trace_.at(n);
  }
  facts::Event event(uint64_t n) const override { return ++events, trace_.event(n); }
  std::optional<uint64_t> find(uint64_t n, Direction direction,
                               const std::function<bool(const facts::Event&)>& wanted,
                               facts::GreenletId about) const override {
    note();
    return trace_.find(n, direction, wanted, about);
  }
  bool check_more() const override { return note(), --checks_left > 0; }
  uint64_t checked() const override { return checks_left > 0 ? 0 : size(); }
  Opening another() const override {
    return [this](const store::OnProgress&) -> facts::Result<std::unique_ptr<Trace>> {
      auto other = std::make_unique<SlowTrace>(trace_);
      other->checks_left = checks_left;
      return std::unique_ptr<Trace>(std::move(other));
    };
  }

  mutable int checks_left = 0;
  static inline std::atomic<bool> slow_steps{false};
  static inline thread_local int steps = 0, events = 0;
  static constexpr int kMany = 60;
  static std::set<std::thread::id>& asked_in() {
    static std::set<std::thread::id> threads;
    return threads;
  }

 private:
  // Longer than a part of a frame.
  static void note() {
    static std::mutex mutex;
    {
      const std::lock_guard lock(mutex);
      asked_in().insert(std::this_thread::get_id());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
};

class SlowSource : public session::EventSource {
 public:
  explicit SlowSource(int checks = 0) : trace_(long_story()) { trace_.checks_left = checks; }
  session::SourceStatus poll(store::Timeline*, int) override {
    return session::SourceStatus::finished;
  }
  const store::Trace* stored() const override { return &trace_; }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }

 private:
  SlowTrace trace_;
};

// --- the rule book

TEST(Checking, GoesOnElsewhereAndIsSaid) {
  SlowTrace::asked_in().clear();
  Driver driver(std::make_unique<SlowSource>(SlowTrace::kMany));
  EXPECT_NE(driver.words().find("Checking the steps by the rules"), std::string::npos);
  EXPECT_FALSE(driver.look().all_checked);
  wait_for_work(&driver);
  EXPECT_TRUE(driver.look().all_checked);
  EXPECT_EQ(SlowTrace::asked_in().size(), 2u) << "a moment here, and the rest elsewhere";
  EXPECT_EQ(driver.words().find("Checking"), std::string::npos);
}

TEST(Checking, CanBeCalledOffAndDoesNotBeginAgain) {
  Driver driver(std::make_unique<SlowSource>(100'000));
  ASSERT_NE(driver.look().work.words, "");
  driver.press(find_command("close")->key);
  EXPECT_EQ(driver.look().work.words, "");
  driver.frame();
  EXPECT_EQ(driver.look().work.words, "");
  EXPECT_FALSE(driver.look().all_checked);
}

TEST(Checking, IsGivenUpAndNotShownAtRest) {
  Driver driver(std::make_unique<SlowSource>(100'000));
  EXPECT_TRUE(driver.app().working());
  ASSERT_NE(driver.words().find("Checking the steps by the rules"), std::string::npos);
  driver.app().rest();
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(driver.words().find("Checking"), std::string::npos);
    EXPECT_FALSE(driver.app().working());
  }
  EXPECT_FALSE(driver.look().all_checked);
}

TEST(Checking, FindsInAFileWhatTheTimelineFound) {
  store::OpenOptions all;
  all.believe_writer = false;
  const std::string bytes = testing::bytes_of(long_story());
  Driver driver(std::make_unique<FileSource>(bytes, all));
  wait_for_work(&driver);
  EXPECT_EQ(driver.look().contradicted(), long_story().contradicted());
}

// --- the way to a step

TEST(Finding, WhatIsNearIsThereAtOnce) {
  Driver driver(std::make_unique<FileSource>(long_recording()));
  driver.seek(100);
  driver.app().carry_out(ask::Select{3});
  ASSERT_TRUE(driver.app().run("next_of_greenlet"));
  const auto about = [](const facts::Event& event) { return facts::subject(event.fact) == 3; };
  EXPECT_EQ(driver.cursor(), long_story().find(100, Direction::forward, about));
}

TEST(Finding, WhatIsFarIsLookedForElsewhere) {
  SlowTrace::asked_in().clear();
  Driver driver(std::make_unique<SlowSource>());
  driver.seek(200);
  driver.app().carry_out(ask::FindEvent{99, Direction::forward});
  EXPECT_EQ(driver.look().work.words, "Looking for an event about #99");
  wait_for_work(&driver);
  EXPECT_EQ(driver.cursor(), 200u);
  EXPECT_EQ(driver.look().notice.words.find("No later event is about"), 0u)
      << driver.look().notice.words;
  EXPECT_EQ(SlowTrace::asked_in().size(), 2u);
}

TEST(Finding, EscapeEndsItAndTheStepStays) {
  Driver driver(std::make_unique<SlowSource>());
  driver.seek(200);
  driver.app().carry_out(ask::FindEvent{99, Direction::forward});
  driver.press(find_command("close")->key);
  EXPECT_EQ(driver.look().work.words, "");
  driver.frame();
  EXPECT_EQ(driver.cursor(), 200u);
  EXPECT_EQ(driver.look().notice.words, "");
}

TEST(Finding, WordsAreFoundInBothDirectionsAsInOneGo) {
  const words::Messages& english = words::Messages::of("en");
  const store::Timeline& trace = long_story();
  for (const Direction direction : {Direction::forward, Direction::backward}) {
    for (const uint64_t from : {uint64_t{0}, uint64_t{1}, uint64_t{5000}, trace.size()}) {
      for (const std::string word : {"worker-4", "nobody says this"}) {
        WayToWords way(from, direction, trace.size(), english, {word});
        while (way.go_on(trace)) continue;
        EXPECT_EQ(way.step(), words::find_text(english, trace, from, direction, {word}))
            << word << " from " << from;
        EXPECT_LE(way.progress().done, way.progress().all);
      }
    }
  }
}

// With threads the others' stops are passed over.
TEST(Finding, AThreadsStopIsWhereTheSessionFindsIt) {
  const store::Timeline threads =
      testing::long_trace({.greenlets = 6, .switches = 60, .threads = 3});
  Driver driver(std::make_unique<FileSource>(testing::bytes_of(threads)));
  session::Session session(std::make_unique<FileSource>(testing::bytes_of(threads)));
  session.poll(0);
  for (const facts::Grain grain : facts::kGrains) {
    for (uint64_t step = 1; step < threads.size(); step += 13) {
      for (const facts::ThreadId thread : {1, 2, 3}) {
        driver.seek(step), session.seek(step);
        driver.app().carry_out(ask::Step{grain, thread}), session.step(grain, thread);
        EXPECT_EQ(driver.cursor(), session.cursor()) << step << " thread " << thread;
        driver.seek(step), session.seek(step);
        driver.app().carry_out(ask::Back{grain, thread}), session.back(grain, thread);
        EXPECT_EQ(driver.cursor(), session.cursor()) << step << " back, thread " << thread;
      }
    }
  }
}

// A recording that is still being made, of which more can come.
class GrowingSource : public session::EventSource {
 public:
  explicit GrowingSource(store::Timeline* timeline) : trace_(*timeline) {}
  session::SourceStatus poll(store::Timeline*, int) override {
    return session::SourceStatus::waiting;
  }
  const store::Trace* stored() const override { return &trace_; }
  void allow(const session::Permission&) override { ++allowed; }
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }

  int allowed = 0;

 private:
  SlowTrace trace_;
};

TEST(Finding, AThreadsStopInAGrowingTraceIsLookedForElsewhereAndThenWaitedFor) {
  const auto line = [](facts::ThreadId thread) {
    return facts::Event{0, thread, 0, 0, facts::LineReached{1, {"a.cc", "program", 7}, -0x60}};
  };
  store::Timeline story;
  story.append(
      {0, 1, 0, 0, facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything}});
  story.append({0, 2, 0, 0, facts::ThreadBegan{"", -0x10000, 0x100, 0x7000}});
  while (story.size() < 20'000) story.append(line(1));
  auto source = std::make_unique<GrowingSource>(&story);
  GrowingSource* growing = source.get();
  Driver driver(std::move(source));
  driver.seek(2);
  const int allowed = growing->allowed;
  SlowTrace::asked_in().clear();
  SlowTrace::events = 0;
  driver.app().carry_out(ask::Step{facts::Grain::line, 2});
  EXPECT_EQ(driver.look().work.words, "Looking for a stop of thread 2");
  for (int i = 0; i < 20'000 && !driver.look().work.words.empty(); ++i) {
    driver.frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(SlowTrace::asked_in().size(), 2u) << "a moment here, and the rest elsewhere";
  EXPECT_EQ(driver.cursor(), 2u);
  EXPECT_EQ(growing->allowed, allowed + 1) << "a program would go on";
  for (int i = 0; i < 10; ++i) {
    story.append(line(1));
    driver.frame();
  }
  EXPECT_EQ(driver.cursor(), 2u);
  EXPECT_LT(SlowTrace::events, 1000) << "what is known not to be one is looked at again";
  story.append(line(2));
  driver.frame();
  EXPECT_EQ(driver.cursor(), story.size());
}

// --- files for other programs

struct Writing {
  std::atomic<bool> go_on{false};
  std::atomic<uint64_t> steps{0};
  std::atomic<bool> elsewhere{false}, ended{false}, reads_all{false};

  AppOptions options(std::unique_ptr<session::EventSource> source) {
    AppOptions options;
    options.source = std::move(source);
    options.shown_name = "it";
    options.exporters = {{"jsonl", ".jsonl", ""}};
    options.start = [](const StartOrder&) -> Opened {
      return std::unique_ptr<session::EventSource>(
          std::make_unique<testing::LiveSource>(testing::sample_events()));
    };
    options.write = [this, here = std::this_thread::get_id()](
                        const store::Trace& trace, const ExportOrder&,
                        const store::OnProgress& progress) -> facts::Result<std::string> {
      elsewhere = std::this_thread::get_id() != here;
      steps = trace.size();
      for (uint64_t n = 1; reads_all && n <= trace.size(); ++n) trace.event(n);
      while (!go_on) {
        if (!progress(30, 100)) break;
        std::this_thread::yield();
      }
      ended = true;
      return std::string("it.jsonl");
    };
    return options;
  }
};

TEST(Exporting, GoesOnBesideTheWindowAndSaysHowFarItIs) {
  Writing writing;
  Driver driver(writing.options(std::make_unique<FileSource>(long_recording())));
  wait_for_work(&driver);
  driver.app().carry_out(ask::Export{"jsonl"});
  std::string words;
  for (int i = 0; i < 200 && words.find("30 %") == std::string::npos; ++i) words = driver.words();
  EXPECT_NE(words.find("Writing every event as a line of JSON, 30 %"), std::string::npos) << words;
  const uint64_t before = driver.cursor();
  driver.app().carry_out(ask::Back{facts::Grain::phase});
  EXPECT_EQ(driver.cursor(), before - 1) << "the window can be used";
  writing.go_on = true;
  wait_for_work(&driver);
  EXPECT_EQ(driver.look().notice.words, "Written: it.jsonl");
  EXPECT_TRUE(writing.elsewhere);
  EXPECT_EQ(writing.steps, long_story().size());
}

TEST(Exporting, IsEndedByEscapeAndByLeaving) {
  for (const bool leaves : {false, true}) {
    Writing writing;
    Driver driver(writing.options(std::make_unique<FileSource>(long_recording())));
    wait_for_work(&driver);
    driver.app().carry_out(ask::Export{"jsonl"});
    while (writing.steps == 0) driver.frame();
    if (leaves) {
      driver.app().carry_out(ask::Start{"another"});
    } else {
      driver.press(find_command("close")->key);
      EXPECT_EQ(driver.look().notice.words.find("Writing was cancelled"), 0u);
    }
    EXPECT_TRUE(writing.ended);
    EXPECT_EQ(driver.look().work.words, "");
    driver.frame();
    EXPECT_EQ(driver.look().notice.words.find("Written"), std::string::npos);
  }
}

// Whatever the program tells meanwhile: what is written is what there was.
TEST(Exporting, WhatCannotBeOpenedOnceMoreIsCopied) {
  Writing writing;
  writing.go_on = true;
  Driver driver(writing.options(std::make_unique<testing::LiveSource>(testing::sample_events())));
  for (int i = 0; i < 3; ++i) driver.run("step");
  const uint64_t there = driver.trace().size();
  ASSERT_LT(there, testing::sample_events().size());
  driver.app().carry_out(ask::Export{"jsonl"});
  driver.app().carry_out(ask::RunToEnd{});
  for (int i = 0; i < 2000 && driver.look().notice.words.empty(); ++i) {
    driver.frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(driver.look().notice.words, "Written: it.jsonl");
  EXPECT_TRUE(writing.elsewhere);
  EXPECT_EQ(writing.steps, there);
}

// --- damage that only a job meets, in its own trace

// So long that no picture reads all of it, and nothing in it is checked unless one asks for it;
// with a chunk that is damaged and far from what is shown. Of a program with sources the lines are
// looked for that were never reached.
std::string damaged_recording(const store::TraceInfo& info) {
  store::Timeline story;
  story.append(
      {0, 1, 0, 0, facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything}});
  for (int i = 0; i < 30'000; ++i) {
    story.append({0, 1, 0, 0, facts::LineReached{1, {"a.cc", "program", 7}, -0x60}});
    story.append({0, 1, 0, 0, facts::Printed{1, "line"}});
  }
  story.append({0, 1, 0, 0, facts::ProgramFinished{facts::End::returned, ""}});
  std::string bytes = testing::bytes_of(story, info);
  const auto trace = store::FileTrace::open(store::bytes_in_memory(bytes), "x");
  const store::ChunkTable& table = (*trace)->table();
  const store::ChunkRow& row = table.rows()[table.row_of(45'000)];
  bytes[row.offset + row.bytes - 1] ^= 1;
  return bytes;
}

class Damage : public ::testing::Test {
 protected:
  void open(const store::OpenOptions& options = {}, const store::TraceInfo& info = {}) {
    auto source = std::make_unique<FileSource>(damaged_recording(info), options);
    source_ = source.get();
    writing_.go_on = true;
    driver_ = std::make_unique<Driver>(writing_.options(std::move(source)));
  }
  void expect_nothing_said() {
    wait_for_work(driver_.get());
    ASSERT_EQ(driver_->look().notice.words, "");
  }
  // When the job is done. The window's own trace has not met it; but may have where its frames show
  // what lies there as soon as the job ends.
  enum class Shown : uint8_t { elsewhere, there };
  void expect_said(const std::string& before, Shown shown = Shown::elsewhere) {
    wait_for_work(driver_.get());
    if (shown == Shown::elsewhere) {
      EXPECT_EQ(source_->fault(), facts::Fault());
    } else {
      // What is found in a moment needs no job: the next frame has the news.
      driver_->frame();
    }
    const gui::Notice said = driver_->look().notice;
    EXPECT_TRUE(said.trouble);
    EXPECT_THAT(said.words,
                ::testing::MatchesRegex(before + "x is damaged at byte [0-9]+: [0-9]+ events "
                                                 "are missing there, and [0-9]+ can be used; "
                                                 ".*"));
  }

  Writing writing_;
  FileSource* source_ = nullptr;
  std::unique_ptr<Driver> driver_;
};

TEST_F(Damage, IsSaidWhenASearchHasMetIt) {
  open();
  expect_nothing_said();
  driver_->app().carry_out(ask::Search{"nobody says this"});
  expect_said("");
}

TEST_F(Damage, IsSaidWhenTheWayToAStepHasMetIt) {
  open();
  expect_nothing_said();
  driver_->app().carry_out(ask::Step{facts::Grain::line, 7});
  expect_said("", Shown::there);
}

TEST_F(Damage, IsSaidBehindWhatCameOfTheJob) {
  open();
  expect_nothing_said();
  driver_->app().carry_out(ask::Search{"nobody"});
  driver_->app().rest();
  driver_->app().carry_out(ask::FindNext{});
  expect_said("No later event says “nobody”\\. ");
}

TEST_F(Damage, IsSaidWhenTheCheckByTheRulesHasMetIt) {
  store::OpenOptions all;
  all.believe_writer = false;
  open(all);
  expect_said("");
}

TEST_F(Damage, IsSaidWhenWhatIsReadForAViewHasMetIt) {
  open({}, testing::sample_info());
  expect_nothing_said();
  driver_->seek(driver_->trace().size());
  driver_->frame();
  expect_said("");
}

TEST_F(Damage, IsSaidBesideTheFileThatWasWrittenOfIt) {
  open();
  expect_nothing_said();
  writing_.reads_all = true;
  driver_->app().carry_out(ask::Export{"jsonl"});
  expect_said("Written: it.jsonl ");
}

TEST_F(Damage, IsSaidOnce) {
  open();
  driver_->app().carry_out(ask::Search{"nobody says this"});
  expect_said("");
  driver_->app().carry_out(ask::DismissNotice{});
  driver_->app().carry_out(ask::Step{facts::Grain::line, 7});
  wait_for_work(driver_.get());
  EXPECT_EQ(driver_->look().notice.words, "") << "a job with the same trace";
  const auto nothing = [](const facts::Event&) { return false; };
  source_->stored()->find(0, Direction::forward, nothing);
  ASSERT_TRUE(source_->fault());
  driver_->frame();
  EXPECT_EQ(driver_->look().notice.words, "") << "the window's own trace";
}

TEST(OwnTrace, SaysWhyItCannotBeHad) {
  OwnTrace own;
  const auto refused = [](facts::FaultKind kind) {
    return [kind](const store::OnProgress&) -> facts::Result<std::unique_ptr<store::Trace>> {
      return facts::Fault{kind, "x", 0, 0, ""};
    };
  };
  EXPECT_EQ(own.fault(), facts::Fault());
  EXPECT_EQ(own.get(1, refused(facts::FaultKind::no_memory), {}), nullptr);
  EXPECT_EQ(own.fault().kind, facts::FaultKind::no_memory);
  EXPECT_EQ(own.get(1, refused(facts::FaultKind::cancelled), {}), nullptr);
  EXPECT_EQ(own.fault(), facts::Fault()) << "a person called it off";
}

// --- what is read for a view

TEST(Reading, LinesThatWereNeverReachedAreFoundInParts) {
  const store::Timeline sample = testing::sample_timeline();
  const store::SourceText& source = *program::program_source(sample.info());
  Driver driver(Mode::replay);
  driver.seek(sample.size());
  wait_for_work(&driver);
  driver.frame();
  EXPECT_FALSE(program::never_reached_lines(sample, source).empty());
  EXPECT_NE(driver.words().find(driver.text("ui.never_reached")), std::string::npos);
  driver.seek(sample.size() - 1);
  EXPECT_EQ(driver.words().find(driver.text("ui.never_reached")), std::string::npos);
}

// Each line that was found may lie far from the next: some of them a frame.
TEST(Reading, LinesThatWereFoundAreWorkedOutAFewForEachFrame) {
  Driver driver(std::make_unique<SlowSource>());
  driver.press(find_command("find")->key);
  SlowTrace::slow_steps = true;
  ImGui::GetIO().AddInputCharactersUTF8("worker-4");
  int most = 0, all = 0;
  const auto goes_on = [&] { return driver.app().expects_news() || driver.app().animating(); };
  for (int i = 0; i < 20'000 && (i < 10 || goes_on()); ++i) {
    SlowTrace::steps = 0;
    driver.frame();
    most = std::max(most, SlowTrace::steps), all += SlowTrace::steps;
  }
  SlowTrace::slow_steps = false;
  EXPECT_GT(all, 5);
  EXPECT_LE(most, 3) << "of " << all;
}

TEST(Reading, TheListOfEventsStandsAtTheStepThatIsShown) {
  Driver driver(std::make_unique<FileSource>(long_recording()));
  wait_for_work(&driver);
  driver.seek(20'000);
  driver.app().carry_out(ask::Show{"events"});
  for (int i = 0; i < 3; ++i) driver.frame();
  EXPECT_TRUE(driver.sees("event 20000")) << driver.labels();
  for (const uint64_t step : {5'000u, 27'000u, 3u, 28'006u}) {
    driver.seek(step);
    driver.frame();
    EXPECT_TRUE(driver.sees("event " + std::to_string(step))) << "in the first frame that shows it";
    driver.frame();
    EXPECT_TRUE(driver.sees("event " + std::to_string(step)));
  }
}

// --- what need not be drawn

TEST(Pacing, AnIdleWindowDrawsNothing) {
  Pacing pacing;
  int drawn = 0;
  while (pacing.is_due(false, false)) ++drawn;
  EXPECT_EQ(drawn, 3) << "the first frames settle";
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(pacing.is_due(false, false));
  EXPECT_EQ(pacing.wait(false, false), Pacing::Wait::for_ever);
  EXPECT_EQ(pacing.wait(false, true), Pacing::Wait::news) << "asks, and draws nothing";
  EXPECT_TRUE(pacing.is_due(true, false));
  EXPECT_FALSE(pacing.is_due(false, false)) << "once";
  EXPECT_TRUE(pacing.is_due(false, true));
  EXPECT_EQ(pacing.wait(true, false), Pacing::Wait::none);
  pacing.touched();
  EXPECT_EQ(pacing.wait(false, false), Pacing::Wait::none);
}

TEST(Pacing, AWindowWhoseProgramStandsHasNothingNew) {
  Driver driver(Mode::live);
  ASSERT_TRUE(driver.app().expects_news());
  driver.frame();
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(driver.app().go_on(0.02f));
  driver.app().carry_out(ask::Step{facts::Grain::line});
  EXPECT_TRUE(driver.app().go_on(0.02f)) << "a step is something new";
  driver.settle();
  EXPECT_FALSE(driver.app().go_on(0.02f));
}

// A click may be seen in the last frame that is due for it.
TEST(Pacing, WhatAClickAsksForIsDrawnUntilItHasSettled) {
  Driver driver(std::make_unique<FileSource>(long_recording()));
  wait_for_work(&driver);
  driver.seek(20'000);
  driver.click("Events");
  driver.click("Greenlet");
  const ImVec4 tab = driver.place("Events");
  driver.move_mouse({(tab.x + tab.z) / 2, (tab.y + tab.w) / 2});
  ImGui::GetIO().MouseDown[0] = true;
  driver.frame();
  ImGui::GetIO().MouseDown[0] = false;
  driver.frame();
  int frames = 0;
  for (; frames < 10 && driver.app().go_on(0.02f); ++frames) driver.frame();
  EXPECT_GE(frames, 2);
  EXPECT_LT(frames, 10);
}

TEST(Pacing, PlayingIsNewOnlyAtItsSteps) {
  Driver driver(Mode::replay);
  driver.seek(5);
  driver.app().carry_out(ask::TogglePlay{});
  driver.frame(1e-5f);
  int frames = 0;
  for (int i = 0; i < 100; ++i) {
    if (!driver.app().go_on(0.05f)) continue;
    ++frames;
    driver.frame(1e-5f);
  }
  EXPECT_NEAR(frames, 5, 2) << "a step a second";
}

}  // namespace
}  // namespace greenlens::gui
