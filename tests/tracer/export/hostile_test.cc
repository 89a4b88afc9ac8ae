// A trace whose texts hold anything, on every face that has no window: whichever formats and scenes
// there are.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/tracer/export/whole.h"
#include "tracer/export/exporter.h"
#include "tracer/export/state_json.h"
#include "tracer/export/svg.h"
#include "tracer/facts/json.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

using testing::hostile_text;
using testing::hostile_timeline;
using testing::raw_in;

using greenlens::testing::english;

// 77: there is no strict parser here.
int lint(const std::string& xml) {
  char name[] = "/tmp/greenlens-xml-XXXXXX";
  const int file = mkstemp(name);
  if (file < 0) return 77;
  close(file);
  std::ofstream(name, std::ios::binary) << xml;
  const std::string command = "command -v xmllint >/dev/null || exit 77; xmllint --noout ";
  const int status = std::system((command + name + " 2>&1").c_str());
  std::filesystem::remove(name);
  return WEXITSTATUS(status);
}

// The format's own line ends.
std::string without_returns(std::string text) {
  for (size_t at = 0; (at = text.find("\r\n", at)) != text.npos;) text.erase(at, 1);
  return text;
}

TEST(Hostile, NoFormatLetsAnythingThrough) {
  const store::Timeline trace = hostile_timeline();
  for (const Exporter& exporter : exporters()) {
    if (has_no_words(exporter)) continue;
    if (std::string(exporter.id) == "pftrace") continue;  // numbers; its texts: pftrace_test.cc
    for (const NamedScene& scene : scenes()) {
      for (uint64_t step = 0; step <= trace.size(); ++step) {
        const std::string content =
            without_returns(whole(exporter, trace, {step, &scene, scene::Theme::light}));
        ASSERT_EQ(raw_in(content), "") << exporter.id << ", " << scene.name << ", step " << step;
        if (!exporter.needs.step) break;
      }
      if (!exporter.needs.scene) break;
    }
  }
}

TEST(Hostile, EverySvgIsXml) {
  const store::Timeline trace = hostile_timeline();
  for (const NamedScene& scene : scenes()) {
    for (const uint64_t step : {trace.size() / 2, trace.size()}) {
      const int status = lint(to_svg(scene.make(english(), trace, step), scene::Theme::light));
      if (status == 77) GTEST_SKIP() << "xmllint is not here: apt install libxml2-utils";
      EXPECT_EQ(status, 0) << scene.name << ", step " << step;
    }
  }
}

// Texts that no painter has made fit to be shown.
TEST(Hostile, ASceneThatWasMadeByHandIsXmlToo) {
  scene::Scene scene;
  scene.width = scene.height = 10;
  scene.title = scene.description = hostile_text();
  scene::Text text;
  text.text = hostile_text();
  scene.items.push_back({hostile_text(), hostile_text(), 0, 0, text});
  const std::string svg = to_svg(scene, scene::Theme::dark);
  EXPECT_EQ(raw_in(svg), "");
  EXPECT_NE(lint(svg), 1);
}

TEST(Hostile, JsonIsJsonAndKeepsWhatItCan) {
  const store::Timeline trace = hostile_timeline();
  const std::string kept = facts::as_utf8(hostile_text());
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const std::string text = facts::json_text(state_to_json(trace, step, step, step), 2);
    ASSERT_EQ(raw_in(text), "") << step;
    ASSERT_FALSE(nlohmann::json::parse(text, nullptr, false).is_discarded()) << step;
  }
  const auto last = nlohmann::json::parse(
      facts::json_text(state_to_json(trace, trace.size(), trace.size(), trace.size())));
  EXPECT_EQ(last["greenlets"][0]["name"], "main" + kept);
  EXPECT_EQ(last["output"][0], "[gr1] main  -> test1" + kept);

  std::stringstream lines(whole(*find_exporter("jsonl"), trace, {trace.size(), nullptr, {}}));
  uint64_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    ASSERT_FALSE(json.is_discarded()) << line;
    if (count == 0) {
      EXPECT_EQ(json["title"], "test1 / test2" + kept);
    }
  }
  EXPECT_EQ(count, trace.size() + 1);
}

TEST(Hostile, NoSentenceAndNoTableLetsAnythingThrough) {
  const store::Timeline trace = hostile_timeline();
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const state::Moment moment = trace.at(step);
    ASSERT_EQ(raw_in(words::state_text(english(), trace, step, step, step)), "") << step;
    const words::Narration said = words::narrate(english(), moment);
    ASSERT_EQ(raw_in(said.headline + said.detail + said.whole), "") << step;
    ASSERT_EQ(said.headline.find('\n'), std::string::npos) << "a headline is a line";
  }
}

}  // namespace
}  // namespace greenlens::exports
