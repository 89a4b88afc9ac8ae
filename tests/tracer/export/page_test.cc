// The page that a browser opens: what is in it, without a browser.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/parked_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/page_data.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/export/exporter.h"
#include "tracer/export/page/pack.h"
#include "tracer/export/page/story.h"
#include "tracer/export/svg_writer.h"
#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/findings/findings.h"
#include "tracer/findings/findings_text.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lints_text.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/queries.h"
#include "tracer/words/fields.h"
#include "tracer/words/narration.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;
using nlohmann::json;

// The elements of a picture at the page's i-th step, with the colours of a theme.
std::vector<std::string> elements(const json& pictures, size_t i) {
  std::vector<std::string> all;
  const json& runs = pictures["steps"][i][3];
  for (size_t k = 0; k < runs.size(); k += 2) {
    for (size_t j = 0; j < runs[k + 1]; ++j) {
      all.push_back(pictures["pool"][runs[k].get<size_t>() + j]);
    }
  }
  return all;
}
std::map<std::string, std::string> variables(const std::string& css) {
  std::map<std::string, std::string> values;
  const std::regex one("--([a-z0-9-]+):([^;]*);");
  for (auto at = std::sregex_iterator(css.begin(), css.end(), one); at != std::sregex_iterator();
       ++at) {
    values[(*at)[1]] = (*at)[2];
  }
  return values;
}
std::string replaced(const std::string& text, const std::regex& what,
                     const std::function<std::string(const std::smatch&)>& by) {
  std::string out;
  auto last = text.cbegin();
  for (auto at = std::sregex_iterator(text.begin(), text.end(), what); at != std::sregex_iterator();
       ++at) {
    out.append(last, text.cbegin() + at->position());
    out += by(*at);
    last = text.cbegin() + at->position() + at->length();
  }
  return out.append(last, text.cend());
}
std::string in_colors(const std::string& element,
                      const std::map<std::string, std::string>& colors) {
  static const std::regex edge(" stroke=\"none\" stroke-width=\"[^\"]*\""),
      var("var\\(--([^)]*)\\)"), width("calc\\(1px\\*([0-9.]+)\\)"),
      about(" data-(g|n|term)=\"[0-9]+\""), head("url\\(#[^)]*\\)"),
      nothing("<path d=\"[^\"]*\" fill=\"none\"( opacity=\"[^\"]*\")?/>");
  std::string text = replaced(element, var, [&](const std::smatch& m) {
    const auto found = colors.find(m[1]);
    return found != colors.end() ? found->second : "unknown " + m[1].str();
  });
  text = replaced(text, width, [](const std::smatch& m) { return m[1].str(); });
  for (const std::regex& without : {edge, about, head}) {
    text = std::regex_replace(text, without, "");
  }
  return text;
}

TEST(Page, HasThePicturesOfTheAppElementByElementAtEveryStep) {
  const store::Timeline trace = testing::sample_timeline();
  const Page page = page_of(trace);
  ASSERT_EQ(page.data["steps"].size(), trace.size() + 1);
  const auto light = variables(between(page.html, "html{", "}"));
  auto run = std::make_shared<scene::RunExtent>();
  run->follow(trace, /*grows=*/false);
  ThemePaints paints(scene::Theme::light);
  SvgWriter writer(&paints);
  static const std::regex head("url\\(#[^)]*\\)");
  // What a shape means is its name for who listens: the page's card shows it, not the browser.
  static const std::regex title("><title>([^<]*)</title>");
  const std::string label = " role=\"img\" aria-label=\"$1\">";
  size_t compared = 0;
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    scene::SceneOptions options;
    options.run = run;
    options.machine = words::machine_of(trace.info());
    const auto size = [&](const char* view) {
      const json& its = page.data["views"][view]["wide"]["steps"][step];
      options.width = its[0], options.height = its[1];
      return options;
    };
    const std::map<std::string, scene::Scene> scenes = {
        {"stack", scene::stack_scene(english(), trace.at(step), size("stack"))},
        {"tree", scene::tree_scene(english(), trace.at(step), size("tree"))},
        {"timeline", scene::timeline_scene(english(), trace, step, {}, size("timeline"))}};
    for (const auto& [view, scene] : scenes) {
      const auto there = elements(page.data["views"][view]["wide"], step);
      ASSERT_EQ(there.size(), scene.items.size()) << view << ", step " << step;
      for (size_t i = 0; i < there.size(); ++i, ++compared) {
        const std::string wanted = std::regex_replace(
            std::regex_replace(writer.item(scene.items[i]), head, ""), title, label);
        ASSERT_EQ(in_colors(there[i], light), wanted) << view << ", step " << step;
      }
    }
  }
  EXPECT_GT(compared, 1000u);
}

