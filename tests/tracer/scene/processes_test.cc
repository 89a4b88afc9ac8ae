// The picture of a run of several processes: rows, lanes, arrows, and where a click leads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/english.h"
#include "tests/support/family_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/processes/processes_scene.h"

namespace greenlens::scene {
namespace {

using greenlens::testing::english;
using greenlens::testing::family_files;
using greenlens::testing::FamilyFile;
using greenlens::testing::item;
using greenlens::testing::kMs;
using greenlens::testing::text_of;
using ::testing::HasSubstr;

class ProcessesScene : public ::testing::Test {
 protected:
  void take(const std::vector<FamilyFile>& files) {
    for (const FamilyFile& file : files) {
      traces_.push_back(greenlens::testing::opened(file.bytes, file.name));
      given_.push_back({file.name, traces_.back().get(), {}});
      if (traces_.back() == nullptr) {
        given_.back().fault = {facts::FaultKind::not_a_trace, file.name, 0, 0, ""};
      }
    }
    family_ = processes::family_of(given_);
  }
  ProcessesPicture picture(float width, float height, const ProcessesOptions& shown = {}) {
    SceneOptions options;
    options.width = width, options.height = height;
    return processes_scene(english(), family_, given_, shown, options);
  }
  static Line line(const ProcessesPicture& made, const std::string& id) {
    const Item* found = item(made.scene, id);
    EXPECT_NE(found, nullptr) << id;
    return found != nullptr ? std::get<Line>(found->shape) : Line();
  }
  static size_t count(const ProcessesPicture& made, const std::string& beginning) {
    return static_cast<size_t>(
        std::count_if(made.scene.items.begin(), made.scene.items.end(),
                      [&](const Item& one) { return one.id.starts_with(beginning); }));
  }

