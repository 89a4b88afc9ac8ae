// What the views say, without drawing.
#include "gui/views/models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using facts::GreenletId;
using store::Timeline;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr GreenletId kMain = 1, kGr1 = 2, kGr2 = 3;

const words::Messages& words() { return words::Messages::of("en"); }

// The step of the nth event of this kind.
template <typename F>
uint64_t step_of(const Timeline& timeline, int nth = 0) {
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    if (std::holds_alternative<F>(timeline.event(n).fact) && nth-- == 0) return n;
  }
  ADD_FAILURE() << "no such event";
  return 0;
}

// The lines, from 1, on which greenlets stand, and who.
std::map<size_t, std::vector<GreenletId>> standing(const std::vector<SourceRow>& rows) {
  std::map<size_t, std::vector<GreenletId>> found;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].greenlets.empty()) found[i + 1] = rows[i].greenlets;
  }
  return found;
}

TEST(SourceRows, MarkTheLineOfEveryGreenlet) {
  Timeline timeline = testing::sample_timeline();
  const auto* source = program_source(timeline.info());
  ASSERT_NE(source, nullptr);
  EXPECT_EQ(source->file, "scenarios/test1_test2.cc");
  // gr2 has just reached its switch back: everybody stands somewhere.
  uint64_t step = 0;
  for (uint64_t n : testing::stops(timeline, Grain::line)) {
    const facts::Event event = timeline.event(n);
    const auto* line = std::get_if<facts::LineReached>(&event.fact);
    if (line && line->at.line == 12) step = n;
  }
  auto rows = program_rows(*source, timeline.state(step), {});
  std::map<size_t, std::vector<GreenletId>> expected = {{4, {kGr1}}, {12, {kGr2}}, {21, {kMain}}};
  EXPECT_EQ(standing(rows), expected);
  EXPECT_EQ(rows[11].text, "  gr1.switch_to();");
}

TEST(SourceRows, AtTheBeginningNobodyStandsAnywhere) {
  Timeline timeline = testing::sample_timeline();
  EXPECT_THAT(standing(program_rows(*program_source(timeline.info()), timeline.state(0), {})),
              IsEmpty());
}

TEST(SourceRows, AFinishedGreenletStandsNowhere) {
  Timeline timeline = testing::sample_timeline();
  auto at_end = program_rows(*program_source(timeline.info()), timeline.state(timeline.size()), {});
  for (const auto& [line, greenlets] : standing(at_end)) {
    EXPECT_THAT(greenlets, ::testing::Not(::testing::Contains(kGr1))) << line;
  }
}

TEST(SourceRows, TheCurrentGreenletComesLastOnASharedLine) {
  store::SourceText source{"a.cc", store::SourceKind::program, "one\ntwo\n"};
  state::State state;
  for (GreenletId id : {kMain, kGr1, kGr2}) {
    state.greenlets[id].id = id;
    state.greenlets[id].at = {"a.cc", "f", 2};
  }
  state.current = kGr1;
  EXPECT_THAT(program_rows(source, state, {}).at(1).greenlets, ElementsAre(kMain, kGr2, kGr1));
  state.greenlets[kGr2].at.line = 99;  // beyond the text
  state.greenlets[kMain].at.file = "other.cc";
  EXPECT_THAT(program_rows(source, state, {}).at(1).greenlets, ElementsAre(kGr1));
}

TEST(NeverReached, IsKnownAtTheEndAndNamesTheOneLine) {
  Timeline timeline = testing::sample_timeline();
  const auto* source = program_source(timeline.info());
  EXPECT_THAT(never_reached_lines(timeline, *source), ElementsAre(13u));
  auto rows = program_rows(*source, timeline.state(timeline.size()), {13});
  EXPECT_TRUE(rows[12].never_reached);
  EXPECT_NE(rows[12].text.find("This is never printed."), std::string::npos);
}

TEST(NeverReached, IsNotClaimedOfAProgramThatStillRuns) {
  Timeline growing;
  growing.set_info(testing::sample_info());
  auto events = testing::sample_events();
  events.pop_back();
  for (auto& event : events) growing.append(std::move(event));
  EXPECT_THAT(never_reached_lines(growing, *program_source(growing.info())), IsEmpty());
  EXPECT_THAT(never_reached_lines(Timeline(), *program_source(growing.info())), IsEmpty());
}

TEST(EngineSource, ShowsTheLineThatToldTheEvent) {
  Timeline timeline = testing::sample_timeline();
  int shown = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    const auto* source = engine_source(timeline.info(), &event);
    ASSERT_EQ(source != nullptr, event.engine_source != 0) << n;
    if (!source) continue;
    ++shown;
    EXPECT_EQ(source->file, "engine/core/slice.cc");
    auto rows = engine_rows(*source, event.engine_line);
    for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].now, i + 1 == event.engine_line);
  }
  EXPECT_GT(shown, 8);
  EXPECT_EQ(engine_source(timeline.info(), nullptr), nullptr);
  facts::Event foreign;
  foreign.engine_source = 99;
  EXPECT_EQ(engine_source(timeline.info(), &foreign), nullptr);
}