TEST(Page, SaysWhatTheAppSaysAtEveryStep) {
  const store::Timeline trace = testing::sample_timeline();
  const Page page = page_of(trace);
  const auto joined = [](const json& pieces) {
    std::string text;
    for (const json& piece : pieces) {
      text += piece.is_string() ? piece.get<std::string>() : piece[0].get<std::string>();
    }
    return text;
  };
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const json& there = page.data["steps"][step];
    const words::Narration told = words::narrate(english(), trace.at(step));
    EXPECT_EQ(there["n"], step);
    if (step > 0) {
      const facts::GreenletId about = facts::subject(trace.event(step).fact);
      EXPECT_EQ(there["t"], about != 0 ? about : state::told_by(trace.state(step)).current) << step;
    }
    EXPECT_EQ(joined(there["h"]), told.headline) << step;
    EXPECT_EQ(joined(there["d"]), told.detail) << step;
    for (const json& greenlet : there["f"]) {
      const auto rows = words::fields_of(english(), trace.at(step), greenlet[0]);
      ASSERT_EQ(greenlet[2].size(), rows.size());
      for (size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(greenlet[2][i][1], rows[i].value) << step;
        const bool was = greenlet[2][i].size() > 2 && !greenlet[2][i][2].is_null();
        EXPECT_EQ(was, rows[i].changed) << step << " " << rows[i].field;
      }
    }
    for (const auto& [bit, grain] : {std::pair{1, facts::Grain::phase},
                                     {2, facts::Grain::line},
                                     {4, facts::Grain::switch_},
                                     {8, facts::Grain::instruction}}) {
      const bool stops = step == 0 || trace.previous(grain, step + 1) == step;
      EXPECT_EQ((there["g"].get<int>() & bit) != 0, stops) << step << " " << bit;
    }
  }
}

// Of a program whose lines are told: what is wrong is seen, and what belongs together.
TEST(Page, FieldsSayHowTheyLook) {
  uint64_t step = 0;
  const Page page = page_of(testing::timeline_with_lines(
      {testing::variable_at("n", -0x3f0), testing::pointer_variable("lost", -0x400, -0x300)},
      &step));
  json gr2;
  for (const json& greenlet : page.data["steps"][step]["f"]) {
    if (greenlet[0] == 3) gr2 = greenlet[2];
  }
  ASSERT_GT(gr2.size(), 5u);
  EXPECT_EQ(gr2[0][3], "heading");
  EXPECT_EQ(gr2[1].size(), 2u) << "as any other";
  EXPECT_EQ(gr2[2][0], "lost");
  EXPECT_EQ(gr2[2][3], "warns");
  EXPECT_EQ(gr2[3][3], "heading");
  EXPECT_EQ(gr2[4][0], "state");
}

