// Arrows of variables that point into the stack: where they begin and end, and to which bytes.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/facts/address.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/scene/legend/signs.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using namespace scene;
using facts::Address;
using facts::LocalValue;

constexpr facts::GreenletId kFirstOne = 2, kSecondOne = 3;

std::string id_of(Address at) {
  return "stack.pointer." + std::to_string(kSecondOne) + "." + std::to_string(at);
}

// gr1 runs down to -0x340 and begins a line with a variable `box`, gr2 runs from -0x2c0 to -0x320
// and begins one with these: while it does, gr1's part below that is in the heap.
class PointersOfGr2 : public ::testing::Test {
 protected:
  Scene show(std::vector<LocalValue> locals, const SceneOptions& options = {.width = 800}) {
    store::Timeline timeline;
    timeline.set_info(sample_info());
    facts::LineBegun first, second;
    first.at = {"sample.cc", "test1", 31}, first.locals = {variable_at("box", -0x300)};
    second.at = {"sample.cc", "test2", 31}, second.locals = locals;
    bool began = false;
    for (facts::Event& event : sample_events()) {
      const bool at_line = std::holds_alternative<facts::LineReached>(event.fact);
      timeline.append(std::move(event));
      const facts::GreenletId current = told_by(timeline.last()).current;
      if (at_line && current == kFirstOne && !began) {
        timeline.append({0, 1, 0, 0, first});
        began = true;
      }
      if (at_line && current == kSecondOne) break;
    }
    timeline.append({0, 1, 0, 0, second});
    state_ = timeline.last();
    EXPECT_EQ(told_by(state_).current, kSecondOne);
    return stack_scene(words::Messages::of("en"), timeline.at(timeline.size()), options);
  }
  state::State state_;
};

// At the height of the address that the ruler names.
float ruler(const Scene& scene, Address address) {
  const Item* mark = item(scene, "stack.ruler." + std::to_string(address) + ".line");
  EXPECT_NE(mark, nullptr) << address;
  return mark == nullptr ? NAN : std::get<Line>(mark->shape).points.back().y;
}

TEST_F(PointersOfGr2, LeadFromWhereTheyLieToWhereTheyPoint) {
  for (const bool up : {true, false}) {
    const Scene scene =
        show({pointer_variable("p", -0x2c0, 0)}, {.width = 800, .high_addresses_on_top = up});
    EXPECT_EQ(item(scene, id_of(-0x2c0)), nullptr) << "the end of the stack is behind its bytes";
    const Scene other =
        show({pointer_variable("p", -0x2c0, -0x1a0)}, {.width = 800, .high_addresses_on_top = up});
    const Item* arrow = item(other, id_of(-0x2c0));
    ASSERT_NE(arrow, nullptr);
    const Line& line = std::get<Line>(arrow->shape);
    EXPECT_TRUE(line.arrow);
    EXPECT_EQ(line.style.role, Role::ink);
    EXPECT_NEAR(line.points.front().y, ruler(other, -0x2c0), 0.01);
    EXPECT_NEAR(line.points.back().y, ruler(other, -0x1a0), 0.01);
    EXPECT_EQ(text_of(other, id_of(-0x2c0) + ".name"), "p");
    EXPECT_EQ(item(other, id_of(-0x2c0) + ".meant"), nullptr);
    EXPECT_EQ(arrow->tooltip, "gr2’s variable p, before line 31: it points to -0x1a0.");
    EXPECT_EQ(arrow->greenlet, kSecondOne);
  }
}

TEST_F(PointersOfGr2, ThatMeanBytesInTheHeapLeadOnToThem) {
  for (const bool up : {true, false}) {
    const Scene scene = show({pointer_variable("borrowed", -0x2c8, -0x300)},
                             {.width = 800, .high_addresses_on_top = up});
    const std::string id = id_of(-0x2c8);
    const Item *arrow = item(scene, id), *meant = item(scene, id + ".meant");
    ASSERT_NE(arrow, nullptr);
    ASSERT_NE(meant, nullptr);
    EXPECT_EQ(std::get<Line>(arrow->shape).style.role, Role::error);
    EXPECT_EQ(text_of(scene, id + ".means"), "gr1’s box");
    EXPECT_EQ(sign_of(*arrow), Sign::pointer);
    EXPECT_EQ(sign_of(*meant), Sign::meant);
    EXPECT_NE(meant->tooltip.find("which is only in the heap now: gr2’s bytes lie there"),
              std::string::npos);
    // At the byte's share of the copy's height.
    const Box copy = std::get<Rect>(item(scene, "stack.copy.2")->shape).box;
    const state::GreenletState& owner = *state::find(state_, kFirstOne);
    const float share =
        static_cast<float>(-0x300 - owner.stack_start) / static_cast<float>(owner.stack_saved);
    const Point end = std::get<Line>(meant->shape).points.back();
    EXPECT_NEAR(end.y, up ? copy.bottom() - share * copy.h : copy.y + share * copy.h, 0.01);
    EXPECT_NEAR(end.x, copy.x, 3);
    EXPECT_GT(share, 0);
    EXPECT_LT(share, 1);
  }
}

