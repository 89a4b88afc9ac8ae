// Terms where they stand: marked, said under the mouse, opened by a click.
#include "gui/explained.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/commands.h"
#include "gui/draw_scene.h"
#include "gui/views/glossary/model.h"
#include "gui/views/greenlets/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/words/fields.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

const words::Glossary& all_terms() {
  static const words::Glossary all(words::Messages::of("en"));
  return all;
}

ImVec2 middle_of(const ImVec4& place) { return {(place.x + place.z) / 2, (place.y + place.w) / 2}; }

// The step at which gr2's whole slice goes to the heap.
uint64_t whole_slice(const store::Trace& trace) {
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (saved != nullptr && saved->extent == facts::Extent::whole) return n;
  }
  ADD_FAILURE() << "there is no such step";
  return 0;
}

TEST(Explained, ATermOfTheSentenceIsSaidUnderTheMouseAndOpenedByAClick) {
  Driver driver(Mode::replay);
  driver.seek(whole_slice(driver.trace()));
  driver.frame();
  ASSERT_TRUE(driver.sees("term: slice")) << driver.labels();
  EXPECT_THAT(driver.words(), Not(HasSubstr(all_terms().of("slice").text)));
  driver.move_mouse(middle_of(driver.place("term: slice")));
  driver.frame();
  EXPECT_THAT(driver.words(), HasSubstr(all_terms().of("slice").text));
  driver.click("term: slice");
  driver.frame();
  EXPECT_TRUE(driver.sees("meaning: slice"));
  driver.press(find_command("close")->key);
  EXPECT_EQ(driver.choices().overlay, "");
}

TEST(Explained, TheGlossaryLeadsFromTermToTerm) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Explain{"stack_start"});
  driver.settle();
  ASSERT_TRUE(driver.sees("meaning: stack_start")) << driver.labels();
  driver.click("term: slice");
  driver.settle();
  EXPECT_TRUE(driver.sees("meaning: slice"));
  EXPECT_FALSE(driver.sees("term: slice")) << "it needs no explanation here";
}

TEST(Explained, TheGlossaryIsFilteredAndGoneThroughByKeyboard) {
  Driver driver(Mode::picker);
  ASSERT_TRUE(driver.run("glossary"));
  driver.type("stack_s");
  EXPECT_TRUE(driver.sees("glossary: stack_start"));
  EXPECT_FALSE(driver.sees("glossary: parent"));
  EXPECT_TRUE(driver.sees("meaning: stack_saved"));
  driver.press({kKeyDown});
  EXPECT_TRUE(driver.sees("meaning: stack_start"));
  driver.press({kKeyUp});
  driver.press({kKeyUp});
  EXPECT_FALSE(driver.sees("meaning: stack_saved")) << "above the first one is the last";
  driver.type("xyz");
  EXPECT_FALSE(driver.sees("glossary: stack_start"));
}

TEST(Explained, TheGlossarySaysWhatATermMeans) {
  testing::Stage stage;
  const Draw draw = find_view("glossary")->make();
  Look look = stage.look(nullptr);
  stage.choices.term = "stack_prev";
  look.summoned = true;
  stage.draw(draw, look, {800, 500});
  EXPECT_THAT(stage.heard(), HasSubstr(all_terms().of("stack_prev").text));
}

TEST(Explained, ThePaletteKnowsTheTerms) {
  Driver driver(Mode::replay);
  driver.run("palette");
  driver.type("term: stack_prev");
  driver.press({kKeyEnter});
  driver.settle();
  EXPECT_EQ(driver.choices().overlay, "glossary");
  EXPECT_TRUE(driver.sees("meaning: stack_prev"));
}

