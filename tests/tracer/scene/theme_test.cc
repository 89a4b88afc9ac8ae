// Claims about colours and textures.
#include "tracer/scene/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/contrast.h"
#include "tracer/export/exporter.h"
#include "tracer/export/svg.h"
#include "tracer/scene/layout.h"
#include "tracer/words/messages.h"

namespace greenlens::testing {
namespace {

using namespace scene;

constexpr uint32_t kGreenlets = 60;
constexpr Role kLetters[] = {Role::ink, Role::muted, Role::accent, Role::error, Role::pointer};

Text on_greenlet(uint32_t greenlet) {
  Text text;
  text.style = {Role::greenlet, greenlet};
  text.on_greenlet = true;
  text.text = "gr";
  return text;
}

// How well every text has to be read: on living bytes and paper, and a quiet one on faint bytes.
struct Least {
  double text, quiet_on_stale;
};
Least least(Theme theme) {
  switch (theme) {
    case Theme::light:
    case Theme::dark:
      return {4.5, 3.5};
    case Theme::contrast:
      return {7, 7};
    case Theme::mono:
      return {4.5, 4.5};
  }
  return {21, 21};
}

TEST(Theme, TextIsReadableOnEveryGreenletsFillAndOnPaper) {
  for (const Theme theme : kThemes) {
    SCOPED_TRACE(theme_name(theme));
    const Least wanted = least(theme);
    for (uint32_t greenlet = 1; greenlet <= kGreenlets; ++greenlet) {
      SCOPED_TRACE(greenlet);
      const Style living{Role::greenlet, greenlet}, left{Role::stale, greenlet};
      EXPECT_GE(contrast(text_color(theme, on_greenlet(greenlet)), fill_color(theme, living)),
                wanted.text);
      EXPECT_GE(contrast(line_color(theme, {Role::ink, 0}), fill_color(theme, left)), 7);
      EXPECT_GE(contrast(line_color(theme, {Role::muted, 0}), fill_color(theme, left)),
                wanted.quiet_on_stale);
      // Nothing is written upon strokes and dots: a plate hides them.
      const bool has_dots = greenlet_is_patterned(theme, greenlet);
      EXPECT_EQ(has_plate(theme, on_greenlet(greenlet)),
                has_dots || texture_of(theme, living) != Texture::plain);
      Text stale = on_greenlet(greenlet);
      stale.on_greenlet = false, stale.on_stale = true, stale.style.role = Role::muted;
      EXPECT_EQ(has_plate(theme, stale), has_dots || texture_of(theme, left) != Texture::plain);
      EXPECT_EQ(fill_below(stale).role, Role::stale);
    }
    for (const Role role : kLetters) {
      for (const Color paper : {paper_color(theme), fill_color(theme, {Role::panel, 0})}) {
        EXPECT_GE(contrast(line_color(theme, {role, 0}), paper), wanted.text);
      }
    }
  }
}

TEST(Theme, NothingIsFaintInHighContrast) {
  for (const Role role : {Role::unused, Role::panel, Role::stale, Role::greenlet}) {
    for (uint32_t greenlet = 1; greenlet <= kGreenlets; ++greenlet) {
      EXPECT_GE(
          contrast(line_color(Theme::contrast, {role, greenlet}), paper_color(Theme::contrast)), 7)
          << static_cast<int>(role) << " " << greenlet;
    }
  }
  EXPECT_GE(stroke_width(Theme::contrast, 1.5f), 2);
  EXPECT_EQ(stroke_width(Theme::light, 1.5f), 1.5f);
}

TEST(Theme, AnOutlineLeavesMostOfWhatItIsAround) {
  Rect rect;
  rect.fill = {Role::greenlet, 2}, rect.outlined = false;
  for (const Theme theme : kThemes) {
    for (const float side : {2.0f, 5.0f, 6.0f, 8.0f, 40.0f}) {
      rect.box = {0, 0, 100, side};
      const Outline line = outline_of(theme, rect);
      EXPECT_GE(side - 2 * line.width, side / 2) << theme_name(theme) << " " << side;
      EXPECT_EQ(line.width > 0, has_edges(theme) && side >= 5) << theme_name(theme) << " " << side;
    }
  }
  rect.pattern = Pattern::dashed_outline;
  EXPECT_TRUE(outline_of(Theme::light, rect).dashed);
  EXPECT_EQ(outline_of(Theme::light, rect).width, 1.5f);
}

TEST(Theme, HeadsOfArrowsAreWiderThanTheirLines) {
  for (const Theme theme : kThemes) {
    for (const float width : {1.0f, 1.5f, 2.5f, 3.0f, 4.0f}) {
      Line line;
      line.points = {{0, 0}, {100, 0}}, line.width = width;
      const ArrowHead head = arrow_head(theme, line);
      EXPECT_GE(head.width, 2.7f * stroke_width(theme, width)) << theme_name(theme) << " " << width;
      EXPECT_GE(head.length, head.width);
      line.points[1].x = 12;
      EXPECT_LE(arrow_head(theme, line).length, 8) << "of a short line some is left";
    }
  }
}

// What two greenlets look like, apart from their names.
bool look_alike(Theme theme, Role role, uint32_t a, uint32_t b) {
  const Style first{role, a}, second{role, b};
  return fill_color(theme, first) == fill_color(theme, second) &&
         texture_of(theme, first) == texture_of(theme, second) &&
         greenlet_is_patterned(theme, a) == greenlet_is_patterned(theme, b);
}

TEST(Theme, NoTwoOfTheFirstGreenletsLookAlike) {
  for (const Theme theme : kThemes) {
    const uint32_t differ = theme == Theme::light || theme == Theme::dark ? 15 : 22;
    for (uint32_t a = 1; a <= differ; ++a) {
      for (uint32_t b = a + 1; b <= differ; ++b) {
        EXPECT_FALSE(look_alike(theme, Role::greenlet, a, b))
            << theme_name(theme) << " " << a << " " << b;
      }
    }
  }
}

TEST(Theme, WithoutColourTheFirstEightDifferByMoreThanATone) {
  std::set<Texture> textures;
  for (uint32_t greenlet = 1; greenlet <= 8; ++greenlet) {
    EXPECT_TRUE(textures.insert(texture_of(Theme::mono, {Role::greenlet, greenlet})).second)
        << greenlet;
    EXPECT_EQ(texture_of(Theme::mono, {Role::stale, greenlet}),
              texture_of(Theme::mono, {Role::greenlet, greenlet}))
        << "what is left of it still says whose it was";
  }
  // And the strokes are to be seen on each paper that they may lie on.
  for (uint32_t greenlet = 2; greenlet <= kGreenlets; ++greenlet) {
    const Style style{Role::greenlet, greenlet};
    EXPECT_GE(contrast(texture_color(Theme::mono, style), fill_color(Theme::mono, style)), 4.5);
  }
}

TEST(Theme, WithoutColourLowBarsArePlainAndToldApartByTone) {
  for (const float height : {1.0f, 3.0f, 8.0f}) {
    const Box low{0, 0, 80, height};
    for (uint32_t a = 1; a <= 8; ++a) {
      const Style style{Role::greenlet, a};
      EXPECT_EQ(texture_in(Theme::mono, style, low), Texture::plain) << a;
      for (uint32_t b = a + 1; b <= 8; ++b) {
        const int one = fill_in(Theme::mono, style, low).r;
        const int other = fill_in(Theme::mono, {Role::greenlet, b}, low).r;
        EXPECT_GE(std::abs(one - other), 20) << a << " and " << b << ", " << height << " high";
      }
    }
  }
  // Where it can be read the texture stays, and so does all in other themes.
  for (const Theme theme : kThemes) {
    for (const float height : {4.0f, 9.0f, 40.0f}) {
      if (theme == Theme::mono && height < 9) continue;
      for (uint32_t greenlet = 1; greenlet <= kGreenlets; ++greenlet) {
        const Style style{Role::stale, greenlet};
        const Box box{0, 0, 80, height};
        EXPECT_EQ(texture_in(theme, style, box), texture_of(theme, style));
        EXPECT_EQ(fill_in(theme, style, box).r, fill_color(theme, style).r);
      }
    }
  }
}

bool within(const Box& box, Point p) {
  const float edge = 0.01f;
  return p.x >= box.x - edge && p.x <= box.right() + edge && p.y >= box.y - edge &&
         p.y <= box.bottom() + edge;
}

TEST(Texture, StrokesStayInTheBoxAndTellTexturesApartInASwatch) {
  for (const Box& box : {Box{3, 5, 9, 12}, Box{0, 0, 12, 12}, Box{10, 10, 400, 60}, Box{0, 0, 2, 2},
                         Box{1, 1, 60, 4}}) {
    for (const Texture texture : kTextures) {
      const std::vector<Stroke> strokes = strokes_of(texture, box);
      EXPECT_FALSE(strokes.empty()) << static_cast<int>(texture) << " in " << box.w;
      for (const Stroke& stroke : strokes) {
        EXPECT_TRUE(within(box, stroke.from) && within(box, stroke.to))
            << static_cast<int>(texture) << " in " << box.w;
      }
      if (box.w < 9 || box.h < 9) continue;
      for (const Texture other : kTextures) {
        EXPECT_EQ(strokes_of(other, box) == strokes, other == texture);
      }
    }
  }
  EXPECT_TRUE(strokes_of(Texture::plain, {0, 0, 50, 50}).empty());
  EXPECT_TRUE(strokes_of(Texture::grid, {0, 0, 0, 50}).empty());
  EXPECT_TRUE(strokes_of(Texture::lattice, {0, 0, 50, -1}).empty());
}

TEST(Texture, OfLinesHasTwoInTheLowestBarThatHasOne) {
  for (const Texture texture : {Texture::across, Texture::dashes}) {
    for (const float height : {9.0f, 10.0f, 11.9f, 12.0f}) {
      std::set<float> rows;
      for (const Stroke& stroke : strokes_of(texture, {0, 0, 80, height}))
        rows.insert(stroke.from.y);
      EXPECT_EQ(rows.size(), 2u) << height;
    }
  }
}

TEST(Texture, OneThatIsOnlySlantedOneWayWouldMeanAPartialCopy) {
  for (const Texture texture : kTextures) {
    bool rising = false, falling = false, other = false;
    for (const Stroke& s : strokes_of(texture, {0, 0, 60, 60})) {
      const float dx = s.to.x - s.from.x, dy = s.to.y - s.from.y;
      if (dx == 0 || dy == 0) {
        other = true;
      } else {
        (dx * dy < 0 ? rising : falling) = true;
      }
    }
    EXPECT_TRUE(other || (rising && falling)) << static_cast<int>(texture);
  }
}

TEST(Texture, AFillAsLargeAsAWallStaysSmall) {
  for (const Texture texture : kTextures) {
    EXPECT_LE(strokes_of(texture, {0, 0, 1e6f, 1e6f}).size(), 20'000u);
  }
}

TEST(Theme, APictureWithoutColourHasNone) {
  const store::Timeline trace = sample_timeline();
  for (const exports::NamedScene& kind : exports::scenes()) {
    for (const uint64_t step : {uint64_t{0}, trace.size() / 2, trace.size()}) {
      const Scene scene = kind.make(words::Messages::of("en"), trace, {step});
      const std::string svg = exports::to_svg(scene, Theme::mono);
      for (size_t at = svg.find("\"#"); at != svg.npos; at = svg.find("\"#", at + 1)) {
        const std::string color = svg.substr(at + 2, svg.find('"', at + 2) - at - 2);
        if (color.size() == 3) {
          EXPECT_EQ(color, "000");
          continue;
        }
        ASSERT_EQ(color.size(), 6u) << color;
        EXPECT_TRUE(color.substr(0, 2) == color.substr(2, 2) &&
                    color.substr(2, 2) == color.substr(4, 2))
            << kind.name << " at " << step << " has " << color;
      }
    }
  }
}

TEST(Theme, ATexturedFillIsWrittenWithItsStrokesAndAPlateBelowItsText) {
  Scene scene;
  scene.width = 100, scene.height = 50;
  Rect rect;
  rect.box = {10, 10, 60, 30};
  rect.fill = {Role::greenlet, 2};
  scene.items.push_back({"thing", "", 0, 0, rect});
  Text text = on_greenlet(2);
  text.at = {20, 30};
  scene.items.push_back({"words", "", 0, 0, text});
  const std::string mono = exports::to_svg(scene, Theme::mono);
  const std::string light = exports::to_svg(scene, Theme::light);
  EXPECT_NE(mono.find("<path d=\"M10 "), mono.npos);
  EXPECT_EQ(light.find("<path d=\"M10 "), light.npos);
  const auto rects = [](const std::string& svg) {
    size_t count = 0;
    for (size_t at = svg.find("<rect"); at != svg.npos; at = svg.find("<rect", at + 1)) ++count;
    return count;
  };
  EXPECT_EQ(rects(mono), rects(light) + 1) << "the plate";
  EXPECT_LT(mono.rfind("<rect"), mono.find("<text"));
}

TEST(Theme, EachHasANameOfItsOwn) {
  std::set<std::string> names;
  for (const Theme theme : kThemes) {
    EXPECT_TRUE(names.insert(theme_name(theme)).second);
    EXPECT_EQ(theme_from_name(theme_name(theme)), theme);
  }
  EXPECT_EQ(theme_from_name("blue"), std::nullopt);
}

}  // namespace
}  // namespace greenlens::testing
