// Pictures in every language: their texts have room, whatever they are in.
#include "tracer/words/languages.h"

#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::testing {
namespace {

using scene::Scene;

void expect_room(const Scene& scene, const std::string& where) {
  EXPECT_EQ(outside(scene), "") << where;
  EXPECT_EQ(overlapping_texts(scene), "") << where;
  EXPECT_EQ(texts_beyond_their_boxes(scene), "") << where;
  EXPECT_EQ(missing_words(scene), "") << where;
}

TEST(PicturesInEveryLanguage, HaveRoomForTheirTexts) {
  const store::Timeline timeline = sample_timeline();
  for (const words::Language& language : words::kLanguages) {
    const words::Messages& messages = words::Messages::of(language.id);
    for (auto [width, height] :
         {std::pair{600.f, 440.f}, {420.f, 360.f}, {900.f, 700.f}, {466.f, 150.f}}) {
      scene::SceneOptions options;
      options.width = width, options.height = height;
      for (uint64_t n = 0; n <= timeline.size(); ++n) {
        const std::string where = std::string(language.id) + ", step " + std::to_string(n) +
                                  " at " + std::to_string(width) + "x" + std::to_string(height);
        expect_room(stack_scene(messages, timeline.at(n), options), "stack, " + where);
        expect_room(tree_scene(messages, timeline.at(n), options), "tree, " + where);
        expect_room(timeline_scene(messages, timeline, n, {}, options), "timeline, " + where);
        if (::testing::Test::HasFailure()) return;  // one picture is enough to look at
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::testing
