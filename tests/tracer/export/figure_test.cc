// Figures: forms, steps beside each other, pixels and pages.
#include "tracer/export/figure/figure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/export/figure/render.h"
#include "tracer/export/svg.h"
#include "tracer/scene/beside/beside.h"
#include "tracer/state/queries.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;
using greenlens::testing::sample_timeline;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ExportOptions of(const char* scene, uint64_t step, std::vector<Blank> blank = {}) {
  ExportOptions options;
  options.scene = find_scene(scene);
  options.step = step;
  options.blank = std::move(blank);
  return options;
}

scene::Scene drawn(const ExportOptions& options) {
  return figure(english(), sample_timeline(), options, options.step);
}

std::multiset<std::string> texts_of(const scene::Scene& scene) {
  std::multiset<std::string> texts;
  for (const scene::Item& item : scene.items) {
    if (const auto* text = std::get_if<scene::Text>(&item.shape)) texts.insert(text->text);
  }
  return texts;
}

// The step of the sample at which most bytes lie in the heap.
uint64_t fullest() {
  const store::Timeline trace = sample_timeline();
  uint64_t best = 0, most = 0;
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    uint64_t held = 0;
    for (const auto& [id, g] : trace.state(step).greenlets) held += g.stack_saved;
    if (held > most) most = held, best = step;
  }
  EXPECT_GT(most, 0u);
  return best;
}

// --- forms

// What each of them has to leave nothing of, and something that stays.
struct Form {
  Blank blank;
  std::vector<std::string> gone, stays;
};

TEST(Forms, LeaveOutWhatIsAskedForAndNothingElse) {
  const uint64_t step = fullest();
  const state::State state = sample_timeline().state(step);
  std::string saved, name;
  for (const auto& [id, g] : state.greenlets) {
    if (g.stack_saved > 0) saved = std::to_string(g.stack_saved), name = g.name;
  }
  ASSERT_NE(saved, "");
  const std::vector<Form> forms = {
      {Blank::stack_start, {".stack_start"}, {".stack_stop", "-0x"}},
      {Blank::stack_stop, {".stack_stop"}, {".stack_start", "-0x"}},
      {Blank::copies, {name + "’s copy", saved}, {".stack_stop", "-0x"}},
      {Blank::sizes, {saved}, {name + "’s copy"}},
      {Blank::names, {name + "’s copy", "in_place.1.name", name + ".stack_stop"}, {"-0x"}},
      {Blank::lanes, {"switch 1"}, {">" + name + "<"}},
  };
  for (const Form& form : forms) {
    const std::string whole_svg = to_svg(drawn(of("sheet", step)), scene::Theme::light);
    const std::string svg = to_svg(drawn(of("sheet", step, {form.blank})), scene::Theme::light);
    const char* which = kBlankNames[static_cast<size_t>(form.blank)];
    for (const std::string& gone : form.gone) {
      EXPECT_THAT(whole_svg, HasSubstr(gone)) << which;
      EXPECT_THAT(svg, Not(HasSubstr(gone))) << which;
    }
    for (const std::string& stays : form.stays) EXPECT_THAT(svg, HasSubstr(stays)) << which;
    EXPECT_THAT(svg, HasSubstr(">Name<")) << which;
  }
}

// Neither an id nor a tooltip nor the description tells what was left out.
TEST(Forms, GiveNothingAway) {
  const store::Timeline trace = sample_timeline();
  for (uint64_t step = 0; step <= trace.size(); step += 5) {
    for (size_t i = 0; i < kBlankNames.size(); ++i) {
      const scene::Scene form = drawn(of("sheet", step, {static_cast<Blank>(i)}));
      EXPECT_EQ(testing::repeated_id(form), "") << kBlankNames[i];
      EXPECT_EQ(testing::outside(form), "") << kBlankNames[i] << ", step " << step;
      for (const scene::Item& item : form.items) {
        EXPECT_THAT(item.id, ::testing::StartsWith("form.")) << kBlankNames[i];
        EXPECT_EQ(item.tooltip, "") << kBlankNames[i];
      }
      EXPECT_EQ(form.description, english().text("figure.blank"));
    }
  }
}

size_t with(const scene::Scene& scene, const std::string& words) {
  size_t count = 0;
  for (const std::string& text : texts_of(scene)) {
    count += text.find(words) != std::string::npos ? 1 : 0;
  }
  return count;
}

