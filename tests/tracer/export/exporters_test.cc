// Every format that can be written, whichever there are.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/export/exporter.h"
#include "tracer/export/state_json.h"
#include "tracer/export/statistics_file.h"
#include "tracer/facts/json_fields.h"
#include "tracer/words/glossary.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;

std::string written(const Exporter& exporter, const ExportOptions& options) {
  const store::Timeline trace = testing::sample_timeline();
  return whole(exporter, trace, options);
}

TEST(Exporters, EachHasAnEndingAndWordsOfItsOwn) {
  std::set<std::string> ids;
  for (const Exporter& exporter : exporters()) {
    EXPECT_TRUE(ids.insert(exporter.id).second) << exporter.id << " is there twice";
    EXPECT_EQ(find_exporter(exporter.id), &exporter);
    EXPECT_EQ(exporter.ending[0], '.') << exporter.id;
    EXPECT_EQ(exporter_for(std::string("a file") + exporter.ending), &exporter)
        << exporter.ending << " is the end of another one's";
    EXPECT_TRUE(english().has(std::string("export.") + exporter.id)) << exporter.id;
    EXPECT_NE(known_endings().find(exporter.ending), std::string::npos);
  }
  EXPECT_EQ(exporter_for("a file.doc"), nullptr);
  EXPECT_EQ(find_exporter("doc"), nullptr);
}

TEST(Exporters, NoWordsAreOfAFormatThatDoesNotExist) {
  for (const auto& [id, text] : english().all()) {
    if (id.rfind("export.", 0) != 0) continue;
    const std::string format = id.substr(7);
    const bool is_there = find_exporter(format) != nullptr || find_statistics_format(format);
    EXPECT_TRUE(is_there) << id;
  }
}

TEST(Exporters, EachWritesTheSameTwiceAndHeedsExactlyTheOptionsThatItSays) {
  for (const Exporter& exporter : exporters()) {
    if (is_film(exporter)) continue;
    ExportOptions options;
    options.step = 30;
    const std::string plain = written(exporter, options);
    EXPECT_FALSE(plain.empty()) << exporter.id;
    EXPECT_EQ(written(exporter, options), plain) << exporter.id;
    ExportOptions changed = options;
    changed.step = 31;
    EXPECT_EQ(written(exporter, changed) != plain, exporter.needs.step) << exporter.id;
    changed = options;
    changed.theme = scene::Theme::dark;
    EXPECT_EQ(written(exporter, changed) != plain, exporter.needs.theme) << exporter.id;
    changed = options;
    changed.scene = find_scene("timeline");
    const std::string other = written(exporter, changed);
    EXPECT_EQ(other != plain, exporter.needs.scene) << exporter.id;
    changed.times = true;
    EXPECT_EQ(written(exporter, changed) != other, exporter.needs.times) << exporter.id;
    changed.times = false;
    changed.raw = true;
    EXPECT_EQ(written(exporter, changed) != other, exporter.needs.raw) << exporter.id;
  }
}

TEST(Exporters, EachWritesEverySceneAtEveryStep) {
  const store::Timeline trace = testing::sample_timeline();
  for (const NamedScene& scene : scenes()) EXPECT_EQ(find_scene(scene.name), &scene);
  for (const Exporter& exporter : exporters()) {
    if (is_film(exporter)) continue;
    const uint64_t stride = has_no_words(exporter) ? 30 : 9;
    for (const NamedScene& scene : scenes()) {
      for (uint64_t step = 0; step <= trace.size(); step += stride) {
        const std::string content = whole(exporter, trace, {step, &scene, scene::Theme::light});
        EXPECT_TRUE(has_no_words(exporter) || content.find("«") == std::string::npos)
            << exporter.id << ", " << scene.name;
        if (!exporter.needs.step) break;  // it is the same at all of them
      }
      if (!exporter.needs.scene) break;
    }
  }
  EXPECT_EQ(find_scene("no such scene"), nullptr);
}

TEST(Exporters, TheJsonOfAStateSaysThatEventsAreMissing) {
  const store::Timeline lossy = testing::lossy_timeline();
  for (uint64_t step = 0; step <= lossy.size(); ++step) {
    const uint64_t lost = step < testing::kLostAt ? 0 : testing::kLost;
    EXPECT_EQ(state_to_json(lossy, step, step, step)["events_lost"], lost) << step;
    const bool said = state_text(english(), lossy, step, step, step).find("7 events that happ") !=
                      std::string::npos;
    EXPECT_EQ(said, lost > 0) << step;
  }
}

