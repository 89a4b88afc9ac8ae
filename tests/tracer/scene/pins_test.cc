// Pins of notes: on what they are about, over no words, and in no picture that has not got that.
#include "tracer/scene/pins.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/sheet/sheet_scene.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::scene {
namespace {

using testing::english;
using words::NoteOn;
using words::StepNote;

constexpr NoteOn kElements[] = {NoteOn::slice, NoteOn::copy, NoteOn::node, NoteOn::lane};

StepNote about(facts::GreenletId greenlet, NoteOn where, size_t number = 1,
               const std::string& text = "so it is") {
  return {40, number, "somebody", text, greenlet, where};
}

const Rect* pin_of(const Scene& scene, const std::string& id) {
  const Item* item = testing::item(scene, id);
  return item != nullptr ? std::get_if<Rect>(&item->shape) : nullptr;
}

// How far a pin's middle is from a box; 0: inside.
float distance(const Box& pin, const Box& box) {
  const float x = pin.x + pin.w / 2, y = pin.y + pin.h / 2;
  const float dx = std::max({box.x - x, 0.0f, x - box.right()});
  const float dy = std::max({box.y - y, 0.0f, y - box.bottom()});
  return std::hypot(dx, dy);
}

Scene made(const store::Trace& trace, uint64_t step, NoteOn element, const SceneOptions& options) {
  const state::Moment moment = trace.at(step);
  if (element == NoteOn::node) return tree_scene(english(), moment, options);
  if (element == NoteOn::lane) return timeline_scene(english(), trace, step, {}, options);
  return stack_scene(english(), moment, options);
}

TEST(Pins, StandOnWhatTheyAreAboutAndOverNoWords) {
  const store::Timeline trace = testing::sample_timeline();
  size_t pins = 0;
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    for (const Point size : {Point{600, 440}, Point{400, 360}, Point{1180, 150}, Point{300, 200}}) {
      for (const NoteOn element : kElements) {
        SceneOptions options;
        options.width = size.x, options.height = size.y;
        Scene scene = made(trace, step, element, options);
        const Scene before = scene;
        std::vector<StepNote> notes;
        for (const facts::GreenletId id : {1u, 2u, 3u}) {
          notes.push_back(about(id, element, notes.size() + 1));
          notes.push_back(about(id, NoteOn::whole, notes.size() + 1));
        }
        put_pins(&scene, notes);
        ASSERT_EQ(testing::repeated_id(scene), "") << step;
        ASSERT_EQ(testing::overlapping_texts(scene), testing::overlapping_texts(before)) << step;
        ASSERT_EQ(testing::outside(scene), testing::outside(before))
            << step << ", " << size.x << " x " << size.y;
        std::vector<Box> placed;
        for (const Item& item : scene.items) {
          const auto* pin = std::get_if<Rect>(&item.shape);
          if (!item.id.starts_with("pin.") || item.id.ends_with(".face") || pin == nullptr)
            continue;
          ++pins;
          for (const Box& other : placed) {
            ASSERT_GT(distance(pin->box, other), 0) << item.id << " lies on another one";
          }
          placed.push_back(pin->box);
        }
      }
    }
  }
  EXPECT_GT(pins, 2000u);
}

TEST(Pins, AreWhereTheirElementIs) {
  const store::Timeline trace = testing::sample_timeline();
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const SceneOptions options;
    for (const facts::GreenletId id : {1u, 2u, 3u}) {
      const std::string number = std::to_string(id);
      for (const auto& [element, name, others] :
           {std::tuple(NoteOn::slice, "stack.in_place.", "stack.stale."),
            std::tuple(NoteOn::copy, "stack.copy.", "stack.slot."),
            std::tuple(NoteOn::node, "tree.node.", "tree.node.")}) {
        Scene scene = made(trace, step, element, options);
        const Rect* on = pin_of(scene, name + number);
        if (on == nullptr) on = pin_of(scene, others + number);
        const std::optional<Box> box = on != nullptr ? std::optional(on->box) : std::nullopt;
        put_pins(&scene, std::vector{about(id, element)});
        const Rect* pin = pin_of(
            scene, std::string("pin.40.1.") + words::kNoteOnNames[static_cast<size_t>(element)]);
        ASSERT_EQ(pin != nullptr, box.has_value()) << step << ", " << name << number;
        if (pin != nullptr) {
          EXPECT_LT(distance(pin->box, *box), 12) << step << ", " << name << number;
        }
      }
    }
  }
}

TEST(Pins, OneAboutAllOfAGreenletIsInEachPictureOnce) {
  const store::Timeline trace = testing::sample_timeline();
  const uint64_t step = trace.size() / 2;
  SceneOptions options;
  options.width = kSheetWidth, options.height = kSheetHeight;
  Scene sheet = sheet_scene(english(), trace, step, {}, options);
  put_pins(&sheet, std::vector{about(2, NoteOn::whole)});
  const auto pins = std::count_if(sheet.items.begin(), sheet.items.end(), [](const Item& item) {
    return item.id.starts_with("pin.") && item.id.ends_with(".number");
  });
  EXPECT_EQ(pins, 3) << "stack, tree and timeline";
}

