// At the level of the story nothing that is shown of a scenario has an address.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "tests/tracer/record/recording_of.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/words/fields.h"
#include "tracer/words/languages.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens::record {
namespace {

using words::Language;
using words::Level;
using words::Messages;

class EveryStory : public ::testing::Test {
 protected:
  void look(const std::string& text) {
    EXPECT_EQ(text.find("0x"), text.npos) << text;
    ++looked_;
  }
  void look(const scene::Scene& scene) {
    look(scene.title + scene.description);
    for (const scene::Item& item : scene.items) {
      look(item.tooltip);
      if (const auto* text = std::get_if<scene::Text>(&item.shape)) look(text->text);
    }
  }

  // Whoever has one is looked at open, too.
  void look(const Messages& story, const state::Moment& moment) {
    for (const auto& [id, g] : moment.after.greenlets) {
      for (const words::FieldRow& row : words::fields_of(story, moment, id)) {
        look(row.field + row.value + row.was);
      }
      scene::SceneOptions options;
      options.selected = id;
      look(scene::stack_scene(story, moment, options));
    }
    scene::SceneOptions options;
    options.caption = true;
    look(scene::stack_scene(story, moment, options));
    look(scene::tree_scene(story, moment, options));
  }

  int looked_ = 0;
};

TEST_F(EveryStory, HasNoAddressInItsTextsAndPictures) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const store::Timeline trace = testing::loaded(testing::recording_of(*scenario));
    for (const Language& language : words::kLanguages) {
      SCOPED_TRACE(std::string(scenario->id) + ", " + language.id);
      const Messages& story = Messages::of(language.id, Level::story);
      ASSERT_FALSE(story.tells_addresses());
      // All say the same with other words: of further languages some steps are enough.
      const uint64_t every = language.id == words::kLanguages[0].id ? 1 : 7;
      for (uint64_t k = 1; k <= trace.count(facts::Grain::story); k += every) {
        const uint64_t step = trace.stop(facts::Grain::story, k);
        look(words::state_text(story, trace, step, k, trace.count(facts::Grain::story)));
        look(story, trace.at(step));
      }
    }
  }
  EXPECT_GT(looked_, 5'000);
}

TEST_F(EveryStory, IsTheOnlyLevelWithoutAddresses) {
  const store::Timeline trace =
      testing::loaded(testing::recording_of(*scenarios::find("test1_test2")));
  const uint64_t step = trace.size();
  for (const Level level : {Level::mechanism, Level::addresses}) {
    const Messages& messages = Messages::of("en", level);
    EXPECT_TRUE(messages.tells_addresses());
    EXPECT_NE(words::state_text(messages, trace, step, step, step).find("-0x"), std::string::npos);
  }
}

}  // namespace
}  // namespace greenlens::record