// A panel for each thread has the same shapes: nothing of them is passed over.
TEST(Forms, LeaveOutTheSameInThePanelsOfSeveralThreads) {
  const store::Timeline trace = testing::long_trace({.greenlets = 4, .switches = 30, .threads = 2});
  const std::vector<std::pair<std::vector<Blank>, std::string>> asked = {
      {{Blank::stack_start}, "stack_start"},
      {{Blank::copies}, "copy"},
      {{Blank::addresses, Blank::sp}, "0x"},
      {{Blank::names}, "worker"},
      {{Blank::sizes}, " B"}};
  for (const auto& [blanks, words] : asked) {
    size_t before = 0;
    for (uint64_t step = 20; step <= trace.size(); step += 9) {
      before += with(figure(english(), trace, of("stack", step), step), words);
      const scene::Scene form = figure(english(), trace, of("stack", step, blanks), step);
      EXPECT_EQ(with(form, words), 0u) << words << ", step " << step;
    }
    EXPECT_GT(before, 0u) << words << " is nowhere to be left out";
  }
}

TEST(Forms, BesideEachOtherAreFormsAll) {
  ExportOptions options = of("stack", 20, {Blank::stack_start, Blank::stack_stop});
  options.beside = {30, 40};
  const scene::Scene forms = drawn(options);
  EXPECT_EQ(with(forms, "stack_st"), 0u);
  options.blank.clear();
  EXPECT_GT(with(drawn(options), "stack_st"), 3u);
  for (const scene::Item& item : forms.items) {
    EXPECT_THAT(item.id, Not(HasSubstr("differs")));
  }
}

// The solution has what the form has not: nothing of the picture is lost but what was asked for.
TEST(Forms, KeepEveryTextThatNothingAsksFor) {
  const uint64_t step = fullest();
  const std::multiset<std::string> all = texts_of(drawn(of("sheet", step)));
  const std::multiset<std::string> form = texts_of(drawn(of("sheet", step, {Blank::output})));
  std::multiset<std::string> missing;
  std::set_difference(all.begin(), all.end(), form.begin(), form.end(),
                      std::inserter(missing, missing.end()));
  std::multiset<std::string> printed;
  const store::Timeline trace = sample_timeline();
  for (const store::PrintedLine& line : trace.printed(1, trace.printed_until(step))) {
    printed.insert(line.text);
  }
  // Nor does its sentence tell it.
  for (const scene::Item& item : drawn(of("sheet", step)).items) {
    const bool is_told =
        item.id.starts_with("sheet.headline.") || item.id.starts_with("sheet.detail.");
    if (is_told) printed.insert(std::get<scene::Text>(item.shape).text);
  }
  // The row of the timeline that marks where lines were printed is left out as well.
  printed.insert(english().text("scene.timeline.output"));
  std::multiset<std::string> other;
  std::set_difference(missing.begin(), missing.end(), printed.begin(), printed.end(),
                      std::inserter(other, other.end()));
  EXPECT_THAT(other, IsEmpty());
}

// How many shapes are left that say no sentence.
size_t shapes_in(const scene::Scene& scene) {
  return static_cast<size_t>(
      std::count_if(scene.items.begin(), scene.items.end(), [](const scene::Item& item) {
        const auto* text = std::get_if<scene::Text>(&item.shape);
        const bool is_large = text != nullptr && text->size > 14;
        return !is_large && !std::holds_alternative<scene::Rect>(item.shape);
      }));
}

// What is offered for a scene leaves something out of it, and nothing else does.
TEST(Forms, OfASceneAreOfferedWhatItHas) {
  const store::Timeline trace = sample_timeline();
  for (const char* scene : {"stack", "tree", "timeline"}) {
    const std::vector<Blank> its = blanks_in(scene);
    for (size_t i = 0; i < kBlankNames.size(); ++i) {
      const auto blank = static_cast<Blank>(i);
      bool changes = false;
      for (uint64_t step = 0; step <= trace.size() && !changes; step += 3) {
        changes = shapes_in(drawn(of(scene, step))) != shapes_in(drawn(of(scene, step, {blank})));
      }
      const bool is_offered = std::find(its.begin(), its.end(), blank) != its.end();
      EXPECT_TRUE(changes == is_offered || blank == Blank::sentence) << scene << kBlankNames[i];
    }
  }
  EXPECT_THAT(blanks_in("legend"), IsEmpty());
  EXPECT_THAT(blanks_in("statistics"), IsEmpty());
  EXPECT_EQ(blanks_in("sheet").size(), kBlankNames.size());
}

