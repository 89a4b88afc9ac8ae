// Where greenlets stand in the program, and which lines nobody reached.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/program/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::program {
namespace {

using facts::Grain;
using facts::GreenletId;
using store::Timeline;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr GreenletId kMain = 1, kGr1 = 2, kGr2 = 3;

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

TEST(SourceRows, WhoIsFollowedRunsOrTakesPartAndIsNoBystander) {
  Timeline timeline = testing::sample_timeline();
  const auto* source = program_source(timeline.info());
  int runs = 0, others = 0, nobody = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::State& state = timeline.state(n);
    const auto rows = program_rows(*source, state, {});
    const int row = row_to_follow(state, rows);
    const state::Thread& thread = told_by(state);
    const auto line_of = [&](GreenletId id) {
      const state::GreenletState* greenlet = state::find(state, id);
      const bool stands = greenlet != nullptr && !greenlet->finished;
      return stands ? static_cast<int>(greenlet->at.line) - 1 : -1;
    };
    if (line_of(thread.current) >= 0) {
      EXPECT_EQ(row, line_of(thread.current)) << n;
      ++runs;
    } else if (thread.in_switch && line_of(thread.in_switch->origin) >= 0) {
      EXPECT_EQ(row, line_of(thread.in_switch->origin)) << n;
      ++others;
    } else if (thread.in_switch) {
      EXPECT_EQ(row, line_of(thread.in_switch->target)) << n;
      ++others;
    } else {
      EXPECT_EQ(row, -1) << n;
      ++nobody;
    }
  }
  EXPECT_GT(runs, 20);
  EXPECT_GT(others, 2);
  EXPECT_GT(nobody, 0) << "gr1 is dead, and there is no switch yet";
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
  state.thread = 1;
  state.threads[1].current = kGr1;
  EXPECT_THAT(program_rows(source, state, {}).at(1).greenlets, ElementsAre(kMain, kGr2, kGr1));
  state.greenlets[kGr2].at.line = 99;  // beyond the text
  state.greenlets[kMain].at.file = "other.cc";
  EXPECT_THAT(program_rows(source, state, {}).at(1).greenlets, ElementsAre(kGr1));
}

// What stands in a gutter of that width, by row.
Tags tags_in(float gutter, const std::vector<std::string>& names,
             const std::vector<std::vector<GreenletId>>& on_rows, float scale) {
  testing::Stage stage;
  stage.settings.scale = scale;
  for (size_t i = 0; i < names.size(); ++i) {
    const auto id = static_cast<GreenletId>(i + 1);
    stage.moment.after.greenlets[id].id = id;
    stage.moment.after.greenlets[id].name = names[i];
  }
  std::vector<SourceRow> rows;
  for (const std::vector<GreenletId>& on_row : on_rows) rows.push_back({"code", on_row});
  return tags_of(stage.look(nullptr), rows, gutter);
}

TEST(SourceTags, AreNeverCutSoThatTwoLookAlike) {
  const std::vector<std::string> names = {"connection worker 1", "connection worker 2", "gr3"};
  for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
    for (const float gutter : {40.0f, 60.0f, 92.0f}) {
      const Tags tags = tags_in(gutter * scale, names, {{1}, {}, {2}, {3}}, scale);
      ASSERT_EQ(tags.size(), 3u);
      EXPECT_NE(tags.at(0), tags.at(2)) << gutter << " at " << scale;
      EXPECT_EQ(tags.at(3), "gr3") << gutter << " at " << scale;
    }
  }
}

TEST(SourceTags, KeepHowManyStandThereWhateverRoomTheNameHas) {
  const std::vector<std::string> names = {"main", "connection worker", "gr3"};
  EXPECT_EQ(tags_in(200, names, {{1, 3, 2}}, 1).at(0), "connection worker +2");
  const std::string cut = tags_in(70, names, {{1, 3, 2}}, 1).at(0);
  EXPECT_TRUE(cut.starts_with("con") && cut.ends_with("… +2")) << cut;
  EXPECT_EQ(tags_in(24, names, {{1, 3, 2}}, 1).at(0), "+3") << "they are said under the mouse";
}

// A program of three files; who runs stands in the second one.
store::TraceInfo info_of_three() {
  store::TraceInfo info = testing::sample_info();
  info.sources = {{"app.py", store::SourceKind::program, "import a\n"},
                  {"engine/core/switch.cc", store::SourceKind::engine, "x\n"},
                  {"a/tasks.py", store::SourceKind::program, "one\ntwo\n"},
                  {"gone.py", store::SourceKind::program, ""},
                  {"b/tasks.py", store::SourceKind::program, "three\n"}};
  return info;
}

state::State state_of_three() {
  state::State state;
  for (const GreenletId id : {kMain, kGr1, kGr2}) state.greenlets[id].id = id;
  state.greenlets[kMain].at = {"app.py", "module", 1};
  state.greenlets[kGr1].at = {"a/tasks.py", "f", 2};
  state.greenlets[kGr2].at = {"a/tasks.py", "f", 1};
  state.thread = 1;
  state.threads[1].current = kGr1;
  return state;
}

