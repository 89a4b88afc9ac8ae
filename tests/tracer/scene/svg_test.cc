// Claims about SVG documents.
#include "tracer/export/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace greenlens::testing
