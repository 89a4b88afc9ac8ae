// Claims about SVG documents and colours.
#include "tracer/export/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace greenlens::testing {
namespace {

using namespace scene;
using namespace exports;
using ::testing::HasSubstr;
using ::testing::Not;

Scene scene_with(Shape shape) {
  Scene scene;
  scene.width = 100, scene.height = 50;
  scene.title = "a & b";
  scene.items.push_back({"thing.1", "is \"here\" <now>", 0, 0, std::move(shape)});
  return scene;
}

TEST(Svg, EscapesEverythingThatAPersonCanName) {
  Text text;
  text.text = "<gr&1> \x01";
  const std::string svg = to_svg(scene_with(text), Theme::light);
  EXPECT_THAT(svg, HasSubstr("&lt;gr&amp;1&gt; ␁"));
  EXPECT_THAT(svg, HasSubstr("<title>a &amp; b</title>"));
  EXPECT_THAT(svg, HasSubstr("<title>is &quot;here&quot; &lt;now&gt;</title>"));
  EXPECT_THAT(svg, Not(HasSubstr("<gr&")));
}

TEST(Svg, WritesNumbersShortAndWithoutMinusZero) {
  Rect rect;
  rect.box = {-0.001f, 1.5f, 10.126f, 2};
  const std::string svg = to_svg(scene_with(rect), Theme::light);
  EXPECT_THAT(svg, HasSubstr("x=\"0\" y=\"1.5\" width=\"10.13\" height=\"2\""));
}

TEST(Svg, TextIsTextInNamedFonts) {
  Text text;
  text.text = "gr1.stack_stop";
  text.face = Face::mono;
  EXPECT_THAT(to_svg(scene_with(text), Theme::light),
              HasSubstr("font-family=\"JetBrains Mono, monospace\""));
  text.face = Face::bold;
  EXPECT_THAT(to_svg(scene_with(text), Theme::dark),
              HasSubstr("font-family=\"Inter, sans-serif\""));
}

double luminance(Color c) {
  const auto channel = [](uint8_t v) {
    const double s = v / 255.0;
    return s <= 0.03928 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
}
double contrast(Color a, Color b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(Theme, TextIsReadableOnEveryGreenletsFillAndOnPaper) {
  for (Theme theme : {Theme::light, Theme::dark}) {
    for (uint32_t greenlet = 1; greenlet <= 20; ++greenlet) {
      Text text;
      text.style = {Role::greenlet, greenlet};
      text.on_greenlet = true;
      EXPECT_GE(contrast(text_color(theme, text), fill_color(theme, {Role::greenlet, greenlet})),
                4.5)
          << "greenlet " << greenlet;
      for (Role role : {Role::ink, Role::muted}) {
        EXPECT_GE(
            contrast(line_color(theme, {role, 0}), fill_color(theme, {Role::stale, greenlet})),
            role == Role::ink ? 7 : 3.5)
            << "greenlet " << greenlet;
      }
    }
    for (Role role : {Role::ink, Role::muted, Role::accent, Role::error, Role::pointer}) {
      EXPECT_GE(contrast(line_color(theme, {role, 0}), paper_color(theme)), 4.5);
    }
  }
}

TEST(Theme, ColoursRepeatOnlyWithAPattern) {
  for (uint32_t a = 1; a <= 8; ++a) {
    EXPECT_FALSE(greenlet_is_patterned(a));
    for (uint32_t b = a + 1; b <= 8; ++b) {
      EXPECT_NE(fill_color(Theme::light, {Role::greenlet, a}),
                fill_color(Theme::light, {Role::greenlet, b}));
    }
  }
  EXPECT_TRUE(greenlet_is_patterned(9));
}

}  // namespace
}  // namespace greenlens::testing
