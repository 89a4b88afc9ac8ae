// The sample's main moments as pictures, byte for byte. GREENLENS_UPDATE_GOLDEN=1 writes them anew:
// look at them before they are committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "tests/support/sample_trace.h"
#include "tracer/export/svg.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/statistics/statistics_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::testing {
namespace {

using namespace facts;
using namespace state;
using namespace store;
using namespace words;
using namespace scene;
using namespace exports;

std::filesystem::path golden_file(const std::string& name) {
  return std::filesystem::path(GREENLENS_SOURCE_DIR) / "tests/golden/scenes" / (name + ".svg");
}

void expect_golden(const std::string& name, Scene scene) {
  scene.description = "";  // the step's sentence has tests of its own
  const std::string svg = to_svg(scene, Theme::light);
  if (std::getenv("GREENLENS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(golden_file(name), std::ios::binary) << svg;
  }
  std::ifstream file(golden_file(name), std::ios::binary);
  ASSERT_TRUE(file) << golden_file(name) << " is missing: run with GREENLENS_UPDATE_GOLDEN=1";
  std::stringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(svg, expected.str())
      << name << " looks different now; if it should, run with GREENLENS_UPDATE_GOLDEN=1";
}

// The n-th step of a kind, and a name for it.
struct Picture {
  const char* name;
  const char* fact;
  int nth;
};
const Picture kMoments[] = {
    {"01_beginning", "", 0},
    {"02_main_partly_saved", "slice_saved", 1},
    {"03_gr1_partly_saved", "slice_saved", 2},
    {"04_gr2_saved_whole", "slice_saved", 3},
    {"05_gr1_restored", "slice_restored", 1},
    {"06_gr1_dying_not_saved", "origin_not_saved", 1},
    {"07_main_runs_on", "delivered", 4},
    {"08_end", "program_finished", 1},
};

uint64_t step_of(const Timeline& timeline, const Picture& moment) {
  int left = moment.nth;
  for (uint64_t n = 1; left > 0 && n <= timeline.size(); ++n) {
    if (fact_name(timeline.event(n).fact) == std::string(moment.fact) && --left == 0) return n;
  }
  EXPECT_EQ(left, 0) << "the sample has no " << moment.name;
  return 0;
}

void PrintTo(const Picture& moment, std::ostream* out) { *out << moment.name; }

class GoldenPictures : public ::testing::TestWithParam<Picture> {};

TEST_P(GoldenPictures, LookAsTheyDid) {
  const Timeline timeline = sample_timeline();
  const uint64_t n = step_of(timeline, GetParam());
  const Messages& words = Messages::of("en");
  auto run = std::make_shared<RunExtent>();
  run->follow(timeline, /*grows=*/false);
  SceneOptions options;
  options.run = run;
  expect_golden(std::string("stack_") + GetParam().name,
                stack_scene(words, timeline.at(n), options));
  options.width = 466, options.height = 190;
  expect_golden(std::string("tree_") + GetParam().name, tree_scene(words, timeline.at(n), options));
  options.width = 1000, options.height = 220;
  expect_golden(std::string("timeline_") + GetParam().name,
                timeline_scene(words, timeline, n, {}, options));
}

INSTANTIATE_TEST_SUITE_P(MainMoments, GoldenPictures, ::testing::ValuesIn(kMoments),
                         [](const auto& moment) { return std::string(moment.param.name); });

TEST(GoldenStatistics, LookAsTheyDid) {
  const Timeline timeline = sample_timeline();
  SceneOptions options;
  options.width = 900, options.height = 300;
  expect_golden(
      "statistics",
      statistics_scene(Messages::of("en"), *count_steps(timeline, 0, timeline.size()), options));
}

}  // namespace
}  // namespace greenlens::testing