TEST(Page, IsSmallAndAsksForNothingFromOutside) {
  const Page page = page_of(testing::sample_timeline());
  EXPECT_LT(page.html.size(), 300u * 1024);
  EXPECT_NE(page.html.find("default-src 'none'"), std::string::npos);
  for (const char* what : {"http:", "https:", "src=", "@import", "url(h", "fetch(", "import("}) {
    const size_t at = page.html.find(what);
    const bool is_namespace =
        at != std::string::npos && page.html.compare(at, 26, "http://www.w3.org/2000/svg", 26) == 0;
    EXPECT_TRUE(at == std::string::npos || is_namespace) << what;
  }
}

TEST(Page, HasEveryStepAsAListForWhoHasNoScript) {
  const store::Timeline trace = testing::sample_timeline();
  const Page page = page_of(trace);
  size_t at = 0;
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const std::string item = "<li value=\"" + std::to_string(step) + "\"><b>" +
                             escape(words::narrate(english(), trace.at(step)).whole);
    at = page.html.find(item, at);
    ASSERT_NE(at, std::string::npos) << item;
  }
}

TEST(Page, OfAPartHasItsStepsAlone) {
  const store::Timeline trace = testing::sample_timeline();
  ExportOptions options;
  options.steps = {30, 40};
  const Page page = page_of(trace, options);
  ASSERT_EQ(page.data["steps"].size(), 11u);
  EXPECT_EQ(page.data["steps"][0]["n"], 30);
  EXPECT_EQ(page.data["steps"][10]["n"], 40);
  EXPECT_EQ(page.data["size"], trace.size());
}

TEST(Page, OfARecordingWithInstructionsHasThemAndTheRegisters) {
  uint64_t first = 0;
  const store::Timeline trace = testing::stepped_timeline(&first);
  const PageSteps steps = page_steps(trace, 0, trace.size(), 1200);
  EXPECT_EQ(steps.grain, facts::Grain::instruction);
  EXPECT_EQ(steps.steps.size(), trace.size() + 1);
  EXPECT_EQ(page_steps(testing::sample_timeline(), 0, 60, 1200).grain, facts::Grain::phase);
  const Page page = page_of(trace);
  EXPECT_EQ(page.data["code"][0][4], 4);
  EXPECT_EQ(page.data["code"][1][4], 6);
  ASSERT_EQ(page.data["code_sources"].size(), 1u);
  EXPECT_EQ(page.data["code_sources"][0][0], page.data["code"][0][5]);
  EXPECT_EQ(page.data["code_sources"][0][1], "arch/x/switch.S");
  for (uint64_t n = 0; n <= trace.size(); ++n) {
    const json& there = page.data["steps"][n];
    const bool is_instruction = n >= first && n < first + testing::kInstructions;
    EXPECT_EQ(there["g"].get<int>() == 8, is_instruction) << n;
    const state::State state = trace.state(n);
    ASSERT_EQ(there.contains("m"), state::told_by(state).machine.has_value()) << n;
    if (!there.contains("m")) continue;
    EXPECT_EQ(there["m"][0], state::told_by(state).machine->offset);
    const std::vector<state::MachineRegister>& known = state::told_by(state).machine->registers;
    ASSERT_EQ(there["m"][2].size(), known.size());
    EXPECT_EQ(there["m"][2][0][0], "rsp");  // the stack pointer first
    EXPECT_EQ(there["m"][2][0][1], n == first ? "0x64" : "0x63");
  }
  EXPECT_EQ(page.html.find("The recording has " + std::to_string(trace.size())), std::string::npos)
      << "nothing was left out";
}

TEST(Page, OfALongRecordingStopsAtACoarserGrainAndSaysSo) {
  const store::Timeline trace = testing::long_trace({.switches = 600});
  const PageSteps steps = page_steps(trace, 0, trace.size(), 1200);
  EXPECT_NE(steps.grain, facts::Grain::phase);
  EXPECT_TRUE(steps.all);
  EXPECT_LE(steps.steps.size(), 1200u);
  const Page page = page_of(trace);
  EXPECT_NE(page.html.find("<p class=\"told\">The recording has " + std::to_string(trace.size())),
            std::string::npos);
  EXPECT_LT(page.html.size(), 5u << 20);
  const PageSteps few = page_steps(trace, 0, trace.size(), 10);
  EXPECT_FALSE(few.all);
  EXPECT_EQ(few.steps.size(), 10u);
}

