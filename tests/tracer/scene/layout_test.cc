// Claims about fitting texts, keeping labels apart and the scale of addresses.
#include "tracer/scene/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tracer/scene/stack/address_scale.h"
#include "tracer/scene/text_width.h"

namespace greenlens::testing {
namespace {

using namespace facts;
using namespace scene;

// What was made smaller so that it fits is not cut then.
TEST(FittingSize, IsOneAtWhichTheTextFits) {
  for (const char* words : {"was main", "was quitter", "grandparent", "栈帧 greenlet"}) {
    for (float width = 20; width < 90; width += 0.37f) {
      const float size = fitting_size(words, 14, 1, Face::bold, width);
      EXPECT_EQ(elide(words, size, Face::bold, width), words) << size << " in " << width;
      EXPECT_LE(size, 14);
    }
  }
}

TEST(Elide, KeepsWholeCharactersAndNeverExceedsTheWidth) {
  const std::string text = "gr1’s copy → 432 bytes 栈帧 here";
  for (float width = 0; width < 260; width += 1.5f) {
    const std::string shown = elide(text, 12, Face::bold, width);
    EXPECT_LE(text_width(shown, 12, Face::bold), width);
    for (size_t i = 0; i < shown.size();) {  // no half characters
      const unsigned char first = static_cast<unsigned char>(shown[i]);
      const size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
      ASSERT_LE(i + length, shown.size());
      i += length;
    }
  }
  EXPECT_EQ(elide(text, 12, Face::sans, 1000), text);
}

TEST(TextWidth, OfMonoIsSixTenthsOfAnEmForEachCharacter) {
  EXPECT_FLOAT_EQ(text_width("-0x1a0", 10, Face::mono), 36);
  EXPECT_GT(text_width("gr1", 12, Face::bold), text_width("gr1", 12, Face::sans));
}

TEST(Spread, LabelsKeepTheirOrderTheirDistanceAndTheirBounds) {
  std::mt19937 random(4);
  for (int round = 0; round < 200; ++round) {
    std::vector<float> wanted, heights;
    float sum = 0;
    for (int i = 0; i < 12; ++i) {
      wanted.push_back(static_cast<float>(random() % 300));
      heights.push_back(static_cast<float>(8 + random() % 12));
      sum += heights.back();
    }
    std::sort(wanted.begin(), wanted.end());
    const std::vector<float> at = spread(wanted, heights, 10, 10 + sum + 60);
    float edge = 10;
    for (size_t i = 0; i < at.size(); ++i) {
      EXPECT_GE(at[i] - heights[i] / 2, edge - 0.01f);
      edge = at[i] + heights[i] / 2;
    }
    EXPECT_LE(edge, 10 + sum + 60 + 0.01f);
  }
}

TEST(Spread, LeavesLabelsAloneThatDoNotTouch) {
  EXPECT_THAT(spread({20, 50, 90}, {14, 14, 14}, 0, 200), ::testing::ElementsAre(20, 50, 90));
}

TEST(Fill, GivesEveryPieceItsMinimumAndUsesAllOfTheRoom) {
  const Heights heights = fill({10, 1000, 2000}, {30, 30, 30}, 300);
  EXPECT_FLOAT_EQ(heights.heights[0], 30);
  EXPECT_NEAR(heights.heights[1], 90, 0.01);
  EXPECT_NEAR(heights.heights[2], 180, 0.01);
  EXPECT_FALSE(heights.in_proportion);
  EXPECT_TRUE(fill({100, 200}, {10, 10}, 300).in_proportion);
}

TEST(AddressScale, IsMonotoneAndProportionalWhereNothingIsEnlarged) {
  const AddressScale scale({{-0x100, 0, 20}, {-0x300, -0x100, 20}}, 10, 310, true);
  EXPECT_TRUE(scale.to_scale());
  EXPECT_NEAR(scale.y(0), 10, 0.01);
  EXPECT_NEAR(scale.y(-0x100), 110, 0.01);
  EXPECT_NEAR(scale.y(-0x200), 210, 0.01);
  for (Address a = -0x300; a < 0; a += 8) EXPECT_GE(scale.y(a), scale.y(a + 8));
}

TEST(AddressScale, FoldsAPieceThatDwarfsTheOthersAndSaysSo) {
  const AddressScale scale({{-0x10000, 0, 20}, {-0x10100, -0x10000, 20}}, 0, 400, true);
  EXPECT_FALSE(scale.to_scale());
  ASSERT_EQ(scale.folds().size(), 1u);
  EXPECT_EQ(scale.folds()[0].low, -0x10000);
  EXPECT_EQ(scale.folds()[0].high, 0);
  EXPECT_NEAR(scale.y(-0x10100) - scale.y(-0x10000), 100, 0.01);  // the small one is readable
}

}  // namespace
}  // namespace greenlens::testing
