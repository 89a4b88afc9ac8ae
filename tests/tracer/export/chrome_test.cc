// Chrome's trace format, as its readers have it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/lanes.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/statistics.h"

namespace greenlens::exports {
namespace {

using nlohmann::json;

json chrome(const store::Trace& trace, const ExportOptions& options = {}) {
  const json read = json::parse(whole(*find_exporter("json"), trace, options), nullptr, false);
  EXPECT_FALSE(read.is_discarded());
  return read;
}

uint64_t ns(const json& micros) {
  return static_cast<uint64_t>(std::llround(micros.get<double>() * 1000));
}

testing::Lanes read(const json& trace) {
  testing::Lanes lanes;
  std::map<uint64_t, testing::LaneArrow> open;
  for (const json& event : trace["traceEvents"]) {
    EXPECT_EQ(event["pid"], 1);
    const std::string phase = event["ph"];
    const facts::GreenletId lane = event["tid"];
    if (phase == "M") {
      if (event["name"] == "thread_name") lanes.names[lane] = event["args"]["name"];
      continue;
    }
    const uint64_t at = ns(event["ts"]);
    if (phase == "X") {
      lanes.slices[lane].push_back({at, at + ns(event["dur"]), event["name"]});
    } else if (phase == "s") {
      EXPECT_TRUE(
          open.try_emplace(event["id"], testing::LaneArrow{event["id"], lane, 0, at, 0}).second);
    } else if (phase == "f") {
      EXPECT_EQ(event["bp"], "e");
      testing::LaneArrow arrow = open.at(event["id"]);
      arrow.to_lane = lane, arrow.to = at;
      lanes.arrows.push_back(arrow);
    } else if (phase == "C") {
      lanes.heap[at] = event["args"]["bytes"];
    } else {
      EXPECT_EQ(phase, "i");
      if (event["s"] == "t") lanes.marks.push_back({lane, at, event["name"]});
    }
  }
  EXPECT_EQ(open.size(), lanes.arrows.size());
  return lanes;
}

// Each by the script in sample_trace.cc.
TEST(ChromeTrace, TheSampleHasALaneForEachGreenletWithItsStays) {
  const json trace = chrome(testing::sample_timeline());
  const testing::Lanes lanes = read(trace);
  const std::map<facts::GreenletId, std::string> names = {{1, "main"}, {2, "gr1"}, {3, "gr2"}};
  EXPECT_EQ(lanes.names, names);
  std::vector<json> stays;
  for (const json& event : trace["traceEvents"]) {
    if (event["ph"] == "X" && event["tid"] == 2) stays.push_back(event);
  }
  ASSERT_EQ(stays.size(), 2u);
  const json first = json::parse(R"({"ph":"X","pid":1,"tid":2,"ts":17.0,"dur":5.0,"name":"test1",
      "cat":"run","loc":"scenarios/test1_test2.cc:4","args":{"step":17,"to_step":22,"thread":1,
      "from":"main","line":"scenarios/test1_test2.cc:4"}})");
  EXPECT_EQ(stays[0], first);
  EXPECT_EQ(stays[1]["args"]["from"], "gr2");
  EXPECT_EQ(trace["otherData"]["doubts"], json::array({"The program has come to its end."}));
}

TEST(ChromeTrace, LanesAreTheHistory) {
  testing::expect_true_to(testing::sample_timeline(), read(chrome(testing::sample_timeline())));
  for (const uint32_t threads : {1, 2, 3}) {
    const store::Timeline trace =
        testing::long_trace({.greenlets = 7, .switches = 400, .threads = threads});
    const json file = chrome(trace);
    testing::expect_true_to(trace, read(file));
    EXPECT_EQ(read(file).names.at(1), threads > 1 ? "main · thread 1" : "main");
  }
  const testing::NotedTrace noted = testing::mixed_trace(6, 900);
  testing::expect_true_to(noted.expected, read(chrome(noted.expected)));
}

TEST(ChromeTrace, WithTimesAStayIsAsLongAsStatisticsSay) {
  const store::Timeline trace = testing::sample_timeline();
  ExportOptions options;
  options.times = true;
  const testing::Lanes lanes = read(chrome(trace, options));
  testing::expect_sound(lanes);
  const auto counted = store::count_steps(trace, 0, trace.size());
  for (const store::GreenletNumbers& one : counted->greenlets) {
    uint64_t ran = 0;
    for (const testing::LaneSlice& slice : lanes.slices.at(one.id)) ran += slice.to - slice.from;
    EXPECT_EQ(ran, one.ran_ns) << one.name;
  }
}

TEST(ChromeTrace, APartHasItsStepsAlone) {
  const store::Timeline trace = testing::sample_timeline();
  ExportOptions options;
  options.steps = {20, 40};
  const testing::Lanes lanes = read(chrome(trace, options));
  testing::expect_sound(lanes);
  ASSERT_EQ(lanes.slices.at(2).size(), 1u);
  EXPECT_EQ(lanes.slices.at(2)[0].from, 20000u);
  EXPECT_EQ(lanes.slices.at(2)[0].to, 22000u);
  EXPECT_FALSE(lanes.slices.contains(1));
  ASSERT_EQ(lanes.arrows.size(), 1u);
  EXPECT_EQ(lanes.arrows[0].id, 31u);
  EXPECT_EQ(lanes.heap.begin()->first, 20000u);
  EXPECT_EQ(lanes.heap.begin()->second, 160u) << "main's bytes lie in the heap since step 13";
}

TEST(ChromeTrace, IsSoundWhateverTheTraceIs) {
  const store::Timeline hostile = testing::hostile_timeline(), lossy = testing::lossy_timeline();
  for (const bool times : {false, true}) {
    ExportOptions options;
    options.times = times;
    testing::expect_sound(read(chrome(hostile, options)));
    testing::expect_sound(read(chrome(lossy, options)));
    testing::expect_sound(read(chrome(store::Timeline(), options)));
  }
}

}  // namespace
}  // namespace greenlens::exports