// Rules for what was printed are as many whether that was nothing or much.
TEST(Forms, DoNotTellHowManyLinesWerePrinted) {
  const auto rules = [](const char* name, uint64_t step) {
    const scene::Scene form = drawn(of(name, step, {Blank::output}));
    float x = 0;
    for (const scene::Item& item : form.items) {
      const auto* text = std::get_if<scene::Text>(&item.shape);
      if (text != nullptr && text->text == english().text("page.printed")) x = text->at.x;
    }
    EXPECT_GT(x, 0);
    return std::count_if(form.items.begin(), form.items.end(), [&](const scene::Item& item) {
      const auto* line = std::get_if<scene::Line>(&item.shape);
      return line != nullptr && line->points[0].x == x && line->style.role == scene::Role::muted;
    });
  };
  const store::Timeline trace = sample_timeline();
  uint64_t nothing = 0;  // the last step at which nothing was printed yet
  while (trace.printed_until(nothing + 1) == 0) ++nothing;
  ASSERT_GT(trace.printed_until(trace.size()), 1u);
  for (const char* name : {"sheet", "slide", "poster"}) {
    EXPECT_GT(rules(name, nothing), 1) << name;
    EXPECT_EQ(rules(name, nothing), rules(name, trace.size())) << name;
  }
}

// --- slices that are opened

size_t opened(const scene::Scene& scene, const std::string& part) {
  return static_cast<size_t>(
      std::count_if(scene.items.begin(), scene.items.end(), [&](const scene::Item& item) {
        return item.id.starts_with("stack.opened.") && item.id.find(part) != std::string::npos;
      }));
}

TEST(Slices, AreOpenedWithFramesOrWithWordsInThemAsIsAskedFor) {
  const uint64_t step = fullest();
  const state::State state = sample_timeline().state(step);
  facts::GreenletId held = 0;
  for (const auto& [id, g] : state.greenlets) {
    if (g.stack_saved > 0 && g.frames != nullptr && !g.frames->empty()) held = id;
  }
  ASSERT_NE(held, 0u);
  for (const char* name : {"stack", "sheet", "slide", "poster"}) {
    ExportOptions options = of(name, step);
    options.select = held;
    const bool has_source = opened(drawn(options), "") == 0;
    EXPECT_EQ(has_source, std::string(name) != "stack") << "who is selected is opened there alone";
    options.opened = Opened::frames;
    const scene::Scene frames = drawn(options);
    EXPECT_GT(opened(frames, ".frame."), 0u) << name;
    EXPECT_EQ(opened(frames, ".word."), 0u) << name;
    EXPECT_EQ(testing::outside(frames), "") << name;
    EXPECT_EQ(testing::repeated_id(frames), "") << name;
    options.opened = Opened::words;
    EXPECT_GE(opened(drawn(options), ".frame."), 1u) << name;
    // Where nobody is selected, whoever runs.
    options.select = 0;
    const std::string runs = std::to_string(told_by(state).current);
    EXPECT_GT(opened(drawn(options), "opened." + runs + "."), 0u) << name;
  }
}

TEST(Forms, AreKnownByName) {
  for (size_t i = 0; i < kBlankNames.size(); ++i) {
    EXPECT_EQ(blank_from_name(kBlankNames[i]), static_cast<Blank>(i));
  }
  EXPECT_FALSE(blank_from_name("no such thing"));
  EXPECT_FALSE(blank_from_name(""));
}

// --- beside each other

std::set<std::string> marked(const scene::Scene& scene) {
  std::set<std::string> ids;
  for (const scene::Item& item : scene.items) {
    const auto* rect = std::get_if<scene::Rect>(&item.shape);
    if (rect != nullptr && rect->highlighted) ids.insert(item.id);
    const std::string_view id = item.id;
    constexpr std::string_view kDiffers = ".differs";
    if (id.ends_with(kDiffers)) ids.insert(std::string(id.substr(0, id.size() - kDiffers.size())));
  }
  return ids;
}

TEST(Beside, AStepAndItselfDifferInNothing) {
  const uint64_t step = fullest();
  ExportOptions options = of("stack", step);
  options.beside = {step, step};
  EXPECT_THAT(marked(drawn(options)), IsEmpty());
}