  std::vector<std::unique_ptr<store::FileTrace>> traces_;
  std::vector<processes::Given> given_;
  processes::Family family_;
};

TEST_F(ProcessesScene, HasARowForEachProcessAndALaneForEachGreenlet) {
  take(family_files());
  const ProcessesPicture made = picture(1000, 600);
  // The arbiter has a main greenlet and a hub that never runs; each worker a main, a hub and two.
  ASSERT_EQ(made.rows.size(), 3u + 1 + 4 + 4);
  EXPECT_EQ(text_of(made.scene, "processes.0.name"), "gunicorn 4711");
  EXPECT_EQ(text_of(made.scene, "processes.1.lane.2.name"), "handle-3");
  EXPECT_EQ(text_of(made.scene, "processes.2.end"), "killed by SIGKILL");
  EXPECT_EQ(text_of(made.scene, "processes.1.end"), "reached its end");
}

TEST_F(ProcessesScene, WhereLanesHaveNoRoomAProcesssRowHasAll) {
  take(family_files());
  const ProcessesPicture made = picture(1000, 160);
  EXPECT_EQ(made.rows.size(), 3u);
  EXPECT_GT(count(made, "processes.1.together.ran"), 10u);
  EXPECT_EQ(made.scene.height, 160);
}

TEST_F(ProcessesScene, AFewPixelsAreEnough) {
  take(family_files());
  for (const float width : {0.0f, 1.0f, 60.0f, 150.0f, 300.0f, 5000.0f}) {
    for (const float height : {0.0f, 20.0f, 90.0f, 2000.0f}) {
      const ProcessesPicture made = picture(width, height);
      EXPECT_EQ(greenlens::testing::repeated_id(made.scene), "") << width << " x " << height;
      EXPECT_EQ(greenlens::testing::missing_words(made.scene), "");
    }
  }
}

TEST_F(ProcessesScene, NoWordsLieUponEachOther) {
  take(family_files());
  for (const float width : {500.0f, 1000.0f, 1800.0f}) {
    for (const float height : {120.0f, 500.0f}) {
      const ProcessesPicture made = picture(width, height);
      EXPECT_EQ(greenlens::testing::overlapping_texts(made.scene), "") << width << " x " << height;
      EXPECT_EQ(greenlens::testing::outside(made.scene), "") << width << " x " << height;
    }
  }
}

TEST_F(ProcessesScene, ArrowsStandWhereForksAndSignalsWere) {
  take(family_files());
  const ProcessesPicture made = picture(1000, 600);
  // began, forked, began, forked, began, signalled, ...
  const auto x = [&](uint64_t ns) {
    return made.left + (made.right - made.left) * static_cast<float>(ns) /
                           static_cast<float>(family_.length_ns);
  };
  for (size_t i = 0; i < family_.happenings.size(); ++i) {
    const processes::Happening& one = family_.happenings[i];
    const std::string id = "processes.happened." + std::to_string(i);
    if (one.is == processes::Happened::signalled) {
      const Line arrow = line(made, id);
      EXPECT_TRUE(arrow.arrow);
      EXPECT_NEAR(arrow.points[0].x, x(one.time_ns), 0.5);
      const bool leads = one.other.has_value();
      EXPECT_EQ(arrow.points[1].y > arrow.points[0].y, leads) << "to a worker it goes down";
    }
    if (one.is == processes::Happened::forked) {
      EXPECT_TRUE(line(made, id).arrow);
    }
  }
  EXPECT_EQ(text_of(made.scene, "processes.happened.5.name"), "SIGTERM");
  const Item* outside = item(made.scene, "processes.happened.9.name");
  ASSERT_NE(outside, nullptr);
  EXPECT_THAT(std::get<Text>(outside->shape).text, HasSubstr("process 99"));
}

TEST_F(ProcessesScene, AClickIsARowAndAMoment) {
  take(family_files());
  const ProcessesPicture made = picture(1000, 600);
  EXPECT_EQ(time_at(made, made.left), 0u);
  EXPECT_EQ(time_at(made, made.right), family_.length_ns);
  EXPECT_EQ(time_at(made, -1000), 0u);
  EXPECT_NEAR(static_cast<double>(time_at(made, (made.left + made.right) / 2)) / kMs, 50, 0.5);
  for (const ProcessRow& row : made.rows) {
    const ProcessRow* found = row_at(made, (row.top + row.bottom) / 2);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->process, row.process);
    EXPECT_EQ(found->greenlet, row.greenlet);
  }
  EXPECT_EQ(row_at(made, 1), nullptr);
}

TEST_F(ProcessesScene, TheWheelZoomsWhereTheMouseIs) {
  take(family_files());
  ProcessesPicture made = picture(1000, 600);
  const float x = made.left + (made.right - made.left) / 4;
  const uint64_t there = time_at(made, x);
  const TimeRange closer = times_zoomed(made, family_.length_ns, x, 2);
  EXPECT_NEAR(static_cast<double>(closer.to_ns - closer.from_ns) / kMs, 50, 1);
  made = picture(1000, 600, {.shown = closer});
  EXPECT_NEAR(static_cast<double>(time_at(made, x)) / kMs, static_cast<double>(there) / kMs, 0.5);
  const TimeRange right = times_moved(made, family_.length_ns, (made.right - made.left) / 2);
  EXPECT_NEAR(static_cast<double>(right.from_ns - closer.from_ns) / kMs, 25, 1);
  EXPECT_EQ(times_moved(made, family_.length_ns, 1e6f).to_ns, family_.length_ns);
  EXPECT_TRUE(times_zoomed(made, family_.length_ns, x, 0.1).all()) << "no more than there is";
}

TEST_F(ProcessesScene, TheCursorIsWhereTheWindowStands) {
  take(family_files());
  const ProcessesPicture made = picture(1000, 600, {.current = 1, .now_ns = 50 * kMs});
  const Line cursor = line(made, "processes.cursor.0");
  EXPECT_NEAR(cursor.points[0].x, (made.left + made.right) / 2, 1);
  EXPECT_NE(item(made.scene, "processes.1.current"), nullptr);
  EXPECT_EQ(item(made.scene, "processes.0.current"), nullptr);
}

TEST_F(ProcessesScene, WhatSpeaksAgainstItIsSaidBelow) {
  auto files = family_files();
  files[1].bytes = "no trace";
  take(files);
  const ProcessesPicture made = picture(1000, 600);
  EXPECT_THAT(text_of(made.scene, "processes.doubt.0"), HasSubstr("w.4712.gltrace is left out"));
  EXPECT_EQ(text_of(made.scene, "processes.1.end"), "no recording");
}

TEST_F(ProcessesScene, NobodyIsSaidInWords) {
  const ProcessesPicture made = picture(600, 300);
  EXPECT_EQ(text_of(made.scene, "processes.none"), english().text("scene.processes.none"));
}

}  // namespace
}  // namespace greenlens::scene