TEST(Page, OfTwoThousandGreenletsHasAsManyStepsAsItHasRoomFor) {
  const store::Timeline trace = testing::long_trace({.greenlets = 2000, .switches = 2100});
  const Page page = page_of(trace);
  EXPECT_LT(page.html.size(), 5u << 20);
  EXPECT_GE(page.data["steps"].size(), 50u);
  EXPECT_NE(page.html.find("<p class=\"told\">The page ends at step "), std::string::npos);
}

TEST(Pack, IsUndoneToTheSameBytes) {
  std::string bytes;
  for (size_t size : {0, 1, 2, 3, 4, 255, 70'000}) {
    bytes.resize(size);
    for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * i >> 3);
    EXPECT_EQ(from_base64(base64(bytes)), bytes) << size;
    EXPECT_EQ(unpacked(gzipped(bytes)), bytes) << size;
  }
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
}

// --- slices

// The frames that the recording has, each with the words that are known by name; shared by steps.
TEST(Page, HasTheFramesAndWordsOfEachSliceAtEachStep) {
  const store::Timeline trace = testing::hostile_timeline();
  const Page page = page_of(trace);
  const words::Machine machine = words::machine_of(trace.info());
  size_t frames = 0, words = 0;
  for (const json& step : page.data["steps"]) {
    const state::State state = trace.state(step["n"]);
    std::map<uint32_t, std::vector<words::OpenedFrame>> expected;
    for (const auto& [id, g] : state.greenlets) {
      if (!frames_hold(state, g)) continue;
      std::vector<words::OpenedFrame> opened = opened_slice(english(), state, g, machine);
      if (!opened.empty()) expected[id] = std::move(opened);
    }
    ASSERT_EQ(step["s"].size(), expected.size()) << step["n"];
    for (const json& slice : step["s"]) {
      const std::vector<words::OpenedFrame>& opened = expected.at(slice[0]);
      ASSERT_EQ(slice.size(), opened.size() + 1);
      for (size_t i = 0; i < opened.size(); ++i) {
        const json& frame = page.data["frames"][slice[i + 1].get<size_t>()];
        EXPECT_EQ(frame[0], facts::shown(words::run_text(opened[i].run)));
        EXPECT_EQ(frame[1], opened[i].run.bytes);
        ASSERT_EQ(frame[5].size(), opened[i].words.size());
        for (size_t k = 0; k < opened[i].words.size(); ++k, ++words) {
          EXPECT_EQ(frame[5][k][0], facts::format_address(opened[i].words[k].at));
          EXPECT_EQ(frame[5][k][1], words::value_text(opened[i].words[k]));
        }
        ++frames;
      }
    }
  }
  EXPECT_GT(frames, 5u);
  EXPECT_LT(page.data["frames"].size(), frames) << "what is the same is there once";
}

TEST(Page, HasTheSwitchsInstructions) {
  store::TraceInfo info = testing::sample_info();
  info.arch.code = {{0, std::string("\x55", 1), "pushq %rbp", "spill", 12},
                    {1, std::string("\x48\x89\xe0", 3), "movq %rsp, %rax", "", 0}};
  info.code_uses = {{0, {"rbp", "rsp"}, {"rsp"}}};
  store::Timeline trace;
  trace.set_info(info);
  const Page page = page_of(trace);
  EXPECT_EQ(page.data["code"],
            json::parse(R"([[0,"55","pushq %rbp","spill",0,0,[["rbp","rsp"],["rsp"]]],
                            [1,"48 89 e0","movq %rsp, %rax","",0,0,null]])"));
}

// --- what it is without