// A greenlet's copy is marked when its bytes are others than at the step beside it, and only then.
TEST(Beside, MarksExactlyTheCopiesThatDiffer) {
  const store::Timeline trace = sample_timeline();
  size_t differ = 0, same = 0;
  for (uint64_t step = 0; step + 7 <= trace.size(); step += 3) {
    ExportOptions options = of("stack", step);
    options.beside = {step + 7};
    const scene::Scene scene = drawn(options);
    EXPECT_EQ(testing::repeated_id(scene), "");
    const std::set<std::string> marks = marked(scene);
    const state::State before = trace.state(step), after = trace.state(step + 7);
    for (const auto& [id, g] : after.greenlets) {
      if (g.stack_saved == 0 ||
          testing::item(scene, "2.stack.copy." + std::to_string(id)) == nullptr) {
        continue;
      }
      const auto old = before.greenlets.find(id);
      const uint64_t was = old != before.greenlets.end() ? old->second.stack_saved : 0;
      const bool is_marked = marks.contains("2.stack.copy." + std::to_string(id) + ".size") ||
                             marks.contains("2.stack.copy." + std::to_string(id)) ||
                             marks.contains("2.stack.copy." + std::to_string(id) + ".change");
      EXPECT_TRUE(is_marked || was == g.stack_saved) << step << ", " << g.name;
      was != g.stack_saved ? ++differ : ++same;
    }
  }
  EXPECT_GT(differ, 3u);
  EXPECT_GT(same, 3u);
}

TEST(Beside, HasACaptionForEachAndTheFirstHasNoMarks) {
  ExportOptions options = of("stack", 5);
  options.beside = {20, 30};
  const scene::Scene scene = drawn(options);
  const std::string all = std::to_string(sample_timeline().size());
  EXPECT_EQ(testing::text_of(scene, "1.step"), "step 5 of " + all);
  EXPECT_EQ(testing::text_of(scene, "2.step"), "step 20 of " + all);
  EXPECT_EQ(testing::text_of(scene, "3.step"), "step 30 of " + all);
  for (const std::string& id : marked(scene)) EXPECT_FALSE(id.starts_with("1.")) << id;
  const scene::Scene one = drawn(of("stack", 5));
  EXPECT_GT(scene.width, 3 * one.width);
}

// --- which steps

TEST(Stops, AreThoseOfTheGrainInTheRangeWithItsEnds) {
  const store::Timeline trace = sample_timeline();
  EXPECT_THAT(stops_in(trace, facts::Grain::phase, {3, 6}), ElementsAre(3, 4, 5, 6));
  const std::vector<uint64_t> all = stops_in(trace, facts::Grain::phase, {});
  ASSERT_EQ(all.size(), trace.size() + 1);
  EXPECT_EQ(all.front(), 0u);
  const std::vector<uint64_t> switches = stops_in(trace, facts::Grain::switch_, {});
  ASSERT_EQ(switches.size(), trace.count(facts::Grain::switch_) + 1);
  for (size_t k = 1; k < switches.size(); ++k) {
    EXPECT_EQ(switches[k], trace.stop(facts::Grain::switch_, k));
  }
  EXPECT_THAT(stops_in(trace, facts::Grain::switch_, {switches[1], switches[2]}),
              ElementsAre(switches[1], switches[2]));
}

// --- pixels and pages

uint32_t big_endian(const std::string& bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
  return value;
}

TEST(Png, HasThePicturesSizeTimesTheScale) {
  const scene::Scene scene = drawn(of("slide", 10));
  for (const float scale : {1.0f, 1.6f, 2.5f}) {
    const auto png = to_png(scene, scene::Theme::light, scale);
    ASSERT_TRUE(png);
    EXPECT_EQ(png->substr(0, 8), "\x89PNG\r\n\x1a\n");
    EXPECT_EQ(big_endian(*png, 16), static_cast<uint32_t>(scene.width * scale));
    EXPECT_EQ(big_endian(*png, 20), static_cast<uint32_t>(scene.height * scale));
  }
  const auto huge = to_png(scene, scene::Theme::light, 100);
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.fault().kind, facts::FaultKind::picture_too_large);
  EXPECT_EQ(huge.fault().at, static_cast<uint64_t>(scene.width * 100));
}

size_t count_in(const std::string& text, const std::string& what) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST(Pdf, HasAPageForEachStepAndSaysNoDate) {
  const store::Timeline trace = sample_timeline();
  const Exporter& pdf = *find_exporter("pdf");
  ExportOptions options = of("sheet", 3);
  for (const size_t pages : {size_t{1}, size_t{2}, size_t{7}}) {
    options.each.clear();
    for (size_t i = 0; i < pages && pages > 1; ++i) options.each.push_back(i * 4);
    const std::string file = whole(pdf, trace, options);
    EXPECT_EQ(file.substr(0, 5), "%PDF-");
    EXPECT_EQ(count_in(file, "/Type /Page\n") + count_in(file, "<< /Type /Page %"), pages);
    EXPECT_EQ(file, whole(pdf, trace, options));
    EXPECT_THAT(file, HasSubstr("(20000101000000Z)"));
  }
}

