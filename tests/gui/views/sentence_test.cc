// What stands in the sentence's place.
#include <gtest/gtest.h>

#include "gui/views/sentence/model.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui::sentence {
namespace {

TEST(Sentence, IsTheStepsOwnUntilThereIsANotice) {
  testing::Stage stage;
  stage.moment = testing::sample_timeline().at(22);
  const Sentence own = sentence(stage.look(nullptr));
  EXPECT_FALSE(own.headline.empty());
  EXPECT_FALSE(own.detail.empty());
  EXPECT_FALSE(own.can_be_dismissed);
  stage.notice = {"Something else.", true};
  const Sentence notice = sentence(stage.look(nullptr));
  EXPECT_EQ(notice.headline, "Something else.");
  EXPECT_TRUE(notice.trouble);
  EXPECT_TRUE(notice.can_be_dismissed);
}

}  // namespace
}  // namespace greenlens::gui::sentence