TEST_F(PointersOfGr2, AreNoneWhereNothingOnThisStackLeadsToIt) {
  LocalValue kept = pointer_variable("in_register", facts::kNull, -0x2c0);
  kept.in_register = "rbx";
  LocalValue gone = pointer_variable("gone", facts::kNull, facts::kNull);
  gone.optimised_out = true;
  const Scene scene =
      show({kept, gone, pointer_variable("outside", -0x318, facts::kNull),
            pointer_variable("above", -0x318, 0x40), pointer_variable("far", -0x318, -0x100000),
            variable_at("number", -0x310)});
  for (const Item& one : scene.items) EXPECT_FALSE(one.id.starts_with("stack.pointer.")) << one.id;
}

TEST_F(PointersOfGr2, OfManyTheWrongOnesAreSeen) {
  std::vector<LocalValue> locals;
  for (int i = 0; i < 7; ++i) {
    locals.push_back(pointer_variable("p" + std::to_string(i), -0x2f8 + 8 * i, -0x100));
  }
  locals.push_back(pointer_variable("wrong", -0x318, -0x300));
  const Scene scene = show(locals);
  size_t arrows = 0;
  for (const Item& one : scene.items) {
    const bool is_dot = one.id.starts_with("stack.pointer.") && one.id.ends_with(".at");
    arrows += is_dot;
  }
  EXPECT_EQ(arrows, 5u);
  EXPECT_NE(item(scene, id_of(-0x318) + ".at"), nullptr);
  EXPECT_EQ(repeated_id(scene), "");
}

// A head without a way says nothing.
TEST_F(PointersOfGr2, ThatLeadNextDoorAreADotAndAName) {
  const Scene scene = show({pointer_variable("next", -0x318, -0x310)});
  EXPECT_EQ(item(scene, id_of(-0x318)), nullptr);
  EXPECT_NE(item(scene, id_of(-0x318) + ".at"), nullptr);
  EXPECT_EQ(text_of(scene, id_of(-0x318) + ".name"), "next");
}

// --- in random programs
using Chance = std::mt19937;

Address between(Chance* chance, Address low, Address high) {
  return std::uniform_int_distribution<Address>(low, std::max(low, high))(*chance);
}

// Some of the events begin a line, with pointers from and to anywhere.
store::Timeline with_pointers(uint32_t seed) {
  const store::Timeline bare = random_timeline({seed, 6, 40, 1200});
  Chance chance(seed);
  store::Timeline timeline;
  timeline.set_info(sample_info());
  Address lowest = -0x40;
  for (uint64_t n = 1; n <= bare.size(); ++n) {
    const facts::Event event = bare.event(n);
    timeline.append(facts::Event(event));
    if (!std::holds_alternative<facts::Delivered>(event.fact)) continue;
    for (const state::Footprint& used : told_by(bare.state(n)).own_stack.footprints) {
      lowest = std::min(lowest, used.low);
    }
    facts::LineBegun begun;
    begun.at = {"random.cc", "body", 7};
    for (int i = 0; i < 6; ++i) {
      const std::string name = "variable_" + std::to_string(i);
      const Address at = between(&chance, lowest, -8);
      begun.locals.push_back(i % 2 == 0 ? pointer_variable(name, at, between(&chance, lowest, -1))
                                        : variable_at(name, at));
    }
    timeline.append({0, event.thread, 0, 0, std::move(begun)});
  }
  return timeline;
}

TEST(Pointers, LeaveEveryPictureSound) {
  size_t arrows = 0, lost = 0;
  for (const uint32_t seed : {1u, 2u, 3u, 4u}) {
    const store::Timeline timeline = with_pointers(seed);
    for (uint64_t n = 1; n <= timeline.size(); n += 3) {
      for (const auto& [width, height] : {std::pair{900.0f, 600.0f}, {560, 420}, {330, 240}}) {
        for (const facts::GreenletId selected : {0u, 2u}) {
          SceneOptions options{.width = width, .height = height, .selected = selected};
          options.high_addresses_on_top = n % 2 == 0;
          const Scene scene = stack_scene(words::Messages::of("en"), timeline.at(n), options);
          const std::string where = "seed " + std::to_string(seed) + " step " + std::to_string(n) +
                                    ", " + std::to_string(width) + " wide";
          ASSERT_EQ(overlapping_texts(scene), "") << where;
          ASSERT_EQ(outside(scene), "") << where;
          ASSERT_EQ(repeated_id(scene), "") << where;
          ASSERT_EQ(missing_words(scene), "") << where;
          for (const Item& one : scene.items) {
            if (!one.id.starts_with("stack.pointer.")) continue;
            arrows += one.id.ends_with(".at");
            if (!one.id.ends_with(".meant")) continue;
            ++lost;
            ASSERT_EQ(texts_under(scene, one, "stack.mark."), "") << where;
          }
        }
      }
    }
  }
  EXPECT_GT(arrows, 500u);
  EXPECT_GT(lost, 30u);
}

}  // namespace
}  // namespace greenlens::testing