// In the format's own way, and at every step from the loss on.
TEST(Exporters, EachSaysThatEventsAreMissing) {
  const store::Timeline lossy = testing::lossy_timeline();
  const std::string sentence = words::lost_so_far(english(), lossy.state(lossy.size()));
  EXPECT_NE(sentence.find("7 events"), sentence.npos);
  for (const Exporter& exporter : exporters()) {
    if (has_no_words(exporter)) continue;
    for (const NamedScene& scene : scenes()) {
      for (uint64_t step = 0; step <= lossy.size(); ++step) {
        const std::string content = whole(exporter, lossy, {step, &scene, scene::Theme::light});
        const bool said = content.find(sentence) != content.npos ||
                          content.find("\"events_lost\":7}\n") != content.npos;
        EXPECT_EQ(said, !exporter.needs.step || step >= testing::kLostAt)
            << exporter.id << ", " << scene.name << ", step " << step;
        if (!exporter.needs.step) break;
      }
      if (!exporter.needs.scene) break;
    }
  }
}

// Of a long trace: nothing more is handed on, and whoever writes the file can leave it as it was.
TEST(Exporters, LinesOfALongTraceCanBeCalledOff) {
  const store::Timeline timeline = testing::long_trace({.switches = 2000});
  int asked = 0, pieces = 0;
  ExportOptions options;
  options.progress = [&](uint64_t done, uint64_t all) {
    EXPECT_EQ(all, timeline.size());
    EXPECT_LE(done, all);
    return ++asked < 3;
  };
  const facts::Fault fault = find_exporter("jsonl")->write(
      english(), timeline, options, [&](std::string_view) { return ++pieces, true; });
  EXPECT_EQ(fault.kind, facts::FaultKind::export_cancelled);
  EXPECT_EQ(pieces, 2);
}

TEST(Exporters, TheJsonOfAStateSaysWhatContradicts) {
  const store::Timeline wrong = testing::contradictory_timeline();
  for (uint64_t step = 0; step <= wrong.size(); ++step) {
    const auto json = state_to_json(wrong, step, step, step)["contradictions"];
    const auto& steps = wrong.contradicted();
    EXPECT_EQ(json.empty(), std::count(steps.begin(), steps.end(), step) == 0) << step;
  }
  const auto json = state_to_json(wrong, testing::kWrongAt, 1, 1)["contradictions"];
  EXPECT_EQ(facts::json_text(json), R"([{"field":"stack_saved","told":168,"expected":160}])");
}

TEST(Exporters, TheJsonOfAStateSaysOfManyContradictionsHowManyMoreThereAre) {
  const store::Timeline wrong = testing::much_contradicted_timeline();
  const auto json = state_to_json(wrong, testing::kMuchWrongAt, 1, 1)["contradictions"];
  ASSERT_EQ(json.size(), 101u);
  EXPECT_EQ(facts::json_text(json[99]), R"({"field":"registers","told":2,"expected":1})");
  EXPECT_EQ(facts::json_text(json[100]), R"({"more":50})");
}

TEST(Exporters, TheJsonOfASentenceSaysWhatItsTermsMean) {
  const store::Timeline trace = testing::sample_timeline();
  const words::Glossary glossary(english());
  size_t terms = 0;
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const state::Moment moment = trace.at(step);
    const words::Narration said = words::narrate(english(), moment);
    const facts::Json json = sentence_to_json(english(), moment);
    EXPECT_EQ(json["headline"], said.whole.empty() ? said.headline : said.whole);
    EXPECT_EQ(json["detail"], said.detail);
    const auto in_detail = glossary.terms_in({said.detail, said.detail_values});
    for (const words::TermAt& one : in_detail) {
      const words::Term& term = glossary.terms()[one.term];
      EXPECT_EQ(json["terms"].value(term.name, ""), term.text) << step;
    }
    for (const auto& [name, text] : json["terms"].items()) {
      ASSERT_NE(glossary.find(name), nullptr) << name;
      EXPECT_EQ(text, glossary.find(name)->text);
    }
    terms += json["terms"].size();
  }
  EXPECT_GT(terms, 10u);
}

// In the format's own way: at its step, or in its line.
TEST(Exporters, EachSaysWhatContradicts) {
  const store::Timeline wrong = testing::contradictory_timeline();
  const std::string sentence = "stack_saved is 168 in the recording, and 160 by the rules.";
  const std::string line =
      R"("contradictions":[{"field":"stack_saved","told":168,"expected":160}])";
  for (const Exporter& exporter : exporters()) {
    if (has_no_words(exporter)) continue;
    for (const NamedScene& scene : scenes()) {
      for (uint64_t step = 0; step <= wrong.size(); ++step) {
        const std::string content = whole(exporter, wrong, {step, &scene, scene::Theme::light});
        const bool said =
            content.find(sentence) != content.npos || content.find(line) != content.npos;
        EXPECT_EQ(said, !exporter.needs.step || step == testing::kWrongAt)
            << exporter.id << ", " << scene.name << ", step " << step;
        if (!exporter.needs.step) break;
      }
      if (!exporter.needs.scene) break;
    }
  }
}

TEST(Exporters, EachWritesATraceWithoutEvents) {
  for (const Exporter& exporter : exporters()) {
    if (is_film(exporter)) continue;
    EXPECT_NE(whole(exporter, store::Timeline()), "") << exporter.id;
  }
}

}  // namespace
}  // namespace greenlens::exports