TEST(Page, HasTheLintsThatFireAtItsStepsEachWithItsPage) {
  const store::Timeline timeline = testing::sample_timeline();
  const lints::Fired fired = lints::find_all(timeline)->at(0);
  const std::string html = page_of(timeline).html;
  EXPECT_NE(html.find("<details id=\"lints\" open>"), std::string::npos);
  EXPECT_NE(
      html.find("<a href=\"#step=" + std::to_string(fired.step) + "\">warning: never-finished"),
      std::string::npos);
  EXPECT_NE(html.find(escape(lint_text(english(), fired))), std::string::npos);
  EXPECT_NE(html.find(escape(english().text("lint.never_finished.why"))), std::string::npos);
  const std::string silent = page_of(testing::lossy_timeline()).html;
  EXPECT_EQ(silent.find("never-finished"), std::string::npos);
  EXPECT_NE(silent.find("trace-loss"), std::string::npos);
}

TEST(Page, OfAProgramSaysWhatLooksWrongAndWhoIsParked) {
  const store::Timeline timeline = testing::parked_timeline(30);
  const std::string html = page_of(timeline).html;
  const auto found = findings::find_all(timeline);
  ASSERT_EQ(found->size(), 1u);
  EXPECT_NE(html.find("<a href=\"#step=" + std::to_string(found->front().step) + "\">"),
            std::string::npos);
  EXPECT_NE(html.find(escape(findings::finding_text(english(), found->front()))),
            std::string::npos);
  EXPECT_NE(html.find("q.get()  app.py:16 ×30"), std::string::npos);
  EXPECT_NE(html.find("<td>consumer-3</td>"), std::string::npos);
  EXPECT_NE(html.find("10 more"), std::string::npos);
  // And at each step the frames of each.
  const Page page = page_of(timeline);
  const state::State end = timeline.state(timeline.size() - 1);
  for (const json& one : page.data["steps"][timeline.size() - 1]["i"]) {
    const auto chain = frame_chain(end, end.greenlets.at(one[0].get<facts::GreenletId>()));
    ASSERT_EQ(one.size(), chain.size() + 1);
    for (size_t i = 0; i < chain.size(); ++i) {
      const json& call = page.data["calls"][one[i + 1].get<size_t>()];
      EXPECT_EQ(call[0], chain[i]->at.function);
      EXPECT_EQ(call[2], chain[i]->call);
      EXPECT_EQ(call[3], chain[i]->is_library);
    }
  }
  // Of a part only what happens in it.
  ExportOptions options;
  options.steps = {1, 40};
  EXPECT_EQ(page_of(timeline, options).html.find("#step=" + std::to_string(found->front().step)),
            std::string::npos);
  // Of a recording in which there is nothing of the kind: no word.
  EXPECT_EQ(page_of(testing::sample_timeline()).html.find("id=\"program\""), std::string::npos);
}

TEST(Page, IsWithoutWhatIsNotWanted) {
  const store::Timeline trace = testing::sample_timeline();
  const std::string line = trace.info().sources.front().text.substr(0, 40);
  ExportOptions options;
  EXPECT_NE(page_of(trace, options).data.dump().find(json(line).dump().substr(1, 30)),
            std::string::npos);
  options.views = {PageView::stack, PageView::timeline};
  const Page page = page_of(trace, options);
  EXPECT_EQ(page.data["without"],
            json({"tree", "source", "printed", "fields", "frames", "legend"}));
  EXPECT_EQ(page.data.dump().find(json(line).dump().substr(1, 30)), std::string::npos);
  EXPECT_TRUE(page.data["printed"].empty());
  EXPECT_TRUE(page.data["views"].contains("stack"));
  EXPECT_FALSE(page.data["views"].contains("tree"));
  EXPECT_LT(page.html.size(), page_of(trace).html.size());
  for (const json& step : page.data["steps"]) EXPECT_TRUE(step["at"].empty());
}

}  // namespace
}  // namespace greenlens::exports