TEST(SourceTabs, AreTheProgramsFilesAndHowManyStandThere) {
  const store::TraceInfo info = info_of_three();
  const state::State state = state_of_three();
  std::vector<std::string> labels;
  for (const SourceTab& tab : source_tabs(info, state, nullptr)) {
    EXPECT_TRUE(tab.shown);
    labels.push_back(tab.name + " " + std::to_string(tab.standing));
  }
  EXPECT_THAT(labels, ElementsAre("app.py 1", "a/tasks.py 2", "b/tasks.py 0"));
  EXPECT_THAT(source_tabs(testing::sample_info(), state, nullptr), IsEmpty()) << "it has one file";
}

TEST(SourceTabs, OfManyAreThoseThatMatter) {
  store::TraceInfo info = info_of_three();
  for (int i = 0; i < 40; ++i) {
    info.sources.push_back({"m" + std::to_string(i) + ".py", store::SourceKind::program, "x\n"});
  }
  state::State state = state_of_three();
  state.greenlets[kGr2].at = {"m30.py", "f", 1};
  const store::SourceText* seen = &info.sources[20];
  std::vector<std::string> shown;
  for (const SourceTab& tab : source_tabs(info, state, seen)) {
    if (tab.shown) shown.push_back(tab.name);
  }
  EXPECT_THAT(shown,
              ElementsAre("app.py", "a/tasks.py", "b/tasks.py", "m0.py", seen->file, "m30.py"));
}

TEST(SourceTabs, FollowWhoRunsAndStayWhereNobodyOfThemHasALine) {
  const store::TraceInfo info = info_of_three();
  state::State state = state_of_three();
  EXPECT_EQ(source_to_follow(info, state, "app.py")->file, "a/tasks.py");
  state.greenlets[kGr1].at = {"gevent/hub.py", "run", 647};
  EXPECT_EQ(source_to_follow(info, state, "b/tasks.py")->file, "b/tasks.py");
  EXPECT_EQ(source_to_follow(info, state, "")->file, "app.py");
  state.threads[1].in_switch.emplace();
  state.threads[1].in_switch->origin = kGr1;
  state.threads[1].in_switch->target = kGr2;
  EXPECT_EQ(source_to_follow(info, state, "app.py")->file, "a/tasks.py") << "where it goes";
  state.greenlets[kGr2].finished = true;
  EXPECT_EQ(source_to_follow(info, state, "app.py")->file, "app.py");
}

// Which file is seen changes with the steps, and by a click until the next one.
TEST(SourceTabs, CanBeClicked) {
  Timeline timeline;
  store::TraceInfo info = testing::sample_info();
  info.sources.push_back({"other.cc", store::SourceKind::program, "nobody stands here\n"});
  timeline.set_info(info);
  for (facts::Event& event : testing::sample_events()) timeline.append(std::move(event));
  AppOptions options;
  options.source = std::make_unique<testing::HeldSource>(std::move(timeline));
  testing::Driver driver(std::move(options));
  driver.seek(30);
  driver.settle();
  EXPECT_THAT(driver.words(), ::testing::HasSubstr("gr1.switch_to();"));
  driver.click("source other.cc");
  driver.settle();
  EXPECT_THAT(driver.words(), ::testing::HasSubstr("nobody stands here"));
  driver.seek(testing::stops(driver.trace(), Grain::line).back());
  driver.settle();
  EXPECT_THAT(driver.words(), ::testing::Not(::testing::HasSubstr("nobody stands here")));
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

TEST(Rows, OfAFileThatNobodyWroteAreCutWithItsSize) {
  const std::vector<SourceRow> rows = bare_rows(std::string(1'000'000, '\n'));
  EXPECT_EQ(rows.size(), 100'001u);
  EXPECT_EQ(rows.back().text, "… [1000000 B]");
}

TEST(Rows, TabsLeadToTheNextStopAndALineMayEndInTwoSigns) {
  const std::vector<SourceRow> rows = bare_rows("\tone\r\na\tb\r\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].text, "    one");
  EXPECT_EQ(rows[1].text, "a   b");
}

// However low the panel is: where control comes from, and where it goes.
TEST(SourceLines, OfASwitchAreBothSeenAtEveryStep) {
  testing::Driver driver(testing::Mode::replay, {1280, 560});
  const auto* source = program_source(driver.trace().info());
  const std::vector<SourceRow> rows = bare_rows(source->text);
  int looked = 0;
  for (uint64_t step = 1; step <= driver.trace().size(); ++step) {
    driver.seek(step);
    driver.settle();
    const state::State state = driver.trace().state(step);
    const auto& in_switch = told_by(state).in_switch;
    if (!in_switch || in_switch->target == 0) continue;
    const std::string words = driver.words();
    for (const GreenletId id : {in_switch->origin, in_switch->target}) {
      const state::GreenletState* g = state::find(state, id);
      if (g->finished || g->at.line == 0) continue;
      const std::string& line = rows.at(g->at.line - 1).text;
      EXPECT_NE(words.find(line.substr(line.find_first_not_of(' '), 12)), std::string::npos)
          << line << " at step " << step;
      ++looked;
    }
  }
  EXPECT_GT(looked, 20);
}

}  // namespace
}  // namespace greenlens::gui::program
