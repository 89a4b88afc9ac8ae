// What is remembered between starts.
#include "gui/settings.h"

#include <gtest/gtest.h>

namespace greenlens::gui {
namespace {

TEST(Settings, WhatIsWrittenIsReadBack) {
  Settings settings;
  settings.theme = scene::Theme::dark;
  settings.scale = 1.5f;
  settings.layout = LayoutChoice::classroom;
  settings.other_scale = 1.25f;
  settings.animate = false;
  settings.times = true;
  settings.left = 0.3f;
  settings.right = 0.2f;
  settings.bottom = 0.4f;
  settings.output = 0.5f;
  settings.tree = 0.6f;
  EXPECT_EQ(parse_settings(format_settings(settings)), settings);
  EXPECT_EQ(parse_settings(format_settings({})), Settings());
}

TEST(Settings, AnEmptyFileMeansTheDefaults) { EXPECT_EQ(parse_settings(""), Settings()); }

TEST(Settings, NonsenseIsPassedOver) {
  EXPECT_EQ(parse_settings("no equals sign\nscale = wide\nunknown = 7\n= 3\nleft = nan\n\n=\n"),
            Settings());
}

TEST(Settings, ValuesOutOfRangeAreClamped) {
  EXPECT_FLOAT_EQ(parse_settings("scale = 100").scale, 3);
  EXPECT_FLOAT_EQ(parse_settings("scale = 0").scale, 1);
  EXPECT_FLOAT_EQ(parse_settings("left = 0.99").left, 0.45f);
  EXPECT_FLOAT_EQ(parse_settings("right = -4").right, 0.1f);
}

TEST(Settings, SpacesAndForeignLineEndsDoNotMatter) {
  Settings settings = parse_settings("  theme=dark  \r\nscale   =2\r\nanimate = no\r\n");
  EXPECT_EQ(settings.theme, scene::Theme::dark);
  EXPECT_FLOAT_EQ(settings.scale, 2);
  EXPECT_FALSE(settings.animate);
}

}  // namespace
}  // namespace greenlens::gui