std::map<std::string, StructRow> rows_at(const Timeline& timeline, uint64_t step, GreenletId id) {
  std::map<std::string, StructRow> rows;
  for (StructRow& row : struct_rows(words(), timeline.at(step), id)) rows[row.field] = row;
  return rows;
}

TEST(StructRows, ShowWhatASaveChanged) {
  Timeline timeline = testing::sample_timeline();
  auto rows = rows_at(timeline, step_of<facts::SliceSaved>(timeline, 2), kGr2);
  EXPECT_TRUE(rows["stack_saved"].changed);
  EXPECT_EQ(rows["stack_saved"].was, "0");
  EXPECT_EQ(rows["stack_saved"].value, "432");
  EXPECT_TRUE(rows["stack_copy"].changed);
  EXPECT_EQ(rows["stack_copy"].was, "NULL");
  for (const char* same : {"stack_stop", "stack_start", "parent", "top_frame"}) {
    EXPECT_FALSE(rows[same].changed) << same;
  }
  EXPECT_EQ(rows["stack_stop"].value, "-0x2c0");
  EXPECT_EQ(rows["stack_start"].value, "-0x470");
  EXPECT_EQ(rows["parent"].value, "main");
}

TEST(StructRows, MarkWhatDiffersFromTheStateBefore) {
  Timeline timeline = testing::sample_timeline();
  int marked = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::Moment moment = timeline.at(n);
    for (const auto& [id, greenlet] : moment.after.greenlets) {
      const auto* then = state::find(moment.before, id);
      if (!then) continue;
      auto rows = rows_at(timeline, n, id);
      EXPECT_EQ(rows["stack_saved"].changed, then->stack_saved != greenlet.stack_saved) << n;
      EXPECT_EQ(rows["stack_start"].changed, then->stack_start != greenlet.stack_start) << n;
      EXPECT_EQ(rows["stack_stop"].changed, then->stack_stop != greenlet.stack_stop) << n;
      EXPECT_EQ(rows["stack_prev"].changed, then->stack_prev != greenlet.stack_prev) << n;
      EXPECT_EQ(rows["parent"].changed, then->parent != greenlet.parent) << n;
      for (const auto& [field, row] : rows) {
        EXPECT_EQ(row.changed, row.was != row.value) << field;
        marked += row.changed;
      }
    }
  }
  EXPECT_GT(marked, 15);
}

TEST(StructRows, ANewGreenletIsShownWithoutAPast) {
  Timeline timeline = testing::sample_timeline();
  auto rows = rows_at(timeline, step_of<facts::GreenletCreated>(timeline, 1), kGr1);
  ASSERT_EQ(rows.size(), 10u);
  for (const auto& [field, row] : rows) EXPECT_FALSE(row.changed) << field;
  EXPECT_EQ(rows["stack_start"].value, "NULL");
}

TEST(StructRows, AnUnknownGreenletHasNone) {
  Timeline timeline = testing::sample_timeline();
  EXPECT_THAT(struct_rows(words(), timeline.at(0), kGr1), IsEmpty());
}

TEST(Ticks, AreTheSwitchesInOrder) {
  Timeline timeline = testing::sample_timeline();
  std::vector<std::string> labels;
  uint64_t last = 0;
  for (const Tick& tick : ticks(timeline)) {
    EXPECT_GT(tick.step, last);
    last = tick.step;
    EXPECT_TRUE(std::holds_alternative<facts::Delivered>(timeline.event(tick.step).fact));
    labels.push_back(tick.label);
  }
  EXPECT_THAT(labels, ElementsAre("main→gr1", "gr1→gr2", "gr2→gr1", "gr1→main"));
  EXPECT_THAT(ticks(Timeline()), IsEmpty());
}

TEST(Position, CountsStopsOfTheGrain) {
  Timeline timeline = testing::sample_timeline();
  for (Grain grain : {Grain::phase, Grain::switch_, Grain::line}) {
    const auto stops = testing::stops(timeline, grain);
    EXPECT_EQ(position(timeline, 0, grain).number, 0u);
    EXPECT_EQ(position(timeline, timeline.size(), grain).number, stops.size());
    for (size_t i = 0; i < stops.size(); ++i) {
      EXPECT_EQ(position(timeline, stops[i], grain).number, i + 1);
      EXPECT_EQ(position(timeline, stops[i] - 1, grain).number, i);
      EXPECT_EQ(position(timeline, stops[i], grain).count, stops.size());
    }
  }
}

TEST(Matching, FindsEveryWordInAnyOrderAndCase) {
  std::vector<std::string> lines = {"gr1 switches to gr2.", "gr2 starts.", "Main prints."};
  EXPECT_THAT(matching(lines, ""), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(matching(lines, "   "), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(matching(lines, "GR2"), ElementsAre(0u, 1u));
  EXPECT_THAT(matching(lines, "gr2 switches"), ElementsAre(0u));
  EXPECT_THAT(matching(lines, "main"), ElementsAre(2u));
  EXPECT_THAT(matching(lines, "nowhere"), IsEmpty());
}

}  // namespace
}  // namespace greenlens::gui
