// Claims about how widgets look in each theme.
#include <gtest/gtest.h>
#include <imgui.h>

#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/stage.h"
#include "tests/tracer/scene/contrast.h"

namespace greenlens::gui {
namespace {

using scene::Theme;
using testing::contrast;
using testing::Driver;
using testing::Mode;

scene::Color color_of(ImU32 color) {
  return {static_cast<uint8_t>(color >> IM_COL32_R_SHIFT),
          static_cast<uint8_t>(color >> IM_COL32_G_SHIFT),
          static_cast<uint8_t>(color >> IM_COL32_B_SHIFT), 255};
}

TEST(Looks, WordsAreReadOnAllThatTheyMayStandOn) {
  for (const Theme theme : scene::kThemes) {
    SCOPED_TRACE(scene::theme_name(theme));
    const Colors colors = colors_of(theme);
    const double least = theme == Theme::contrast ? 7 : 4.5;
    for (const ImU32 paper : {colors.panel, colors.page, colors.accent_faint}) {
      EXPECT_GE(contrast(color_of(colors.ink), color_of(paper)), 7);
      EXPECT_GE(contrast(color_of(colors.muted), color_of(paper)), least);
      EXPECT_GE(contrast(color_of(colors.accent), color_of(paper)), least);
      EXPECT_GE(contrast(color_of(colors.error), color_of(paper)), least);
    }
    EXPECT_GE(contrast(color_of(colors.good), color_of(colors.panel)), least);
    EXPECT_GE(contrast(color_of(colors.on_accent), color_of(colors.accent)), least);
    if (theme == Theme::contrast) {
      EXPECT_GE(contrast(color_of(colors.faint), color_of(colors.panel)), 7);
      EXPECT_GE(contrast(color_of(colors.border), color_of(colors.panel)), 7);
    }
  }
}

TEST(Looks, NothingOfAWidgetHasAColourWhereThereIsToBeNone) {
  const testing::Stage stage;
  apply_style(Theme::mono, 1);
  for (int i = 0; i < ImGuiCol_COUNT; ++i) {
    const ImVec4 color = ImGui::GetStyle().Colors[i];
    EXPECT_NEAR(color.x, color.y, 0.003) << ImGui::GetStyleColorName(i);
    EXPECT_NEAR(color.y, color.z, 0.003) << ImGui::GetStyleColorName(i);
  }
  const Colors all = colors_of(Theme::mono);
  for (const ImU32 color : {all.page, all.panel, all.border, all.ink, all.muted, all.accent,
                            all.accent_faint, all.error, all.on_accent, all.good, all.faint}) {
    const scene::Color its = color_of(color);
    EXPECT_TRUE(its.r == its.g && its.g == its.b);
  }
}

TEST(Looks, WithReducedMotionNothingMovesByItself) {
  for (const bool animates : {true, false}) {
    Settings settings;
    settings.animate = animates;
    Driver driver(Mode::replay, {1280, 800}, settings);
    driver.run("first");
    bool moved = false;
    for (int i = 0; i < 12; ++i) {
      driver.app().run("step");
      driver.frame();
      driver.frame();
      moved = moved || driver.app().animating();
      for (int wait = 0; wait < 60; ++wait) driver.frame();
    }
    EXPECT_EQ(moved, animates);
    EXPECT_EQ(ImGui::GetIO().ConfigInputTextCursorBlink, animates) << "nor the cursor of a field";
  }
}

}  // namespace
}  // namespace greenlens::gui
