// Pictures of the window, drawn without a display.
#include "gui/platform/offscreen.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tracer/store/file_trace.h"

namespace greenlens::gui {
namespace {

// The PNG file's bytes.
std::string picture(const SnapshotOptions& options,
                    const store::Trace& trace = testing::sample_timeline()) {
  const facts::Result<std::string> png = render_png(trace, options);
  EXPECT_TRUE(png) << said(png.fault());
  return png ? *png : "";
}

uint32_t big_endian(const std::string& bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = at; i < at + 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

TEST(Offscreen, ThePictureHasTheSizeThatWasAskedFor) {
  SnapshotOptions options;
  options.width = 900;
  options.height = 700;
  std::string png = picture(options);
  ASSERT_GT(png.size(), 10000u) << "the picture is empty";
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(big_endian(png, 16), 900u);
  EXPECT_EQ(big_endian(png, 20), 700u);
}

TEST(Offscreen, TheSameStepGivesTheSamePictureTwice) {
  SnapshotOptions options;
  options.step = 40;
  EXPECT_EQ(picture(options), picture(options));
}

TEST(Offscreen, StepThemeScaleAndGrainAreSeen) {
  SnapshotOptions options;
  options.step = 40;
  std::string plain = picture(options);
  auto differs = [&](auto change) {
    SnapshotOptions changed = options;
    change(&changed);
    return picture(changed) != plain;
  };
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->step = 41; }));
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->theme = scene::Theme::dark; }));
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->scale = 1.5f; }));
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->grain = facts::Grain::line; }));
}

TEST(Offscreen, ATraceWithoutEventsCanBeDrawn) {
  EXPECT_GT(picture({}, store::Timeline()).size(), 5000u);
}

// However long that takes: the same picture each time, with nothing in it that is under way. (Of
// what is not waited for, Checking.IsGivenUpAndNotShownAtRest.)
TEST(Offscreen, WhatIsLookedForMeanwhileIsInThePicture) {
  const std::string bytes = testing::noted_bytes(40, 60'000, testing::Order::random);
  const auto trace = store::FileTrace::open(store::bytes_in_memory(bytes), "");
  ASSERT_TRUE(trace);
  SnapshotOptions options;
  options.step = (*trace)->size();
  options.most_waiting = std::chrono::hours(24);
  const std::string first = picture(options, **trace);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(picture(options, **trace) == first) << i;
}

}  // namespace
}  // namespace greenlens::gui
