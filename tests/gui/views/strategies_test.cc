// The view of strategies: costs at every step, what was measured, and the slider over it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "gui/views/strategies/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/scene/strategies/strategies_scene.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::gui::strategies {
namespace {

namespace costs = greenlens::strategies;
using testing::Driver;
using testing::english;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

// Copying is faster up to 2048 bytes, which lie between two that were measured.
costs::Sweep made_up() {
  costs::Sweep sweep;
  sweep.cpu = "x86-64";
  for (const uint64_t greenlets : {uint64_t{100}, uint64_t{10000}}) {
    for (const uint64_t bytes : {uint64_t{256}, uint64_t{1024}, uint64_t{4096}, uint64_t{16384}}) {
      costs::Point point;
      point.greenlets = greenlets;
      point.bytes = bytes;
      point.slice = bytes + 300;
      point.slices = {static_cast<double>(bytes) / 64, 300, 2 * point.slice,
                      greenlets * point.slice, 0};
      point.stacks = {32, 7000, 0, greenlets * 8192, 0};
      sweep.points.push_back(point);
    }
  }
  return sweep;
}

AppOptions with_sweep(std::shared_ptr<const costs::Sweep> sweep, TimeTurns measure = nullptr) {
  AppOptions options;
  options.source = std::make_unique<testing::ReplaySource>();
  options.shown_name = "test1_test2";
  options.sweep = std::move(sweep);
  options.time_turns = std::move(measure);
  return options;
}
// Where the whole view has room.
void open_large(Driver* driver) {
  driver->run("layout_diagram");
  driver->run("strategies");
  driver->resize({1280, 1400});
  driver->settle();
}

TEST(StrategiesAlong, IsAtEveryStepInAnyOrderWhatIsCountedFromTheBeginning) {
  const store::Timeline trace = testing::sample_timeline();
  Along along;
  for (const uint64_t step : {uint64_t{0}, uint64_t{30}, uint64_t{31}, trace.size(), uint64_t{12},
                              uint64_t{40}, trace.size() + 5}) {
    const auto found = along.at(trace, step);
    ASSERT_TRUE(found) << step;
    EXPECT_EQ(found->of, costs::costs_at(trace, step)->of) << step;
  }
  EXPECT_FALSE(Along().at(testing::sample_timeline(), 0) == std::nullopt);
}

TEST(StrategiesView, SaysWhatTheStepThatIsShownHasCost) {
  Driver driver(Mode::replay);
  driver.run("strategies");
  driver.run("last");
  driver.settle();
  std::string words = driver.words();
  EXPECT_THAT(words, HasSubstr("modelled"));
  EXPECT_THAT(words, HasSubstr("432 B"));
  EXPECT_THAT(words, HasSubstr("1008 B were copied in 4 switches"));
  driver.seek(2);
  driver.settle();
  words = driver.words();
  EXPECT_THAT(words, HasSubstr(driver.text("strategies.no_switches")));
  EXPECT_THAT(words, Not(HasSubstr("432 B")));
}

TEST(StrategiesView, WithoutAMeasurementItHasNoSliderAndNoButtonWhereNobodyMeasures) {
  Driver driver(Mode::replay);
  open_large(&driver);
  EXPECT_FALSE(driver.sees("size"));
  EXPECT_FALSE(driver.sees(driver.text("ui.strategies.measure")));
}

TEST(StrategiesView, ItsSliderIsDrawnAndMovedByArrows) {
  Driver driver(with_sweep(std::make_shared<const costs::Sweep>(made_up())));
  open_large(&driver);
  EXPECT_THAT(driver.words(), HasSubstr("4 KiB each, 100 greenlets"));
  EXPECT_THAT(driver.words(), HasSubstr("With more than about 2 KiB of locals each"));
  const ImVec4 track = driver.place("size");
  const float y = (track.y + track.w) / 2;
  driver.drag({(track.x + track.z) / 2, y}, {track.x + 14, y});
  EXPECT_THAT(driver.words(), HasSubstr("256 B each, 100 greenlets"));
  driver.click("10000 greenlets");
  EXPECT_THAT(driver.words(), HasSubstr("256 B each, 10000 greenlets"));
  // The focus comes to it, and its arrows are its own.
  for (int i = 0; i < 200; ++i) {
    driver.press({kKeyTab});
    if (driver.words().find(driver.text("ui.strategies.slider")) != std::string::npos) break;
  }
  const uint64_t before = driver.cursor();
  driver.press({kKeyRight});
  EXPECT_THAT(driver.words(), HasSubstr("1 KiB each, 10000 greenlets"));
  EXPECT_EQ(driver.cursor(), before);
}

TEST(StrategiesView, MeasuresWhenAskedAndSaysWhenItFails) {
  std::atomic<int> asked{0};
  const auto measure = [&](const std::function<bool()>& goes_on) -> std::optional<costs::Sweep> {
    EXPECT_TRUE(goes_on());
    if (++asked == 1) return {};
    return made_up();
  };
  Driver driver(with_sweep(nullptr, measure));
  open_large(&driver);
  const auto wait = [&] {
    for (int i = 0; i < 2000 && driver.look().measures; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      driver.frame();
    }
    driver.settle();
  };
  driver.click(driver.text("ui.strategies.measure"));
  wait();
  EXPECT_EQ(driver.look().notice.words, driver.text("strategies.cannot_measure"));
  EXPECT_FALSE(driver.sees("size"));
  driver.click(driver.text("ui.strategies.measure"));
  wait();
  EXPECT_TRUE(driver.sees("size"));
  EXPECT_EQ(asked, 2);
}

// --- the picture

TEST(StrategiesPicture, HasNoTwoItemsOfOneNameAndFitsAnySize) {
  const auto points = costs::points_of(made_up(), 100);
  for (const float width : {0.0f, 50.0f, 300.0f, 700.0f, 2000.0f}) {
    for (const float height : {0.0f, 60.0f, 150.0f, 330.0f, 1000.0f}) {
      scene::SceneOptions options;
      options.width = width, options.height = height;
      const scene::Scene scene = scene::strategies_scene(english(), points, 1, options);
      std::set<std::string> ids;
      for (const scene::Item& item : scene.items)
        EXPECT_TRUE(ids.insert(item.id).second) << item.id;
      if (width >= 700 && height >= 330) {
        EXPECT_EQ(ids.count("strategies.crossing"), 1u);
        EXPECT_EQ(ids.count("strategies.held.frames.name"), 1u);
        EXPECT_EQ(ids.count("strategies.all_held.frames"), 1u);
      }
    }
  }
  EXPECT_TRUE(scene::strategies_scene(english(), {}, 0, {}).items.empty());
}

TEST(StrategiesPicture, MarksNoCrossingWhereThereIsNone) {
  auto points = costs::points_of(made_up(), 100);
  for (costs::Point& point : points) point.slices.switch_ns = 100;
  scene::SceneOptions options;
  options.width = 900, options.height = 400;
  for (const scene::Item& item : scene::strategies_scene(english(), points, 0, options).items) {
    EXPECT_NE(item.id, "strategies.crossing");
  }
}

TEST(StrategiesPicture, SaysOfEveryCurveWhetherItIsModelled) {
  scene::SceneOptions options;
  options.width = 1000, options.height = 400;
  const scene::Scene scene =
      scene::strategies_scene(english(), costs::points_of(made_up(), 100), 0, options);
  for (const scene::Item& item : scene.items) {
    if (!item.id.ends_with(".name") || !item.id.starts_with("strategies.held.")) continue;
    const bool is_frames = item.id.find("frames") != std::string::npos;
    EXPECT_THAT(std::get<scene::Text>(item.shape).text,
                HasSubstr(is_frames ? "modelled" : "measured"));
  }
}

TEST(StrategiesPicture, AColumnPicksItsSize) {
  EXPECT_EQ(scene::picked_point("strategies.pick.3.strategies.held"), 3u);
  EXPECT_EQ(scene::picked_point("strategies.pick."), std::nullopt);
  EXPECT_EQ(scene::picked_point("stack.gr1"), std::nullopt);
}

}  // namespace
}  // namespace greenlens::gui::strategies
