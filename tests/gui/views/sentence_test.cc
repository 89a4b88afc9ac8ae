// What is said of a step.
#include <gtest/gtest.h>

#include "gui/views/sentence/model.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui::sentence {
namespace {

TEST(Sentence, IsTheStepsOwnWhateverElseThereIsToSay) {
  testing::Stage stage;
  stage.moment = testing::sample_timeline().at(22);
  const Sentence own = sentence(stage.look(nullptr));
  EXPECT_FALSE(own.headline.text.empty());
  EXPECT_FALSE(own.detail.text.empty());
  stage.notice = {"Something else.", true};
  const Sentence beside = sentence(stage.look(nullptr));
  EXPECT_EQ(beside.headline.text, own.headline.text);
  EXPECT_FALSE(beside.trouble);
}

TEST(Sentence, SaysWhenIfThatIsAskedFor) {
  testing::Stage stage;
  const store::Timeline trace = testing::sample_timeline();
  stage.moment = trace.at(22);
  EXPECT_EQ(sentence(stage.look(&trace)).detail.text.find("It was told"), std::string::npos);
  stage.settings.times = true;
  EXPECT_NE(
      sentence(stage.look(&trace)).detail.text.find("It was told 22.0 µs after the beginning"),
      std::string::npos);
}

TEST(Sentence, SaysFirstWhatCannotBeSo) {
  testing::Stage stage;
  const store::Timeline wrong = testing::contradictory_timeline();
  stage.moment = wrong.at(testing::kWrongAt);
  const Sentence said = sentence(stage.look(&wrong));
  EXPECT_TRUE(said.trouble);
  EXPECT_EQ(said.detail.text.find("This cannot be so: stack_saved is 168 in the recording"), 0u);
  stage.moment = testing::sample_timeline().at(testing::kWrongAt);
  EXPECT_FALSE(sentence(stage.look(&wrong)).trouble);
}

}  // namespace
}  // namespace greenlens::gui::sentence
