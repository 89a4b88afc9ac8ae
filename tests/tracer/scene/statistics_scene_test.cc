// The numbers of a trace as a picture, of any size.
#include "tracer/scene/statistics/statistics_scene.h"

#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tests/tracer/store/long_trace.h"

namespace greenlens::scene {
namespace {

using greenlens::testing::english;
using greenlens::testing::item;
using greenlens::testing::long_trace;
using greenlens::testing::random_timeline;
using greenlens::testing::sample_timeline;
using greenlens::testing::text_of;

store::Numbers counted_numbers(const store::Trace& trace) {
  return *store::count_steps(trace, 0, trace.size());
}

Scene sized(const store::Numbers& numbers, float width, float height, uint32_t selected = 0) {
  SceneOptions options;
  options.width = width, options.height = height, options.selected = selected;
  return statistics_scene(english(), numbers, options);
}

float width_of_bar(const Scene& scene, const std::string& id) {
  const Item* found = item(scene, id);
  EXPECT_NE(found, nullptr) << id;
  return found != nullptr ? std::get<Rect>(found->shape).box.w : 0;
}

TEST(StatisticsScene, SaysTheNumbers) {
  const store::Timeline sample = sample_timeline();
  const state::State end = sample.state(sample.size());
  const Scene scene = sized(counted_numbers(sample), 1000, 440);
  EXPECT_EQ(text_of(scene, "statistics.total.switches"), "4");
  EXPECT_EQ(text_of(scene, "statistics.total.out"), std::to_string(end.bytes_out));
  EXPECT_EQ(text_of(scene, "statistics.total.in"), std::to_string(end.bytes_in));
  EXPECT_EQ(text_of(scene, "statistics.total.greenlets"), "3");
}

// A picture that stands alone does.
TEST(StatisticsScene, SaysWhichStepsWereCountedWhereNobodyElseDoes) {
  const store::Timeline sample = sample_timeline();
  const store::Numbers numbers = *store::count_steps(sample, 30, 60);
  SceneOptions options;
  EXPECT_EQ(item(statistics_scene(english(), numbers, options), "statistics.caption"), nullptr);
  options.caption = true;
  const std::string said =
      text_of(statistics_scene(english(), numbers, options), "statistics.caption");
  EXPECT_EQ(said.rfind("Steps 30 to 60 of " + std::to_string(sample.size()) + ", told in ", 0), 0u)
      << said;
}

// Every number and chart is there, or named among those that are not.
TEST(StatisticsScene, NamesWhatHasNoRoom) {
  const store::Numbers numbers = counted_numbers(random_timeline({.seed = 4, .switches = 60}));
  const std::vector<std::pair<const char*, const char*>> all = {
      {"statistics.total.switches", "switches"},
      {"statistics.total.out", "bytes to the heap"},
      {"statistics.total.in", "bytes back"},
      {"statistics.total.greenlets", "greenlets"},
      {"statistics.total.time", "on the clock"},
      {"statistics.sizes.title", "Copies by size"},
      {"statistics.time.title", "Time that each ran"},
      {"statistics.bytes.title", "Bytes copied of each"}};
  EXPECT_EQ(item(sized(numbers, 1000, 440), "statistics.left_out"), nullptr);
  EXPECT_EQ(item(sized(numbers, 600, 440), "statistics.left_out"), nullptr);
  size_t with_some = 0;
  for (const float width : {200.0f, 380.0f, 500.0f, 800.0f, 1000.0f}) {
    for (float height = 70; height < 460; height += 15) {
      const Scene scene = sized(numbers, width, height);
      const Item* left_out = item(scene, "statistics.left_out");
      const std::string names = left_out != nullptr ? left_out->tooltip : "";
      if (left_out != nullptr) ++with_some;
      for (const auto& [id, name] : all) {
        EXPECT_NE(item(scene, id) != nullptr, names.find(name) != std::string::npos)
            << id << " at " << width << " x " << height << ": " << names;
      }
    }
  }
  EXPECT_GT(with_some, 20u);
}

TEST(StatisticsScene, BarsAreAsLongAsTheirNumbers) {
  const store::Numbers numbers = counted_numbers(random_timeline({.seed = 4, .switches = 60}));
  const Scene scene = sized(numbers, 1000, 500);
  const store::GreenletNumbers *most = nullptr, *other = nullptr;
  const auto bytes = [](const store::GreenletNumbers& g) {
    return static_cast<float>(g.bytes_out + g.bytes_in);
  };
  for (const store::GreenletNumbers& g : numbers.greenlets) {
    if (most == nullptr || bytes(g) > bytes(*most)) most = &g;
  }
  for (const store::GreenletNumbers& g : numbers.greenlets) {
    if (&g != most && (other == nullptr || bytes(g) > bytes(*other))) other = &g;
  }
  ASSERT_NE(other, nullptr);
  const std::string id = "statistics.bytes.";
  const float whole = width_of_bar(scene, id + std::to_string(most->id));
  EXPECT_NEAR(width_of_bar(scene, id + std::to_string(other->id)) / whole,
              bytes(*other) / bytes(*most), 0.02f);
}

TEST(StatisticsScene, ABarIsItsGreenletsAndItsMarkIsTheLongestRun) {
  const store::Timeline program = random_timeline({.seed = 4, .switches = 60});
  store::Timeline timed;
  for (uint64_t n = 1; n <= program.size(); ++n) {
    facts::Event event = program.event(n);
    event.time_ns = n * n;
    timed.append(std::move(event));
  }
  const store::Numbers numbers = counted_numbers(timed);
  const Scene scene = sized(numbers, 1000, 500);
  size_t marks = 0;
  for (const store::GreenletNumbers& g : numbers.greenlets) {
    const std::string id = "statistics.time." + std::to_string(g.id);
    const Item* bar = item(scene, id);
    if (bar == nullptr) continue;
    EXPECT_EQ(bar->greenlet, g.id);
    EXPECT_EQ(bar->step, 0u);
    EXPECT_NE(bar->tooltip.find(g.name), std::string::npos);
    if (const Item* mark = item(scene, id + ".longest")) {
      ++marks;
      EXPECT_EQ(mark->step, g.longest_from);
    }
  }
  EXPECT_GT(marks, 0u);
}

TEST(StatisticsScene, SaysHowManyHaveNoRoomAndKeepsTheSelectedOne) {
  const store::Numbers numbers = counted_numbers(long_trace({.greenlets = 60, .switches = 600}));
  const Scene scene = sized(numbers, 1000, 300);
  size_t rows = 0, ran = 0;
  facts::GreenletId left_out = 0;
  for (const store::GreenletNumbers& g : numbers.greenlets) {
    if (g.runs == 0) continue;
    ++ran;
    if (item(scene, "statistics.time." + std::to_string(g.id)) != nullptr) {
      ++rows;
    } else {
      left_out = g.id;
    }
  }
  EXPECT_EQ(text_of(scene, "statistics.time.more"), "+ " + std::to_string(ran - rows) + " more");
  ASSERT_NE(left_out, 0u);
  const Scene with = sized(numbers, 1000, 300, left_out);
  EXPECT_NE(item(with, "statistics.time." + std::to_string(left_out)), nullptr);
  EXPECT_NE(item(with, "statistics.bytes." + std::to_string(left_out)), nullptr);
}

TEST(StatisticsScene, HasAPlaceForEverythingAtAnySize) {
  const store::Numbers all[] = {
      counted_numbers(sample_timeline()), counted_numbers(store::Timeline()),
      counted_numbers(random_timeline({.seed = 9, .greenlets = 30, .switches = 200})),
      counted_numbers(long_trace({.greenlets = 300, .switches = 900, .threads = 2}))};
  for (const store::Numbers& numbers : all) {
    for (const float width : {0.f, 20.f, 90.f, 240.f, 380.f, 560.f, 800.f, 1900.f}) {
      for (const float height : {0.f, 15.f, 60.f, 130.f, 260.f, 520.f, 1000.f}) {
        const Scene scene = sized(numbers, width, height, 2);
        SCOPED_TRACE(std::to_string(width) + " x " + std::to_string(height));
        EXPECT_EQ(greenlens::testing::repeated_id(scene), "");
        EXPECT_EQ(greenlens::testing::outside(scene), "");
        EXPECT_EQ(greenlens::testing::overlapping_texts(scene), "");
        EXPECT_EQ(greenlens::testing::missing_words(scene), "");
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::scene
