// The timeline of any length: which steps it shows, whose lanes, and what it says of more steps
// than anybody could read.
#include "tracer/store/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>
#include <set>

#include "tests/support/english.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/facts/event.h"
#include "tracer/scene/lanes.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/queries.h"
#include "tracer/words/when.h"

namespace greenlens::scene {
namespace {

using store::Timeline;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::english;
using testing::long_trace;
using ::testing::Not;

// --- which steps

TEST(VisibleSteps, AreAlwaysWithinTheTrace) {
  for (const uint64_t size : {0u, 1u, 7u, 100u}) {
    for (const uint64_t from : {0u, 5u, 99u, 1000u}) {
      for (const uint64_t to : {0u, 3u, 50u, 1000u}) {
        const Steps steps = within({from, to}, size);
        EXPECT_LE(steps.to, size);
        EXPECT_TRUE(steps.from < steps.to || size == 0) << from << " " << to << " " << size;
      }
    }
  }
}

TEST(VisibleSteps, StayWhereTheMouseIsWhenZoomed) {
  std::minstd_rand random(1);
  for (int i = 0; i < 2000; ++i) {
    const uint64_t size = 1000 + random() % 1'000'000;
    Steps steps{};
    for (int k = 0; k < 8; ++k) {
      const Steps now = within(steps, size);
      const uint64_t around = now.from + random() % (now.to - now.from);
      const double share =
          static_cast<double>(around - now.from) / static_cast<double>(now.to - now.from);
      steps = zoomed(steps, size, around, k % 3 == 2 ? 0.5 : 2);
      const Steps then = within(steps, size);
      ASSERT_LE(then.to, size);
      if (steps.all()) continue;
      ASSERT_GE(then.to - then.from, kFewestSteps);
      const double width = static_cast<double>(then.to - then.from);
      // But for a step, and where the trace's end is in the way.
      if (then.from == 0 || then.to == size) continue;
      ASSERT_NEAR(static_cast<double>(then.from) + share * width, static_cast<double>(around), 1.1);
    }
  }
}

TEST(VisibleSteps, ZoomedOutFarEnoughAreAllOfThem) {
  Steps steps{400, 500};
  for (int i = 0; i < 20; ++i) steps = zoomed(steps, 1000, 450, 0.5);
  EXPECT_TRUE(steps.all());
  EXPECT_TRUE(zoomed(steps, 5, 3, 2).all()) << "there are few";
}

TEST(VisibleSteps, MoveAndFollow) {
  EXPECT_EQ(moved({100, 200}, 1000, 0.5), (Steps{150, 250}));
  EXPECT_EQ(moved({100, 200}, 1000, -5), (Steps{0, 100}));
  EXPECT_EQ(moved({100, 200}, 1000, 50), (Steps{900, 1000}));
  EXPECT_TRUE(moved({}, 1000, 1).all());
  EXPECT_EQ(following({100, 200}, 1000, 150), (Steps{100, 200}));
  EXPECT_EQ(following({100, 200}, 1000, 201), (Steps{176, 276}));
  EXPECT_EQ(following({100, 200}, 1000, 99), (Steps{24, 124}));
  EXPECT_TRUE(following({}, 1000, 700).all());
}

TEST(VisibleSteps, AreFoundByTheirPlace) {
  ShownPart shown;
  shown.from = 1000, shown.to = 2000, shown.left = 50, shown.right = 150;
  EXPECT_EQ(step_at(shown, 0), 1000u);
  EXPECT_EQ(step_at(shown, 100), 1500u);
  EXPECT_EQ(step_at(shown, 1e6f), 2000u);
}

// --- which lanes

TEST(Lanes, OfWhoeverIsNeededAreAlwaysThere) {
  std::minstd_rand random(2);
  for (int i = 0; i < 20'000; ++i) {
    const size_t count = random() % 60, room = random() % 12, first = random() % 80;
    std::vector<size_t> needed(random() % 6);
    for (size_t& lane : needed) lane = random() % 64;
    const ShownLanes shown = shown_lanes(count, room, first, needed);
    ASSERT_EQ(shown.rows.size(), std::min(room, count));
    ASSERT_TRUE(std::is_sorted(shown.rows.begin(), shown.rows.end()));
    ASSERT_EQ(std::set<size_t>(shown.rows.begin(), shown.rows.end()).size(), shown.rows.size());
    std::set<size_t> wanted;
    for (const size_t lane : needed) {
      if (lane < count && wanted.size() < shown.rows.size()) wanted.insert(lane);
    }
    for (const size_t lane : wanted) ASSERT_THAT(shown.rows, Contains(lane));
    // What is not in anybody's way is where it was scrolled to.
    for (size_t row = shown.above; row + shown.below < shown.rows.size(); ++row) {
      ASSERT_EQ(shown.rows[row], shown.first + row);
    }
  }
}

TEST(Lanes, AreReachedByScrolling) {
  std::set<size_t> seen;
  for (size_t first = 0; first < 2000; first += 7) {
    const ShownLanes shown = shown_lanes(2000, 9, first, {3, 1500});
    seen.insert(shown.rows.begin(), shown.rows.end());
  }
  EXPECT_EQ(seen.size(), 2000u);
  EXPECT_EQ(shown_lanes(2000, 9, 1e9, {}).rows.back(), 1999u);
}

// --- the picture

void expect_sound(const Scene& scene, const std::string& where) {
  ASSERT_EQ(testing::repeated_id(scene), "") << where;
  ASSERT_EQ(testing::outside(scene), "") << where;
  ASSERT_EQ(testing::overlapping_texts(scene), "") << where;
  ASSERT_EQ(testing::missing_words(scene), "") << where;
}

// The panel as large as it is at 1280x800 and 1920x1080, in units of the scales 1, 1.5 and 2.
constexpr std::pair<float, float> kRooms[] = {{1232, 150}, {1870, 210}, {820, 95},
                                              {1240, 135}, {610, 68},   {935, 100}};

TEST(TimelinePicture, IsSoundAtEveryLengthAndSize) {
  const Timeline few = long_trace({.greenlets = 3, .switches = 6000});
  const Timeline many = long_trace({.greenlets = 2000, .switches = 6000});
  const Timeline threads = long_trace({.greenlets = 24, .switches = 400, .threads = 3});
  const Timeline apart = long_trace({.greenlets = 2000, .switches = 6000, .alike = false});
  const Timeline threads_apart =
      long_trace({.greenlets = 24, .switches = 400, .threads = 3, .alike = false});
  for (const Timeline* trace : {&few, &many, &threads, &apart, &threads_apart}) {
    const uint64_t size = trace->size();
    for (const auto& [width, height] : kRooms) {
      for (const Steps steps : {Steps{}, Steps{0, size / 2}, Steps{size / 2, size / 2 + 2000},
                                Steps{size / 3, size / 3 + 90}, Steps{size - 8, size}}) {
        for (const uint64_t cursor : {uint64_t{0}, steps.from, (steps.from + steps.to) / 2, size}) {
          SceneOptions options;
          options.width = width, options.height = height, options.selected = 5;
          TimelineOptions timeline{steps, {steps.from + 2, steps.from + 5}, 11};
          const Scene scene = timeline_scene(english(), *trace, cursor, timeline, options);
          const std::string where = std::to_string(width) + " wide, steps " +
                                    std::to_string(steps.from) + " to " + std::to_string(steps.to) +
                                    ", cursor " + std::to_string(cursor);
          expect_sound(scene, where);
          ASSERT_TRUE(scene.part);
          EXPECT_EQ(scene.part->exact,
                    within(steps, size).to - within(steps, size).from <= store::kExactSteps);
          EXPECT_LT(scene.items.size(), 16'000u) << where;
          if (HasFatalFailure()) return;
        }
      }
    }
  }
}

// Each step a millisecond, but for one that takes as long as all others.
Timeline told(const Timeline& trace, uint64_t slow) {
  Timeline told;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    facts::Event event = trace.event(n);
    event.time_ns = (n + (n >= slow ? trace.size() : 0)) * 1'000'000;
    told.append(std::move(event));
  }
  return told;
}

TEST(TimelinePicture, ByTimeIsSoundAtEveryLengthAndSize) {
  for (const auto& program :
       {testing::LongProgram{.greenlets = 3, .switches = 6000},
        testing::LongProgram{.greenlets = 3, .switches = 12, .prints = true},
        testing::LongProgram{.greenlets = 24, .switches = 400, .threads = 3},
        testing::LongProgram{.greenlets = 24, .switches = 400, .threads = 3, .alike = false}}) {
    const Timeline evenly = long_trace(program);
    const Timeline trace = told(evenly, evenly.size() / 2);
    const uint64_t size = trace.size();
    for (const auto& [width, height] : kRooms) {
      for (const Steps steps : {Steps{}, Steps{size / 3, size / 3 + 90}, Steps{size - 8, size}}) {
        for (const uint64_t cursor : {uint64_t{0}, (steps.from + steps.to) / 2, size}) {
          SceneOptions options;
          options.width = width, options.height = height;
          const Scene scene = timeline_scene(english(), trace, cursor,
                                             {.steps = steps, .axis = Axis::time}, options);
          expect_sound(scene, std::to_string(width) + " wide, steps from " +
                                  std::to_string(steps.from) + ", cursor " +
                                  std::to_string(cursor));
          ASSERT_TRUE(scene.part);
          EXPECT_FALSE(scene.part->places.empty());
          if (HasFatalFailure()) return;
        }
      }
    }
  }
}

TEST(TimelinePicture, ByTimeTheSlowStepIsHalfOfItAndItsRunTheLongest) {
  const Timeline evenly = long_trace({.greenlets = 3, .switches = 8, .prints = true});
  // A step within somebody's own code.
  const store::Run slow = evenly.history().runs()[3];
  const Timeline trace = told(evenly, slow.to);
  SceneOptions options;
  options.width = 1400, options.height = 260;
  const Scene scene = timeline_scene(english(), trace, trace.size(), {.axis = Axis::time}, options);
  const ShownPart& part = *scene.part;
  const auto share = [&](uint64_t step) {
    return share_of(part.places, {part.from, part.to}, step);
  };
  EXPECT_NEAR(share(slow.to) - share(slow.to - 1), 0.5, 0.02);
  // Its bar is as wide as it took, and the mark is its.
  const auto took = static_cast<double>(trace.event(slow.to).time_ns -
                                        trace.event(std::max<uint64_t>(slow.from, 1)).time_ns);
  const auto all = static_cast<double>(trace.event(trace.size()).time_ns - trace.event(1).time_ns);
  const Item* bar = testing::item(scene, "timeline.run." + std::to_string(slow.from));
  ASSERT_NE(bar, nullptr);
  const Box& box = std::get<Rect>(bar->shape).box;
  EXPECT_NEAR(box.w / (part.right - part.left), took / all, 0.002);
  const Item* mark = testing::item(scene, "timeline.longest");
  ASSERT_NE(mark, nullptr);
  const Line& line = std::get<Line>(mark->shape);
  EXPECT_NEAR(line.points[0].x, box.x, 0.5);
  EXPECT_NEAR(line.points[1].x, box.right(), 0.5);
  EXPECT_EQ(testing::text_of(scene, "timeline.took." + std::to_string(slow.from) + "." +
                                        std::to_string(slow.who)),
            words::duration_text(static_cast<uint64_t>(took)));
  EXPECT_THAT(testing::text_of(scene, "timeline.shown"),
              ::testing::HasSubstr(words::duration_text(static_cast<uint64_t>(took))));
  // By steps nothing of that is there.
  const Scene by_steps = timeline_scene(english(), trace, trace.size(), {}, options);
  EXPECT_EQ(testing::item(by_steps, "timeline.longest"), nullptr);
  EXPECT_THAT(bar->tooltip, ::testing::HasSubstr("It took"));
  EXPECT_THAT(testing::item(by_steps, bar->id)->tooltip, Not(::testing::HasSubstr("It took")));
}

// What a number on the scale says is where it stands.
TEST(TimelinePicture, TheScaleSaysWhereStepsAndTimesAre) {
  const Timeline evenly = long_trace({.greenlets = 3, .switches = 12});
  const Timeline trace = told(evenly, evenly.size() / 3);
  SceneOptions options;
  options.width = 1400, options.height = 260;
  for (const Steps steps : {Steps{}, Steps{20, 60}}) {
    const Scene scene = timeline_scene(english(), trace, 30, {.steps = steps}, options);
    const ShownPart& part = *scene.part;
    int marks = 0;
    for (uint64_t step = part.from; step <= part.to; ++step) {
      const Item* mark = testing::item(scene, "timeline.scale." + std::to_string(step));
      if (mark == nullptr) continue;
      ++marks;
      EXPECT_EQ(step_at(part, std::get<Line>(mark->shape).points[0].x), step);
    }
    EXPECT_GE(marks, 4);
  }
  const Scene scene = timeline_scene(english(), trace, 30, {.axis = Axis::time}, options);
  int marks = 0;
  for (const uint64_t ms : {20u, 50u, 100u, 150u, 200u}) {
    const Item* mark =
        testing::item(scene, "timeline.scale." + words::round_duration_text(ms * 1e6));
    if (mark == nullptr) continue;
    ++marks;
    const uint64_t step = step_at(*scene.part, std::get<Line>(mark->shape).points[0].x);
    const uint64_t at = trace.event(std::max<uint64_t>(step, 1)).time_ns;
    if (step == evenly.size() / 3 || step + 1 == evenly.size() / 3) continue;  // a long way
    EXPECT_NEAR(static_cast<double>(at), static_cast<double>(ms) * 1e6, 2e6);
  }
  EXPECT_GE(marks, 1);
}

TEST(TimelinePicture, NotesStandAtTheirSteps) {
  const Timeline trace = long_trace({.greenlets = 3, .switches = 60});
  SceneOptions options;
  options.width = 1000, options.height = 160;
  TimelineOptions timeline;
  timeline.noted = {{20, "here"}, {21, "too close"}, {60, "there"}, {1'000'000, "beyond"}};
  const Scene scene = timeline_scene(english(), trace, 30, timeline, options);
  for (const uint64_t step : {20u, 60u}) {
    const Item* flag = testing::item(scene, "timeline.note." + std::to_string(step));
    ASSERT_NE(flag, nullptr) << step;
    EXPECT_EQ(flag->step, step);
    EXPECT_EQ(flag->tooltip, step == 20 ? "here" : "there");
    EXPECT_EQ(step_at(*scene.part, std::get<Rect>(flag->shape).box.x), step);
  }
  EXPECT_EQ(testing::item(scene, "timeline.note.21"), nullptr);
  EXPECT_EQ(testing::item(scene, "timeline.note.1000000"), nullptr);
  expect_sound(scene, "with notes");
}

int count_of(const Scene& scene, const std::string& prefix) {
  return static_cast<int>(
      std::count_if(scene.items.begin(), scene.items.end(),
                    [&](const Item& item) { return item.id.rfind(prefix, 0) == 0; }));
}

TEST(TimelinePicture, ZoomedInIsAsRichAsAShortOne) {
  const Timeline trace = long_trace({.greenlets = 3, .switches = 6000, .prints = true});
  SceneOptions options;
  options.width = 1000, options.height = 200;
  const Scene whole = timeline_scene(english(), trace, 0, {}, options);
  EXPECT_FALSE(whole.part->exact);
  EXPECT_GT(count_of(whole, "timeline.level."), 0);
  EXPECT_GT(count_of(whole, "timeline.density."), 0);
  EXPECT_EQ(count_of(whole, "timeline.switch."), 0);
  EXPECT_EQ(count_of(whole, "timeline.run."), 0);
  const uint64_t middle = trace.size() / 2;
  const Scene part =
      timeline_scene(english(), trace, middle + 40, {.steps = {middle, middle + 120}}, options);
  EXPECT_TRUE(part.part->exact);
  EXPECT_GT(count_of(part, "timeline.switch."), 5);
  EXPECT_GT(count_of(part, "timeline.run."), 5);
  EXPECT_GT(count_of(part, "timeline.phase."), 5);
  EXPECT_GT(count_of(part, "timeline.output."), 5);
  EXPECT_NE(testing::item(part, "timeline.cursor"), nullptr);
  EXPECT_EQ(count_of(part, "timeline.level."), 0);
}

// What stands there is what stands in a picture of a trace that is short enough to be read whole.
TEST(TimelinePicture, OfAPartIsThatOfTheWhole) {
  const Timeline trace = long_trace({.greenlets = 3, .switches = 6000});
  const store::History& whole = trace.history();
  const uint64_t from = 20'000, to = 20'400;
  const auto part = trace.history(from, to);
  std::vector<std::tuple<uint64_t, uint64_t, uint64_t>> expected, found;
  for (const auto& span : whole.switches()) {
    if (span.from >= from && span.to <= to) expected.push_back({span.number, span.from, span.to});
  }
  for (const auto& span : part->switches()) {
    if (span.from >= from && span.to <= to) found.push_back({span.number, span.from, span.to});
  }
  EXPECT_GT(expected.size(), 10u);
  EXPECT_EQ(found, expected);
}

TEST(TimelinePicture, EachSwitchHasTheBytesThatItCopied) {
  const store::Timeline trace = testing::random_timeline({4, 5, 25, 2000});
  SceneOptions options;
  options.width = 4000, options.height = 300;
  const Scene scene = timeline_scene(english(), trace, trace.size(), {}, options);
  double most = 0;
  std::map<std::string, double> bytes;  // by the box's id
  for (const store::SwitchSpan& span : trace.history().switches()) {
    uint64_t out = 0, in = 0;
    for (uint64_t step = span.from + 1; step <= span.to; ++step) {
      const facts::Fact& fact = trace.event(step).fact;
      if (const auto* saved = std::get_if<facts::SliceSaved>(&fact)) out += saved->bytes.size();
      if (const auto* back = std::get_if<facts::SliceRestored>(&fact)) {
        in += static_cast<uint64_t>(back->to - back->from);
      }
    }
    EXPECT_EQ(span.bytes_out, out) << span.number;
    EXPECT_EQ(span.bytes_in, in) << span.number;
    bytes["timeline.phase." + std::to_string(span.number)] = static_cast<double>(out + in);
    most = std::max(most, static_cast<double>(out + in));
  }
  int bars = 0;
  for (const auto& [id, copied] : bytes) {
    const Item* bar = testing::item(scene, id + ".bytes");
    ASSERT_EQ(bar != nullptr, copied > 0) << id;
    if (bar == nullptr) continue;
    const Box& box = std::get<Rect>(testing::item(scene, id)->shape).box;
    const Box& filled = std::get<Rect>(bar->shape).box;
    EXPECT_NEAR(filled.h / 5, copied / most, 0.01) << id;
    EXPECT_FLOAT_EQ(filled.bottom(), box.bottom());
    ++bars;
  }
  EXPECT_GT(bars, 10);
}

TEST(TimelinePicture, ALaneIsAsHighAsItsShareOfTheSteps) {
  // Main and two others in turn: no lane is ever all of a column.
  const Timeline trace = long_trace({.greenlets = 2, .switches = 8000});
  SceneOptions options;
  options.width = 1000, options.height = 200;
  const Scene scene = timeline_scene(english(), trace, 0, {}, options);
  for (const Item& item : scene.items) {
    if (item.id.rfind("timeline.level.", 0) != 0) continue;
    const float height = std::get<Rect>(item.shape).box.h;
    EXPECT_GT(height, 2) << item.id;
    EXPECT_LT(height, 20) << item.id;
  }
}

TEST(TimelinePicture, BringsWhoIsNeededIntoViewAmongTwoThousandLanes) {
  const Timeline trace = long_trace({.greenlets = 2000, .switches = 4000, .alike = false});
  SceneOptions options;
  options.width = 1000, options.height = 160, options.selected = 1234;
  for (uint64_t step = trace.size() - 300; step <= trace.size(); step += 13) {
    const state::State state = trace.state(step);
    for (const size_t first : {size_t{0}, size_t{700}, size_t{5000}}) {
      const Scene scene = timeline_scene(english(), trace, step, {.first_lane = first}, options);
      EXPECT_LT(scene.part->lanes, scene.part->all_lanes);
      for (const facts::GreenletId id : {told_by(state).current, options.selected}) {
        EXPECT_NE(testing::item(scene, "timeline.lane." + std::to_string(id)), nullptr)
            << id << " at " << step;
      }
      const auto& in_switch = told_by(state).in_switch;
      if (!in_switch) continue;
      for (const facts::GreenletId id : {in_switch->origin, in_switch->target}) {
        if (id == 0) continue;
        EXPECT_NE(testing::item(scene, "timeline.lane." + std::to_string(id)), nullptr) << id;
      }
    }
  }
}

TEST(TreePicture, NeverFoldsAwayWhoRunsAmongVeryMany) {
  const Timeline trace = long_trace({.greenlets = 400, .switches = 300, .threads = 2});
  SceneOptions options;
  options.width = 300, options.height = 120, options.selected = 222;
  for (uint64_t step = 410; step <= trace.size(); step += 17) {
    const Scene scene = tree_scene(english(), trace.at(step), options);
    for (const auto id : {told_by(trace.state(step)).current, options.selected}) {
      EXPECT_NE(testing::item(scene, "tree.node." + std::to_string(id)), nullptr) << step;
    }
  }
}

TEST(TimelinePicture, NeverFoldsAwayWhoToldTheStepOfSeveralThreads) {
  const Timeline trace =
      long_trace({.greenlets = 16, .switches = 300, .threads = 2, .alike = false});
  SceneOptions options;
  for (const auto& [width, height] : kRooms) {
    options.width = width, options.height = height;
    for (uint64_t step = 40; step <= trace.size(); step += 17) {
      const Scene scene = timeline_scene(english(), trace, step, {}, options);
      const facts::GreenletId id = told_by(trace.state(step)).current;
      EXPECT_NE(testing::item(scene, "timeline.lane." + std::to_string(id)), nullptr)
          << id << " at " << step << ", " << height << " high";
      // And each thread's first lane says whose it is.
      std::set<facts::ThreadId> threads, named;
      for (const Item& item : scene.items) {
        const auto* text = std::get_if<Text>(&item.shape);
        if (text == nullptr || item.id.rfind("timeline.lane.", 0) != 0) continue;
        const auto thread = trace.history().threads().at(item.greenlet);
        if (threads.insert(thread).second && text->text.find("·") != std::string::npos) {
          named.insert(thread);
        }
      }
      EXPECT_EQ(threads, named) << step;
    }
  }
}

// Sums are kept of those who ran the most: whoever looks as if they stood still may have run.
TEST(TimelinePicture, SaysWhenSumsAreNotOfEverybody) {
  SceneOptions options;
  options.width = 1000, options.height = 160;
  for (const uint32_t greenlets : {5u, 2000u}) {
    const Timeline trace = long_trace({.greenlets = greenlets, .switches = 6000, .alike = false});
    ASSERT_GT(trace.size(), store::kExactSteps);
    const Scene scene = timeline_scene(english(), trace, trace.size(), {}, options);
    const Item* shown = testing::item(scene, "timeline.shown");
    ASSERT_NE(shown, nullptr);
    const std::string words = std::get<Text>(shown->shape).text;
    EXPECT_NE(words.find("summed up"), std::string::npos) << words;
    EXPECT_EQ(words.find("who ran least is left out") != std::string::npos, greenlets > 64)
        << words;
  }
}

// Deeper than any thread's stack: a child of a child of a child.
TEST(TreePicture, AChainOfParentsMayHaveAnyLength) {
  constexpr facts::GreenletId kLast = 200'000;
  state::Moment moment;
  for (facts::GreenletId id = 1; id <= kLast; ++id) {
    state::GreenletState& greenlet = moment.after.greenlets[id];
    greenlet.id = id;
    greenlet.name = "g" + std::to_string(id);
    greenlet.parent = id - 1;
  }
  SceneOptions options;
  options.width = 300, options.height = 160, options.selected = kLast;
  const Scene scene = tree_scene(english(), moment, options);
  EXPECT_NE(testing::item(scene, "tree.node.1"), nullptr);
  EXPECT_NE(testing::item(scene, "tree.node." + std::to_string(kLast)), nullptr);
  EXPECT_NE(testing::item(scene, "tree.more"), nullptr);
}

// A number or a field that is cut is another one.
TEST(StackPicture, AmongVeryManyNoSizeAndNoFieldIsCut) {
  const Timeline trace = long_trace({.greenlets = 60, .switches = 400});
  SceneOptions options;
  for (const float width : {420.0f, 573.0f, 700.0f}) {
    options.width = width, options.height = 430;
    for (uint64_t step = 300; step <= trace.size(); step += 37) {
      const Scene scene = stack_scene(english(), trace.at(step), options);
      for (const Item& item : scene.items) {
        const auto* text = std::get_if<Text>(&item.shape);
        if (text == nullptr) continue;
        if (item.id.rfind("stack.copy.", 0) == 0 && item.id.find(".size") != std::string::npos) {
          EXPECT_EQ(text->text.find("…"), std::string::npos) << item.id << ": " << text->text;
        }
        if (item.id.rfind("stack.mark.st", 0) == 0) {
          EXPECT_TRUE(text->text.find("stack_stop") != std::string::npos ||
                      text->text.find("stack_start") != std::string::npos)
              << item.id << ": " << text->text << " at " << width;
          EXPECT_FALSE(text->text.ends_with("…")) << text->text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::scene
