// Facts that no program can tell: whatever stands in a trace, every picture and every text is made.
// With the sanitizers this is where sums of addresses are looked at.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/export/scenes.h"
#include "tracer/export/svg.h"
#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/words/transcript.h"

namespace greenlens::testing {
namespace {

const words::Messages& english() { return words::Messages::of("en"); }

// Greenlets that exist, so that the facts are about something.
void keep_to_known_greenlets(facts::Event* event) {
  std::visit(
      [](auto& fact) {
        std::decay_t<decltype(fact)>::fields([&](const char*, auto member) {
          using Member = std::decay_t<decltype(fact.*member)>;
          if constexpr (std::is_same_v<Member, facts::GreenletId>) fact.*member %= 5;
        });
      },
      event->fact);
}

bool is_drawable(const scene::Scene& scene) {
  for (const scene::Item& item : scene.items) {
    const auto* rect = std::get_if<scene::Rect>(&item.shape);
    if (rect != nullptr && !(std::isfinite(rect->box.y) && std::isfinite(rect->box.h)))
      return false;
  }
  return true;
}

TEST(Extremes, EveryPictureAndTextIsMadeOfAnyFacts) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    RandomFacts random(seed);
    store::Timeline trace = sample_timeline();
    for (int i = 0; i < 60; ++i) {
      facts::Event event = random.event(random.below(RandomFacts::kTypes));
      keep_to_known_greenlets(&event);
      trace.append(std::move(event));
    }
    for (uint64_t step = trace.size() - 60; step <= trace.size(); step += 3) {
      const state::Moment moment = trace.at(step);
      EXPECT_NE(words::state_text(english(), trace, step, step, step), "");
      for (const exports::NamedScene& scene : exports::scenes()) {
        EXPECT_TRUE(is_drawable(scene.make(english(), trace, step))) << seed << ", " << step;
      }
      for (const facts::GreenletId selected : {1u, 2u, 3u}) {
        for (const bool high_on_top : {true, false}) {
          scene::SceneOptions options;
          options.selected = selected;
          options.high_addresses_on_top = high_on_top;
          EXPECT_TRUE(is_drawable(scene::stack_scene(english(), moment, options))) << seed;
        }
      }
    }
  }
}

TEST(Extremes, NamesOfMegabytesAreCutWithTheirSize) {
  constexpr size_t kMegabytes = 12 << 20, kDocument = 2 << 20;
  store::Timeline trace;
  for (facts::Event& event : sample_events()) {
    if (auto* created = std::get_if<facts::GreenletCreated>(&event.fact)) {
      created->name.resize(kMegabytes, 'n');
    }
    trace.append(std::move(event));
  }
  const std::string text = words::state_text(english(), trace, 30, 30, 30);
  EXPECT_LT(text.size(), kDocument);
  EXPECT_NE(text.find("… [12582912 B]"), text.npos);
  for (const exports::NamedScene& scene : exports::scenes()) {
    const auto picture = scene.make(english(), trace, 30);
    EXPECT_LT(exports::to_svg(picture, scene::Theme::light).size(), kDocument) << scene.name;
  }
}

TEST(Extremes, TheEndOfAnyLengthIsAnAddress) {
  EXPECT_EQ(facts::end_of(-0x100, 0x40), -0xc0);
  EXPECT_EQ(facts::end_of(-0x100, UINT64_MAX), facts::kAddressLimit);
  EXPECT_EQ(facts::end_of(-facts::kAddressLimit, UINT64_MAX), facts::kAddressLimit);
  EXPECT_EQ(facts::end_of(facts::kAddressLimit, 1), facts::kAddressLimit);
  EXPECT_EQ(facts::end_of(facts::kNull, UINT64_MAX), facts::kNull);
}

}  // namespace
}  // namespace greenlens::testing
