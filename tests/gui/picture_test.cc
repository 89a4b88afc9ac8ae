// A picture on its way from one step to the next.
#include "gui/picture.h"

#include <gtest/gtest.h>

#include "tests/gui/one_box.h"
#include "tests/gui/stage.h"

namespace greenlens::gui {
namespace {

using scene::Scene;
using testing::box_at;

class PictureTest : public ::testing::Test {
 protected:
  PictureTest() { stage_.settings.animate = true; }

  const Scene& show(uint64_t step, const Scene& scene, float seconds = 0.05f) {
    Look look = stage_.look(nullptr);
    look.seconds = seconds;
    const auto make = [&] {
      ++made_;
      return scene;
    };
    return picture_.show({step, 0, {}}, make, look);
  }
  static float x_of(const Scene& scene) {
    return std::get<scene::Rect>(scene.items.at(0).shape).box.x;
  }

  testing::Stage stage_;
  Picture picture_;
  int made_ = 0;
};

TEST_F(PictureTest, IsMadeOnceForAKey) {
  for (int frame = 0; frame < 10; ++frame) show(1, box_at(0));
  EXPECT_EQ(made_, 1);
  for (int frame = 0; frame < 10; ++frame) show(2, box_at(80));
  EXPECT_EQ(made_, 2) << "also while it moves";
}

TEST_F(PictureTest, ArrivesInAThirdOfASecondThroughPlacesBetween) {
  show(1, box_at(0));
  EXPECT_FLOAT_EQ(x_of(show(2, box_at(80))), 0);
  EXPECT_TRUE(picture_.moving());
  float last = 0;
  int between = 0;
  for (int i = 0; i < 8; ++i) {
    const float x = x_of(show(2, box_at(80)));
    EXPECT_GE(x, last);
    if (x > 0 && x < 80) ++between;
    last = x;
  }
  EXPECT_FLOAT_EQ(last, 80);
  EXPECT_GE(between, 3);
  EXPECT_FALSE(picture_.moving());
}

TEST_F(PictureTest, GoesOnFromWhereItIsWhenAnotherStepComes) {
  show(1, box_at(0));
  show(2, box_at(80));
  const float reached = x_of(show(2, box_at(80), 0.1f));
  EXPECT_GT(reached, 0);
  EXPECT_FLOAT_EQ(x_of(show(3, box_at(0))), reached);
}

TEST_F(PictureTest, DoesNotMoveWhenAnimationIsOff) {
  stage_.settings.animate = false;
  show(1, box_at(0));
  EXPECT_FLOAT_EQ(x_of(show(2, box_at(80))), 80);
  EXPECT_FALSE(picture_.moving());
}

TEST_F(PictureTest, ArrivesAtOnceWhenAnimationIsTurnedOff) {
  show(1, box_at(0));
  show(2, box_at(80));
  stage_.settings.animate = false;
  EXPECT_FLOAT_EQ(x_of(show(2, box_at(80))), 80);
}

TEST_F(PictureTest, JumpsWhenItsSizeChanges) {
  show(1, box_at(0));
  Scene wider = box_at(80);
  wider.width = 200;
  EXPECT_FLOAT_EQ(x_of(show(2, wider)), 80);
}

TEST_F(PictureTest, WordsThatChangeWithoutMotionAreNew) {
  show(1, box_at(0, "before"));
  EXPECT_EQ(show(2, box_at(0, "after")).items.at(0).tooltip, "after");
  EXPECT_FALSE(picture_.moving());
}

}  // namespace
}  // namespace greenlens::gui
