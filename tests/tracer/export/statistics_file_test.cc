// Statistics as people and as programs read them.
#include "tracer/export/statistics_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/csv.h"
#include "tracer/facts/json.h"
#include "tracer/store/trace_reader.h"
#include "tracer/words/statistics.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::read_csv;

store::Numbers numbers(const store::Trace& trace) {
  return *store::count_steps(trace, 0, trace.size());
}

std::string table_of(const store::Trace& trace) {
  const store::Numbers all = numbers(trace);
  return words::statistics_text(english(), all, all.greenlets);
}

TEST(StatisticsFile, TheTableOfTheSampleIsAsItWas) {
  const std::string path = GREENLENS_SOURCE_DIR "/tests/golden/tracer/test1_test2_statistics.txt";
  const std::string text = table_of(testing::sample_timeline());
  if (std::getenv("GREENLENS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream file(path);
  std::stringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(text, expected.str());
}

TEST(StatisticsFile, TheTableSaysWhatTimesAreWorthAndWhatIsMissing) {
  EXPECT_THAT(table_of(testing::sample_timeline()),
              HasSubstr("with what recording each step took"));
  EXPECT_THAT(table_of(testing::sample_timeline()), Not(HasSubstr("not in this recording")));
  EXPECT_THAT(table_of(testing::lossy_timeline()), HasSubstr("7 events that happened are not"));
}

TEST(StatisticsFile, SizesSayWhichTheyAre) {
  EXPECT_EQ(words::size_text(0), "0 B");
  EXPECT_EQ(words::size_text(1), "1 B");
  EXPECT_EQ(words::size_text(2), "2–3 B");
  EXPECT_EQ(words::size_text(10), "512–1023 B");
  EXPECT_EQ(words::size_text(11), "1–2 KiB");
  EXPECT_EQ(words::size_text(20), "512–1024 KiB");
  EXPECT_EQ(words::size_text(21), "1–2 MiB");
  EXPECT_EQ(words::size_text(64), "8–16 EiB");
}

TEST(StatisticsFile, JsonHasTheNumbers) {
  const store::Timeline trace = testing::sample_timeline();
  const store::Numbers all = numbers(trace);
  const auto json =
      nlohmann::json::parse(facts::json_text(statistics_to_json(english(), all, all.greenlets)));
  EXPECT_EQ(json["version"], kStatisticsVersion);
  EXPECT_EQ(json["switches"], 4);
  EXPECT_EQ(json["kinds"]["start"], 2);
  EXPECT_EQ(json["bytes_out"], trace.state(trace.size()).bytes_out);
  ASSERT_EQ(json["greenlets"].size(), 3u);
  EXPECT_EQ(json["greenlets"][2]["name"], "gr2");
  EXPECT_EQ(json["greenlets"][2]["state"], "suspended");
  EXPECT_EQ(json["greenlets"][2]["switches_to"], 1);
  uint64_t copies = 0;
  for (const auto& size : json["copies_out"]) {
    EXPECT_LE(size["least"], size["most"]);
    copies += size["copies"].get<uint64_t>();
  }
  EXPECT_EQ(copies, 3u);
}

TEST(StatisticsFile, CsvHasALineForEachGreenletWhateverItsName) {
  store::Timeline trace;
  for (facts::Event event : testing::sample_events()) {
    if (auto* made = std::get_if<facts::GreenletCreated>(&event.fact)) {
      if (made->name == "gr1") made->name = "a, \"b\"";
    }
    trace.append(event);
  }
  const auto lines = read_csv(statistics_to_csv(english(), numbers(trace).greenlets));
  ASSERT_EQ(lines.size(), 4u);
  for (const auto& line : lines) EXPECT_EQ(line.size(), lines[0].size());
  EXPECT_EQ(lines[0][1], "name");
  EXPECT_EQ(lines[2][1], "a, \"b\"");
  EXPECT_EQ(lines[2][3], "dead");
}

TEST(StatisticsFile, LetsNothingThroughToATerminal) {
  const store::Timeline trace = testing::hostile_timeline();
  const store::Numbers all = numbers(trace);
  EXPECT_EQ(testing::raw_in(table_of(trace)), "");
  std::string csv = statistics_to_csv(english(), all.greenlets);
  const auto lines = read_csv(csv);
  for (const auto& line : lines) EXPECT_EQ(line.size(), lines[0].size());
  csv.erase(std::remove(csv.begin(), csv.end(), '\r'), csv.end());  // the format's own
  EXPECT_EQ(testing::raw_in(csv), "");
  EXPECT_EQ(testing::raw_in(facts::json_text(statistics_to_json(english(), all, all.greenlets), 2)),
            "");
}

TEST(StatisticsFile, EachFormatHasNamesAndWordsOfItsOwn) {
  const store::Timeline trace = testing::sample_timeline();
  const store::Numbers all = numbers(trace);
  std::vector<std::string> files;
  for (const StatisticsFormat& format : statistics_formats()) {
    EXPECT_EQ(statistics_format_called(format.name), &format);
    EXPECT_EQ(find_statistics_format(format.name), nullptr) << "it is no id";
    EXPECT_EQ(find_statistics_format(format.id), &format);
    EXPECT_TRUE(english().has(std::string("export.") + format.id));
    files.push_back(format.make(english(), all, all.greenlets));
  }
  EXPECT_EQ(find_statistics_format("xml"), nullptr);
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0], table_of(trace));
  EXPECT_EQ(files[1], statistics_to_csv(english(), all.greenlets));
  EXPECT_EQ(nlohmann::json::parse(files[2])["steps"], trace.size());
}

}  // namespace
}  // namespace greenlens::exports
