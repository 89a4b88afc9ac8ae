// What is remembered between starts.
#include "gui/settings.h"

#include <gtest/gtest.h>

#include "gui/recent.h"

namespace greenlens::gui {
namespace {

TEST(Settings, WhatIsWrittenIsReadBack) {
  Settings settings;
  settings.theme = scene::Theme::dark;
  settings.language = "zh-Hant";
  settings.scale = 1.5f;
  settings.layout = LayoutChoice::classroom;
  settings.other_scale = 1.25f;
  settings.animate = false;
  settings.times = true;
  settings.axis = scene::Axis::time;
  settings.left = 0.3f;
  settings.right = 0.2f;
  settings.bottom = 0.4f;
  settings.output = 0.5f;
  settings.tree = 0.6f;
  settings.grain = facts::Grain::line;
  settings.speed = 2.5f;
  settings.window = {-30, 40, 1500, 900};
  settings.moved = {{"tree", Slot::left_below}, {"no such view", Slot::bottom}};
  settings.recent = {"/a/b = c.gltrace", "/d e"};
  EXPECT_EQ(parse_settings(format_settings(settings)), settings);
  EXPECT_EQ(parse_settings(format_settings({})), Settings());
}

TEST(Settings, AnEmptyFileMeansTheDefaults) { EXPECT_EQ(parse_settings(""), Settings()); }

TEST(Settings, NonsenseIsPassedOver) {
  EXPECT_EQ(parse_settings("no equals sign\nscale = wide\nunknown = 7\n= 3\nleft = nan\n\n=\n"),
            Settings());
}

TEST(Settings, ALanguageThatThereIsNotIsNone) {
  EXPECT_EQ(parse_settings("language = zh-Hans").language, "zh-Hans");
  EXPECT_EQ(parse_settings("language = xx").language, "");
}

TEST(Settings, ValuesOutOfRangeAreClamped) {
  EXPECT_FLOAT_EQ(parse_settings("scale = 100").scale, 3);
  EXPECT_FLOAT_EQ(parse_settings("scale = 0").scale, 1);
  EXPECT_FLOAT_EQ(parse_settings("left = 0.99").left, 0.45f);
  EXPECT_FLOAT_EQ(parse_settings("right = -4").right, 0.1f);
}

TEST(Settings, AWindowThatCannotBeIsNotRemembered) {
  for (const char* wrong : {"window = 1 2 3 4", "window = 0 0 100000 800", "window = 0 0 -5 800",
                            "window = 0 0 800", "window = a b c d", "window = 99999 0 800 600"}) {
    EXPECT_EQ(parse_settings(wrong).window, Settings::Place()) << wrong;
  }
}

TEST(Settings, RecentFilesAreBounded) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "recent = /f" + std::to_string(i) + "\n";
  EXPECT_EQ(parse_settings(text).recent.size(), kMostRecent);
  EXPECT_EQ(parse_settings(text).recent.front(), "/f0");
}

TEST(Settings, TheFirstScaleFitsTheScreen) {
  EXPECT_FLOAT_EQ(first_scale(1, 1920, 1080), 1);
  EXPECT_FLOAT_EQ(first_scale(1, 1366, 768), 1);
  EXPECT_FLOAT_EQ(first_scale(1, 3840, 2160), 2) << "a system that says nothing";
  EXPECT_FLOAT_EQ(first_scale(2, 3840, 2160), 2);
  EXPECT_FLOAT_EQ(first_scale(1.5f, 2560, 1440), 1.5f);
  EXPECT_FLOAT_EQ(first_scale(2, 1920, 1080), 1.25f) << "the window has to fit";
  EXPECT_FLOAT_EQ(first_scale(1.3f, 2560, 1440), 1.25f) << "in quarters";
  EXPECT_FLOAT_EQ(first_scale(9, 15360, 8640), 3);
  EXPECT_FLOAT_EQ(first_scale(0, 0, 0), 1);
}

TEST(Settings, TheWindowComesWhereItWasAsFarAsThatIsToBeSeen) {
  const Screen screen{0, 30, 1920, 1050};
  const Settings::Place was{100, 80, 900, 700};
  EXPECT_EQ(place_on(screen, was, 1), was);
  const Settings::Place away{5000, 80, 900, 700};
  EXPECT_EQ(place_on(screen, away, 1), (Settings::Place{510, 205, 900, 700}));
  EXPECT_EQ(place_on(screen, {}, 1), (Settings::Place{320, 155, 1280, 800}));
  const Settings::Place large = place_on(screen, {}, 2);
  EXPECT_EQ(large.width, 1920);
  EXPECT_EQ(large.height, 1050);
}

TEST(Settings, ReducedMotionIsWhatTheEnvironmentOrTheDesktopSays) {
  EXPECT_FALSE(wants_reduced_motion(nullptr, ""));
  EXPECT_TRUE(wants_reduced_motion("1", ""));
  EXPECT_TRUE(wants_reduced_motion("yes", ""));
  EXPECT_FALSE(wants_reduced_motion("0", "gtk-enable-animations=0")) << "the variable counts";
  const std::string gtk = "[Settings]\ngtk-theme-name=Adwaita\n";
  EXPECT_FALSE(wants_reduced_motion(nullptr, gtk));
  EXPECT_FALSE(wants_reduced_motion("", gtk + "gtk-enable-animations=1\n"));
  EXPECT_TRUE(wants_reduced_motion("", gtk + "gtk-enable-animations=0\n"));
  EXPECT_TRUE(wants_reduced_motion(nullptr, gtk + "gtk-enable-animations = false"));
  EXPECT_FALSE(wants_reduced_motion(nullptr, gtk + "gtk-enable-animations-of-others=0"));
}

TEST(Settings, EveryThemeIsRemembered) {
  for (const scene::Theme theme : scene::kThemes) {
    Settings settings;
    settings.theme = theme;
    EXPECT_EQ(parse_settings(format_settings(settings)).theme, theme);
  }
}

TEST(Settings, SpacesAndForeignLineEndsDoNotMatter) {
  Settings settings = parse_settings("  theme=dark  \r\nscale   =2\r\nanimate = no\r\n");
  EXPECT_EQ(settings.theme, scene::Theme::dark);
  EXPECT_FLOAT_EQ(settings.scale, 2);
  EXPECT_FALSE(settings.animate);
}

}  // namespace
}  // namespace greenlens::gui
