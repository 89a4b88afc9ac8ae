// What somebody wrote at steps, in every format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/export/figure/figure.h"
#include "tracer/export/page/story.h"
#include "tracer/export/svg.h"
#include "tracer/facts/json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/words/notes_file.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using words::NoteOn;

words::Note note(uint64_t step, const std::string& text, const std::string& on = "",
                 NoteOn where = NoteOn::whole) {
  return {step, text, on, where, ""};
}

ExportOptions noted(std::vector<words::Note> all, const char* scene = "stack") {
  ExportOptions options;
  options.step = 40;
  options.scene = find_scene(scene);
  options.notes = std::make_shared<const words::Notes>(words::Notes{std::move(all), {}, ""});
  return options;
}

TEST(Noted, EveryFormatThatSaysSoHasThemAndNoOtherOneDiffers) {
  const store::Timeline trace = testing::sample_timeline();
  for (const Exporter& exporter : exporters()) {
    if (has_no_words(exporter)) continue;
    ExportOptions without = noted({});
    ExportOptions with = noted({note(40, "REMARK"), note(40, "HALF", "gr2", NoteOn::copy)});
    const std::string file = whole(exporter, trace, with);
    if (exporter.needs.notes) {
      EXPECT_THAT(file, HasSubstr("REMARK")) << exporter.id;
      EXPECT_THAT(file, HasSubstr("HALF")) << exporter.id;
    } else {
      EXPECT_EQ(file, whole(exporter, trace, without)) << exporter.id;
    }
    without.notes = nullptr;
    EXPECT_EQ(whole(exporter, trace, without), whole(exporter, trace, noted({}))) << exporter.id;
  }
}

TEST(Noted, WhateverTheyHoldNothingOfItActs) {
  const store::Timeline trace = testing::sample_timeline();
  const std::string hostile = facts::as_utf8(testing::hostile_text()) +
                              "</script><img src=x onerror=alert(1)>\n# x\n- y\n1. z\n```\n> q | a";
  nlohmann::json file = {{"greenlens", "notes"}, {"version", 1}};
  file["notes"] = {{{"step", 40}, {"text", hostile}},
                   {{"step", 40}, {"text", hostile}, {"on", "gr2"}, {"where", "copy"}},
                   {{"step", 40}, {"text", "x"}, {"on", hostile}}};
  const auto read = words::parse_notes(file.dump());
  ASSERT_TRUE(static_cast<bool>(read));
  ASSERT_EQ(read->notes.all.size(), 3u);
  for (const Exporter& exporter : exporters()) {
    if (has_no_words(exporter) || !exporter.needs.notes) continue;
    for (const NamedScene& scene : scenes()) {
      ExportOptions options = noted({}, scene.name);
      options.notes = std::make_shared<const words::Notes>(read->notes);
      const std::string content = whole(exporter, trace, options);
      EXPECT_EQ(testing::raw_in(content), "") << exporter.id << ", " << scene.name;
      const std::string id = exporter.id;
      if (id == "html" || id == "svg") {
        EXPECT_THAT(content, Not(HasSubstr("<img"))) << exporter.id;
      }
      if (id == "md") {
        // A line of a note begins nothing: no heading, list, fence or table.
        for (const char* front : {"\n> # x", "\n> - y", "\n> 1. z", "\n> ```", "\n> > q"}) {
          EXPECT_THAT(content, Not(HasSubstr(front)));
        }
        EXPECT_THAT(content, HasSubstr("\n> 1\\. z"));
      }
      if (!exporter.needs.scene) break;
    }
  }
}

TEST(Noted, FiguresHavePinsAndAllElseStaysWhereItWas) {
  const store::Timeline trace = testing::sample_timeline();
  for (const NamedScene& scene : scenes()) {
    const scene::Scene with =
        figure(english(), trace,
               noted({note(40, "REMARK"), note(40, "all of it", "gr2")}, scene.name), 40);
    ExportOptions options = noted({}, scene.name);
    options.notes = nullptr;
    const scene::Scene without = figure(english(), trace, options, 40);
    if (scene.notes == NotesIn::none) {
      EXPECT_TRUE(testing::same_scene(with, without)) << scene.name;
      continue;
    }
    EXPECT_EQ(testing::repeated_id(with), "") << scene.name;
    EXPECT_EQ(testing::outside(with), testing::outside(without)) << scene.name;
    EXPECT_EQ(testing::overlapping_texts(with), testing::overlapping_texts(without)) << scene.name;
    const bool has_pin =
        std::any_of(with.items.begin(), with.items.end(),
                    [](const scene::Item& item) { return item.id.starts_with("pin.40.2."); });
    EXPECT_TRUE(has_pin) << scene.name;
    if (scene.notes == NotesIn::below) {
      scene::Scene upper = with;
      upper.items.resize(without.items.size());
      upper.height = without.height, upper.description = without.description;
      EXPECT_TRUE(testing::same_scene(upper, without)) << scene.name;
    }
  }
}