TEST(Pins, OfNobodyAreNowhere) {
  const store::Timeline trace = testing::sample_timeline();
  for (const NoteOn element : kElements) {
    Scene scene = made(trace, 20, element, {});
    const Scene before = scene;
    put_pins(&scene, std::vector{about(0, element), about(77, element)});
    EXPECT_TRUE(testing::same_scene(scene, before));
  }
}

TEST(Pins, AnItemIsAnElementOfItsGreenlet) {
  EXPECT_EQ(noted_element("stack.in_place.2"), NoteOn::slice);
  EXPECT_EQ(noted_element("stack.in_place.2.name"), NoteOn::slice);
  EXPECT_EQ(noted_element("thread.2.stack.copy.3.size"), NoteOn::copy);
  EXPECT_EQ(noted_element("tree.node.1.icon"), NoteOn::node);
  EXPECT_EQ(noted_element("timeline.run.3.40"), NoteOn::lane);
  EXPECT_EQ(noted_element("tree.edge.3"), NoteOn::whole);
}

// --- what notes say

TEST(NotesBox, IsAsLargeAsAllOfItHasRoomAndElseSaysThatItIsCut) {
  const std::vector<StepNote> few = {about(1, NoteOn::whole, 1, "one"),
                                     about(1, NoteOn::whole, 2, "two\nlines")};
  const NotesBox fits = notes_box(english(), few, 400, 200, 12, 8);
  EXPECT_EQ(fits.size, 12);
  ASSERT_EQ(fits.lines.size(), 2u);
  EXPECT_EQ(fits.lines[1], (std::vector<std::string>{"somebody: two", "lines"}));
  EXPECT_EQ(notes_box(english(), {}, 400, 200, 12, 8).height, 0);
  std::string words;
  for (int i = 0; i < 600; ++i) words += "word " + std::to_string(i) + ' ';
  const NotesBox cut =
      notes_box(english(), std::vector{about(1, NoteOn::whole, 1, words)}, 400, 200, 12, 8);
  EXPECT_LE(cut.height, 200);
  EXPECT_EQ(cut.size, 8);
  EXPECT_TRUE(cut.lines[0].back().ends_with(" …"));
  std::vector<StepNote> many;
  for (size_t n = 1; n <= 100; ++n) many.push_back(about(1, NoteOn::whole, n));
  const NotesBox some = notes_box(english(), many, 400, 200, 12, 8);
  EXPECT_LE(some.height, 200);
  EXPECT_LT(some.lines.size(), 25u);
  EXPECT_TRUE(some.lines.back().back().ends_with(" …"));
}

TEST(NotesBox, BelowAPictureHasItsWordsAndNothingOverlaps) {
  const store::Timeline trace = testing::sample_timeline();
  Scene scene = made(trace, 40, NoteOn::slice, {});
  const float before = scene.height;
  std::string words;
  for (int i = 0; i < 100; ++i) words += "word" + std::to_string(i) + (i % 30 == 29 ? "\n" : " ");
  add_notes_below(english(),
                  std::vector{about(2, NoteOn::copy, 1, words), about(2, NoteOn::copy, 2)}, &scene);
  EXPECT_GT(scene.height, before + 60);
  EXPECT_EQ(testing::repeated_id(scene), "");
  EXPECT_EQ(testing::outside(scene), "");
  EXPECT_EQ(testing::overlapping_texts(scene), "");
  std::string all;
  for (const Item& item : scene.items) {
    const auto* text = std::get_if<Text>(&item.shape);
    if (text != nullptr && item.id.starts_with("note.40.1.line")) all += text->text + ' ';
  }
  for (const char* word : {"word0 ", "word29 ", "word99"}) EXPECT_NE(all.find(word), all.npos);
  EXPECT_NE(scene.description.find("word99"), std::string::npos) << "it is read aloud, too";
}

TEST(SheetNotes, HaveTheSameRoomAtEveryStep) {
  const store::Timeline trace = testing::sample_timeline();
  const std::vector<StepNote> longest = {about(2, NoteOn::copy, 1, "one\ntwo\nthree\nfour")};
  for (const auto& [width, height] :
       {std::pair(kSheetWidth, kSheetHeight), std::pair(kSlideWidth, kSlideHeight),
        std::pair(kSheetHeight, kSheetWidth)}) {
    SceneOptions options;
    options.width = width, options.height = height;
    const Scene with = sheet_scene(english(), trace, 40, {}, options, {longest, longest});
    const Scene room = sheet_scene(english(), trace, 40, {}, options, {{}, longest});
    const Scene without = sheet_scene(english(), trace, 40, {}, options);
    const auto column = [](const Scene& scene) { return pin_of(scene, "stack.in_place.1")->box.y; };
    EXPECT_EQ(column(with), column(room));
    EXPECT_GT(column(with), column(without));
    EXPECT_EQ(testing::overlapping_texts(with), testing::overlapping_texts(without));
    EXPECT_EQ(testing::outside(with), "");
  }
}

}  // namespace
}  // namespace greenlens::scene