TEST(Explained, EachFieldOfTheDetailsSaysWhatItIsAndWhatThatMeans) {
  Driver driver(Mode::replay);
  driver.seek(whole_slice(driver.trace()));
  driver.frame();
  const Look look = driver.look();
  const auto rows = words::fields_of(look.messages, look.moment, look.focus());
  ASSERT_FALSE(rows.empty());
  for (const words::FieldRow& row : rows) {
    const words::Term& term = all_terms().of(row.field);
    EXPECT_EQ(term.id, row.field) << "the glossary has no " << row.field;
  }
  driver.move_mouse(middle_of(driver.place("term: stack_stop")));
  driver.frame();
  EXPECT_THAT(driver.words(), HasSubstr(all_terms().of("stack_stop").text));
}

TEST(Explained, EachColumnOfTheTableIsATerm) {
  for (const greenlets::Column column : greenlets::kColumns) {
    EXPECT_EQ(all_terms().of(greenlets::term_of(column)).id, greenlets::term_of(column));
  }
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Show{"greenlets"});
  driver.frame();
  driver.move_mouse(middle_of(driver.place("sort in_heap")));
  driver.frame();
  EXPECT_THAT(driver.words(), HasSubstr(all_terms().of("copy").text));
}

// --- pictures
const scene::Item& item_called(const scene::Scene& scene, const std::string& id) {
  for (const scene::Item& item : scene.items) {
    if (item.id == id) return item;
  }
  ADD_FAILURE() << "there is no " << id;
  return scene.items.front();
}

TEST(Explained, EachMarkOfAPictureIsMetWhereItIs) {
  const store::Timeline trace = testing::sample_timeline();
  const scene::Scene scene =
      scene::stack_scene(words::Messages::of("en"), trace.at(whole_slice(trace)), {});
  const auto met = [&](scene::Point at) {
    const scene::Item* item = item_at(scene, {100, 50}, 2, {100 + 2 * at.x, 50 + 2 * at.y});
    return item == nullptr ? std::string() : item->id;
  };
  const auto& sp = std::get<scene::Text>(item_called(scene, "stack.sp").shape);
  EXPECT_EQ(met({sp.at.x - 3, sp.at.y - 3}), "stack.sp");
  const auto& arrow = std::get<scene::Line>(item_called(scene, "stack.move").shape);
  EXPECT_EQ(met({arrow.points[0].x + 2, arrow.points[0].y + 3}), "stack.move");
  EXPECT_EQ(met({arrow.points[0].x + 9, arrow.points[0].y + 12}), "");
  // A name says nothing by itself: what it stands on is met.
  const auto& name = std::get<scene::Text>(item_called(scene, "stack.in_place.1.name").shape);
  EXPECT_EQ(met({name.at.x + 2, name.at.y - 2}), "stack.in_place.1");
}

TEST(Explained, AMarkSaysWhatItIsNowAndThenWhatItMeans) {
  testing::Stage stage;
  const Look look = stage.look(nullptr);
  const store::Timeline trace = testing::sample_timeline();
  const scene::Scene scene =
      scene::stack_scene(words::Messages::of("en"), trace.at(whole_slice(trace)), {});
  for (const auto& [id, term] : {std::pair{"stack.sp", "sp"},
                                 {"stack.mark.stop.3", "stack_stop"},
                                 {"stack.stale.3", "stale"},
                                 {"stack.copy.2", "partial_copy"},
                                 {"stack.copy.3", "copy"},
                                 {"stack.home.1", "copy"},
                                 {"stack.prev", "stack_prev"}}) {
    const scene::Item& item = item_called(scene, id);
    EXPECT_EQ(explanation(look, item), item.tooltip + "\n" + all_terms().of(term).text) << id;
  }
}

TEST(Glossary, ListsFirstWhoseNameSuits) {
  const auto first = [&](const char* typed) {
    return all_terms().terms()[glossary::suiting(all_terms(), typed).at(0)].id;
  };
  EXPECT_EQ(glossary::suiting(all_terms(), "").size(), all_terms().terms().size());
  EXPECT_EQ(first("stack_prev"), "stack_prev");
  EXPECT_EQ(first("parked"), "suspended");
  EXPECT_EQ(first("FORK twice"), "returns_twice") << "by its meaning";
  EXPECT_TRUE(glossary::suiting(all_terms(), "no such word").empty());
}

}  // namespace
}  // namespace greenlens::gui