// A handout's pages have everything at the same places, whether there is something to say or not.
TEST(Noted, PagesOfAHandoutHaveOneRoomForThem) {
  const store::Timeline trace = testing::sample_timeline();
  const ExportOptions options = with_room_for_notes(
      noted({note(39, "short"), note(41, "one\ntwo\nthree"), note(50, "a\nb\nc\nd\ne\nf")},
            "sheet"),
      {39, 40, 41});
  EXPECT_EQ(options.longest_noted, 41u) << "of those that are shown";
  std::vector<float> tops;
  for (const uint64_t step : {39, 40, 41}) {
    const scene::Scene page = figure(english(), trace, options, step);
    tops.push_back(std::get<scene::Text>(testing::item(page, "sheet.source.title")->shape).at.y);
  }
  EXPECT_EQ(tops[0], tops[1]);
  EXPECT_EQ(tops[1], tops[2]);
}

TEST(Noted, AFormHasTheRoomAndNotTheWords) {
  const store::Timeline trace = testing::sample_timeline();
  for (const char* scene : {"stack", "tree", "timeline", "sheet", "slide", "poster"}) {
    ExportOptions solution =
        noted({note(40, "ANSWER\nof two lines"), note(40, "HALF", "gr2", NoteOn::copy)}, scene);
    ExportOptions form = solution;
    form.blank = {Blank::copies};
    const scene::Scene blank = figure(english(), trace, form, 40);
    const std::string svg = to_svg(blank, scene::Theme::light);
    EXPECT_THAT(svg, Not(HasSubstr("ANSWER"))) << scene;
    EXPECT_THAT(svg, Not(HasSubstr("HALF"))) << scene;
    EXPECT_THAT(to_svg(figure(english(), trace, solution, 40), scene::Theme::light),
                HasSubstr("ANSWER"));
    form.notes = nullptr;
    const scene::Scene without = figure(english(), trace, form, 40);
    if (find_scene(scene)->notes == NotesIn::below) {
      EXPECT_TRUE(testing::same_scene(blank, without)) << scene << ": no pin is left";
    }
  }
}

TEST(Noted, TextsHaveThemAtTheirSteps) {
  const store::Timeline trace = testing::sample_timeline();
  const ExportOptions options = noted(
      {note(3, "first\nsecond line"), note(4, ""), note(5, "5 * 3 < 20", "gr1", NoteOn::lane)});
  const std::string txt = whole(*find_exporter("txt"), trace, options);
  const size_t three = txt.find("\n   3  "), four = txt.find("\n   4  ");
  ASSERT_NE(three, txt.npos);
  EXPECT_EQ(txt.find("\n      ① first\n        second line\n", three) < four, true)
      << txt.substr(0, 600);
  EXPECT_THAT(txt, HasSubstr("\n      ① gr1’s lane: 5 * 3 < 20\n"));
  const std::string md = whole(*find_exporter("md"), trace, options);
  EXPECT_THAT(md, HasSubstr("\n> **①** first  \n> second line\n"));
  EXPECT_THAT(md, HasSubstr("\n> **①** gr1’s lane: 5 \\* 3 \\< 20\n"));
}

// --- the page

TEST(Noted, APageShowsTheirStepsAlsoBetweenTheStopsOfItsGrain) {
  PageSteps page;
  page.steps = {0, 10, 20, 30};
  add_noted_steps(
      {{note(0, "a"), note(5, ""), note(12, "b"), note(12, "c"), note(20, "d"), note(31, "e")},
       {},
       ""},
      &page);
  EXPECT_THAT(page.steps, ElementsAre(0, 5, 10, 12, 20, 30));
}

TEST(Noted, AListWithoutAScriptHasThem) {
  const store::Timeline trace = testing::sample_timeline();
  const std::string item =
      listed(english(), trace, 40, {{40, 1, "gr2’s copy", "a < b\nsecond", 3, NoteOn::copy}});
  EXPECT_THAT(item, HasSubstr("<p class=\"note\"><b class=\"pin\">1</b> gr2’s copy: a &lt; b<br>"
                              "second</p></li>"));
  EXPECT_EQ(
      facts::json_text(notes_json(english(), {{40, 1, "", "a < b\nsecond", 0, NoteOn::whole}})),
      "[[1,[\"a < b\",\"second\"],\"a < b\\nsecond\"]]");
}

}  // namespace
}  // namespace greenlens::exports
