// What is said beside the step's sentence: ends of all kinds, and a program that stands still.
#include "gui/banner.h"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <atomic>
#include <thread>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/ending.h"
#include "gui/layouts.h"
#include "gui/views/transport/model.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"

namespace greenlens::gui {
namespace {

using facts::FaultKind;
using session::Activity;
using session::Doing;
using testing::Driver;
using testing::LiveSource;
using testing::Mode;

// --- ends

std::vector<facts::Event> first_events(size_t count) {
  std::vector<facts::Event> events = testing::sample_events();
  events.resize(count);
  return events;
}

std::unique_ptr<Driver> ended(FaultKind kind) {
  const facts::Fault fault{kind, "The program", 20, 20, "SIGSEGV"};
  auto driver = std::make_unique<Driver>(std::make_unique<LiveSource>(first_events(20), fault));
  driver->run("last");
  return driver;
}

TEST(Ends, CutKilledAndCrashedAreThreeThings) {
  using transport::Mood;
  const auto said = [](FaultKind kind) { return transport::condition(ended(kind)->look()); };
  const auto crashed = said(FaultKind::crashed), killed = said(FaultKind::killed);
  const auto cut = said(FaultKind::trace_cut), raised = said(FaultKind::raised);
  EXPECT_EQ(crashed.mood, Mood::broken);
  EXPECT_EQ(raised.mood, Mood::broken);
  EXPECT_NE(killed.mood, Mood::broken) << "somebody wanted it";
  EXPECT_NE(cut.mood, Mood::broken) << "that is no error of the program";
  EXPECT_NE(said(FaultKind::gap).mood, Mood::broken) << "nor is a damaged file";
  EXPECT_EQ(std::set<std::string>({crashed.words, killed.words, cut.words, raised.words}).size(),
            4u);
}

TEST(Ends, WhatIsMissingInAFileIsSaidAndIsNoTrouble) {
  const auto driver = ended(FaultKind::trace_cut);
  EXPECT_NE(driver->look().notice.words, "");
  EXPECT_FALSE(driver->look().notice.trouble);
  driver->press({kKeyLeft});
  EXPECT_NE(driver->look().notice.words, "") << "it stays until it is dismissed";
  driver->click("×");
  EXPECT_EQ(driver->look().notice.words, "");
}

TEST(Ends, AKilledProgramIsNoErrorAndIsKeptLikewise) {
  const auto driver = ended(FaultKind::killed);
  EXPECT_NE(driver->look().notice.words.find("was killed"), std::string::npos);
  EXPECT_FALSE(driver->look().notice.trouble);
  driver->press({kKeyLeft});
  EXPECT_TRUE(driver->sees(driver->text("command.save_recording"))) << driver->labels();
}

TEST(Ends, ACrashSaysWhereTheRunIsKeptOrOffersToKeepIt) {
  const auto driver = ended(FaultKind::crashed);
  EXPECT_NE(driver->words().find(driver->text("ui.kept_nowhere")), std::string::npos);
  driver->click(driver->text("command.save_recording"));
  driver->settle();
  ASSERT_EQ(driver->choices().overlay, "browser");
  driver->press({kKeyEnter});
  for (int i = 0; i < 2000 && driver->look().kept_in.empty(); ++i) {
    driver->frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ASSERT_EQ(driver->look().kept_in, "/home/ada/lesson/test1_test2.gltrace");
  // Of a crash it is said with the crash.
  Look look = driver->look();
  const Notice crash{"It crashed.", true, false, true};
  const Banner banner = banner_of({.moment = look.moment,
                                   .began_live = true,
                                   .fault = FaultKind::crashed,
                                   .kept_in = look.kept_in,
                                   .choices = look.choices,
                                   .settings = look.settings,
                                   .messages = look.messages,
                                   .glossary = look.glossary,
                                   .fonts = look.fonts,
                                   .scenarios = look.scenarios,
                                   .exporters = look.exporters,
                                   .shown_name = look.shown_name,
                                   .notice = crash});
  EXPECT_NE(banner.details.find("/home/ada/lesson/test1_test2.gltrace"), std::string::npos);
  EXPECT_TRUE(banner.buttons.empty());
}

// --- a program that stands still

// It was let go, and tells nothing.
class SilentSource final : public session::EventSource {
 public:
  struct Shared {
    std::atomic<Doing> doing{Doing::sleeping};
    std::atomic<int> asked{0};
    std::atomic<bool> stopped{false}, elsewhere{false};
  };
  explicit SilentSource(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  session::SourceStatus poll(store::Timeline* timeline, int) override {
    if (timeline->size() == 0) *timeline = testing::sample_timeline();
    return shared_->stopped ? session::SourceStatus::finished : session::SourceStatus::running;
  }
  void allow(const session::Permission&) override {}
  bool live() const override { return !shared_->stopped; }
  facts::Fault fault() const override { return {}; }
  void stop() override { shared_->stopped = true; }
  session::Ask activity() const override {
    return [shared = shared_, here = std::this_thread::get_id()] {
      ++shared->asked;
      shared->elsewhere = std::this_thread::get_id() != here;
      return Activity{shared->doing, 4711};
    };
  }

 private:
  std::shared_ptr<Shared> shared_;
};

struct Silent {
  std::shared_ptr<SilentSource::Shared> shared = std::make_shared<SilentSource::Shared>();
  Driver driver{std::make_unique<SilentSource>(shared)};
  // To its last step, and a step that never comes.
  Silent() {
    driver.seek(driver.trace().size());
    driver.app().carry_out(ask::Step{facts::Grain::phase});
    driver.frame();
  }
  std::string after(float seconds) {
    for (float t = 0; t < seconds; t += 0.25f) {
      driver.frame(0.25f);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return driver.words();
  }
};

TEST(Standstill, IsSaidAfterTwoSecondsWithWhatTheProgramDoes) {
  Silent silent;
  EXPECT_EQ(silent.after(1.5f).find("has told nothing"), std::string::npos);
  std::string words = silent.after(2);
  EXPECT_NE(words.find("has told nothing for 3 seconds"), std::string::npos) << words;
  EXPECT_NE(words.find("It sleeps (process 4711)"), std::string::npos) << words;
  EXPECT_NE(words.find(silent.driver.text("ui.status.still")), std::string::npos);
  EXPECT_TRUE(silent.shared->elsewhere) << "the system is asked beside the window";
  silent.shared->doing = Doing::stopped;
  words = silent.after(3);
  EXPECT_NE(words.find("kill -CONT 4711"), std::string::npos) << words;
  const int asked = silent.shared->asked;
  silent.after(4);
  EXPECT_LE(silent.shared->asked - asked, 6) << "not in every frame";
}

TEST(Standstill, EachThingAProgramCanDoHasWords) {
  for (const Doing doing :
       {Doing::unknown, Doing::running, Doing::sleeping, Doing::waiting_for_input,
        Doing::waiting_for_disk, Doing::stopped, Doing::ended}) {
    Silent silent;
    silent.shared->doing = doing;
    const std::string words = silent.after(4);
    EXPECT_EQ(words.find("«"), std::string::npos) << words;
    EXPECT_FALSE(banner_of(silent.driver.look()).details.empty());
  }
}

TEST(Standstill, OneCanLookBackMeanwhile) {
  for (const bool by_key : {false, true}) {
    Silent silent;
    silent.after(3);
    const uint64_t cursor = silent.driver.cursor();
    if (by_key) {
      silent.driver.app().key({kKeyLeft});
      silent.driver.frame();
      EXPECT_EQ(silent.driver.cursor(), cursor - 1) << "at once";
    } else {
      silent.driver.click(silent.driver.text("ui.still.look_back"));
      EXPECT_EQ(silent.driver.cursor(), cursor);
    }
    EXPECT_FALSE(silent.driver.look().waits_for_program);
    EXPECT_EQ(banner_of(silent.driver.look()).words, "");
    EXPECT_TRUE(silent.driver.look().live) << "the program stays as it is";
  }
}

TEST(Standstill, TheProgramCanBeStopped) {
  Silent silent;
  silent.after(3);
  silent.driver.click(silent.driver.text("ui.still.stop"));
  EXPECT_TRUE(silent.shared->stopped);
  silent.driver.frame();
  EXPECT_EQ(banner_of(silent.driver.look()).words, "");
  EXPECT_TRUE(silent.driver.look().at_end);
}

TEST(Standstill, AProgramThatWaitsForAStepDoesNotStandStill) {
  Driver driver(Mode::live);
  for (int i = 0; i < 20; ++i) driver.frame(0.5f);
  EXPECT_EQ(banner_of(driver.look()).words, "");
}

// --- beside, and not over

TEST(Banner, CoversNoPanelAtAnyScale) {
  for (const LayoutChoice layout :
       {LayoutChoice::everything, LayoutChoice::classroom, LayoutChoice::diagram}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
      for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
        Settings settings = Driver::calm();
        settings.layout = layout, settings.scale = scale;
        const auto driver = ended(FaultKind::crashed);
        driver->resize(size);
        driver->app().carry_out(ask::Change{settings});
        driver->settle();
        driver->frame();
        const ImGuiWindow* banner = ImGui::FindWindowByName("banner");
        ASSERT_NE(banner, nullptr);
        ASSERT_TRUE(banner->Active);
        const ImRect box = banner->Rect();
        EXPECT_LE(box.Max.y, size.y);
        const Look look = driver->look();
        const Area window{{0, 0}, size};
        size_t panels = 0;
        for (const Placed& placed : layout_for(look, window).arrange(look, window).places) {
          if (!is_panel(placed.slot)) continue;
          ++panels;
          const ImVec2 low = placed.area.at;
          EXPECT_FALSE(
              box.Overlaps({low, {low.x + placed.area.size.x, low.y + placed.area.size.y}}))
              << layout_name(layout) << " at " << scale << " in " << size.x;
          EXPECT_GT(placed.area.size.y, 40) << layout_name(layout) << " at " << scale;
        }
        EXPECT_GT(panels, 0u);
      }
    }
  }
}

TEST(Banner, StandsBesideTheSentenceAndInTheWindowAtEverySizeAndScale) {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1920, 1080}, ImVec2{640, 480}}) {
    for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
      Settings settings = Driver::calm();
      settings.scale = scale;
      Driver driver(Mode::replay, size, settings);
      driver.app().carry_out(ask::Export{"jsonl"});
      testing::wait_for_work(&driver);
      driver.frame();
      driver.frame();
      ASSERT_NE(driver.look().notice.words, "");
      const ImVec4 cross = driver.place("×");
      EXPECT_GT(cross.x, size.x * 0.5f);
      EXPECT_LE(cross.z, size.x);
      EXPECT_LE(cross.w, size.y);
      driver.click("×");
      EXPECT_EQ(driver.look().notice.words, "");
    }
  }
}

}  // namespace
}  // namespace greenlens::gui