TEST(Pdf, IsCalledOff) {
  const store::Timeline trace = sample_timeline();
  ExportOptions options = of("sheet", 3);
  options.each = {1, 2, 3, 4};
  options.progress = [](uint64_t done, uint64_t) { return done < 2; };
  const facts::Fault fault =
      find_exporter("pdf")->write(english(), trace, options, [](std::string_view) { return true; });
  EXPECT_EQ(fault.kind, facts::FaultKind::export_cancelled);
}

TEST(Paper, IsKnownByName) {
  for (size_t i = 0; i < kPaperNames.size(); ++i) {
    EXPECT_EQ(paper_from_name(kPaperNames[i]), static_cast<Paper>(i));
  }
  EXPECT_FALSE(paper_from_name("a0"));
}

// --- letters

// A font draws "->" as an arrow where it may: a picture says what the program says.
TEST(Letters, OfOneSignAreKeptApartWhereNoStyleCanSayIt) {
  scene::Scene scene;
  scene.width = 100, scene.height = 20;
  scene::Text text;
  text.text = "a -> 0x7f != b";
  scene.items.push_back({"one", "", 0, 0, text});
  const std::string apart = to_svg(scene, scene::Theme::light, Ligatures::kept_apart);
  EXPECT_THAT(apart, HasSubstr("<tspan>a -</tspan><tspan>&gt; 0</tspan><tspan>x7f !</tspan>"
                               "<tspan>= b</tspan>"));
  EXPECT_THAT(to_svg(scene, scene::Theme::light), HasSubstr(">a -&gt; 0x7f != b<"));
  EXPECT_THAT(to_svg(scene, scene::Theme::light), HasSubstr("font-variant-ligatures:none"));
}

// Nobody scrolls a picture: how many lanes there are more is said.
TEST(Figures, OfVeryManySayHowManyLanesThereAreMore) {
  const store::Timeline trace =
      testing::long_trace({.greenlets = 300, .switches = 600, .alike = false});
  for (const char* name : {"timeline", "sheet", "slide"}) {
    const scene::Scene scene = figure(english(), trace, of(name, 0), trace.size());
    EXPECT_THAT(testing::text_of(scene, "timeline.more"), HasSubstr("more")) << name;
    EXPECT_EQ(testing::outside(scene), "") << name;
    for (const scene::Item& item : scene.items) {
      EXPECT_FALSE(item.id.starts_with("timeline.lanes.")) << name << item.id;
    }
  }
}

TEST(Markdown, OfVeryManyHasNoStacksAndSaysSoOnce) {
  const Exporter& md = *find_exporter("md");
  const std::string few = whole(md, testing::long_trace({.greenlets = 200, .switches = 20}));
  EXPECT_THAT(few, HasSubstr("older data"));
  EXPECT_THAT(few, Not(HasSubstr("is not drawn")));
  const std::string many = whole(md, testing::long_trace({.greenlets = 300, .switches = 20}));
  EXPECT_THAT(many, Not(HasSubstr("older data")));
  const size_t said = many.find("is not drawn");
  ASSERT_NE(said, std::string::npos);
  EXPECT_EQ(many.find("is not drawn", said + 1), std::string::npos);
}

// --- what speaks against a picture stands in it, whatever is written of it

TEST(Figures, SayThatEventsAreMissing) {
  const store::Timeline lossy = testing::lossy_timeline();
  const std::string sentence = words::lost_so_far(english(), lossy.state(lossy.size()));
  for (const NamedScene& scene : scenes()) {
    const scene::Scene shown = figure(english(), lossy, of(scene.name, 0), lossy.size());
    EXPECT_THAT(shown.description, HasSubstr(sentence)) << scene.name;
    EXPECT_EQ(testing::text_of(shown, "doubtful").substr(0, 20), sentence.substr(0, 20));
  }
}

// Pixels and pages are made of whatever a trace's texts hold.
TEST(Figures, AreMadeOfHostileTexts) {
  const store::Timeline trace = testing::hostile_timeline();
  for (uint64_t step = 0; step <= trace.size(); step += 4) {
    for (const char* scene : {"stack", "sheet", "slide"}) {
      const scene::Scene shown = figure(english(), trace, of(scene, step), step);
      EXPECT_TRUE(to_png(shown, scene::Theme::light, 1)) << scene << ", step " << step;
    }
  }
}

}  // namespace
}  // namespace greenlens::exports
