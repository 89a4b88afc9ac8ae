// Profiles as speedscope reads them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/lanes.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/store/file_trace.h"

namespace greenlens::exports {
namespace {

using nlohmann::json;

json profiles_of(const store::Trace& trace, const ExportOptions& options = {}) {
  const json read =
      json::parse(whole(*find_exporter("speedscope"), trace, options), nullptr, false);
  EXPECT_FALSE(read.is_discarded());
  return read;
}

// What file-format-schema.json of npm's package speedscope 1.25 demands of what we write; and what
// its importer does: events in order, the last one opened is closed first.
void expect_valid(const json& file) {
  EXPECT_EQ(file["$schema"], "https://www.speedscope.app/file-format-schema.json");
  const json& frames = file["shared"]["frames"];
  ASSERT_TRUE(frames.is_array());
  for (const json& frame : frames) {
    EXPECT_TRUE(frame["name"].is_string());
    EXPECT_TRUE(!frame.contains("file") || frame["file"].is_string());
    EXPECT_TRUE(!frame.contains("line") || frame["line"].is_number());
  }
  const auto is_frame = [&](const json& n) {
    return n.is_number_unsigned() && n.get<size_t>() < frames.size();
  };
  for (const json& profile : file["profiles"]) {
    EXPECT_TRUE(profile["name"].is_string());
    EXPECT_TRUE(profile["startValue"].is_number());
    EXPECT_LE(profile["startValue"], profile["endValue"]);
    if (profile["type"] == "sampled") {
      EXPECT_EQ(profile["unit"], "bytes");
      EXPECT_EQ(profile["samples"].size(), profile["weights"].size());
      for (const json& sample : profile["samples"]) {
        for (const json& frame : sample) EXPECT_TRUE(is_frame(frame));
      }
      continue;
    }
    EXPECT_EQ(profile["type"], "evented");
    EXPECT_TRUE(profile["unit"] == "none" || profile["unit"] == "nanoseconds");
    std::vector<json> open;
    double last = profile["startValue"];
    for (const json& event : profile["events"]) {
      EXPECT_GE(event["at"], last);
      last = event["at"];
      EXPECT_TRUE(is_frame(event["frame"]));
      if (event["type"] == "O") {
        open.push_back(event["frame"]);
      } else {
        EXPECT_EQ(event["type"], "C");
        ASSERT_FALSE(open.empty());
        EXPECT_EQ(event["frame"], open.back());
        open.pop_back();
      }
    }
    EXPECT_TRUE(open.empty());
    EXPECT_LE(last, profile["endValue"]);
  }
}

const json& bytes_of(const json& file) {
  for (const json& profile : file["profiles"]) {
    if (profile["type"] == "sampled") return profile;
  }
  return file;
}

uint64_t sum_of(const json& numbers) {
  uint64_t sum = 0;
  for (const json& number : numbers) sum += number.get<uint64_t>();
  return sum;
}

// "main;program()", as a folded stack.
std::string folded(const json& file, const json& sample) {
  std::string text;
  for (const json& frame : sample) {
    if (!text.empty()) text += ';';
    text += file["shared"]["frames"][frame.get<size_t>()]["name"];
  }
  return text;
}

TEST(Speedscope, TheSampleHasAProfileForEachGreenlet) {
  const json file = profiles_of(testing::sample_timeline());
  expect_valid(file);
  ASSERT_EQ(file["profiles"].size(), 4u);
  EXPECT_EQ(file["profiles"][0]["name"], "main");
  EXPECT_EQ(file["profiles"][2]["name"], "gr2");
  const json& gr1 = file["profiles"][1];
  // It ran from step 17 to 22 in test1, whose line 4 it reached, and once more.
  ASSERT_EQ(gr1["events"].size(), 4u);
  EXPECT_EQ(gr1["events"][0]["at"], 17);
  EXPECT_EQ(gr1["events"][1]["at"], 22);
  const json frame = file["shared"]["frames"][gr1["events"][0]["frame"].get<size_t>()];
  EXPECT_EQ(frame, json::parse(R"({"name":"test1","file":"scenarios/test1_test2.cc","line":4})"));
}

// By the frames in sample_trace.cc: what was copied lies in one frame each time.
TEST(Speedscope, BytesAreThoseOfTheFramesThatWereCopied) {
  const json file = profiles_of(testing::sample_timeline());
  const json& bytes = bytes_of(file);
  std::map<std::string, uint64_t> told;
  for (size_t i = 0; i < bytes["samples"].size(); ++i) {
    told[folded(file, bytes["samples"][i])] += bytes["weights"][i].get<uint64_t>();
  }
  const std::map<std::string, uint64_t> expected = {
      {"main;program()", 160}, {"gr1;test1()", 128}, {"gr2;test2()", 432}};
  EXPECT_EQ(told, expected);
  EXPECT_EQ(bytes["endValue"], 160 + 128 + 432);
}

TEST(Speedscope, ProfilesAreTheRunsAndTheBytesThatWereCopied) {
  for (const uint32_t threads : {1, 3}) {
    const store::Timeline trace =
        testing::long_trace({.greenlets = 9, .switches = 500, .threads = threads});
    const json file = profiles_of(trace);
    expect_valid(file);
    std::multiset<std::pair<uint64_t, uint64_t>> runs, told;
    for (const store::Run& run : trace.history().runs()) runs.insert({run.from, run.to});
    for (const json& profile : file["profiles"]) {
      uint64_t from = 0;
      int depth = 0;
      if (profile["type"] == "sampled") continue;
      for (const json& event : profile["events"]) {
        if (event["type"] == "O") {
          if (depth++ == 0) from = event["at"];
        } else if (--depth == 0 && event["at"].is_number_unsigned() && event["at"] < trace.size()) {
          told.insert({from, event["at"]});
        }
      }
    }
    for (const store::Run& run : trace.history().running()) {
      if (run.to < trace.size()) runs.insert({run.from, run.to});
    }
    EXPECT_EQ(told, runs);
    EXPECT_EQ(sum_of(bytes_of(file)["weights"]), trace.state(trace.size()).bytes_out);
  }
}

TEST(Speedscope, IsValidWhateverTheTraceIs) {
  const testing::NotedTrace noted = testing::mixed_trace(6, 900);
  const json file = profiles_of(noted.expected);
  EXPECT_EQ(sum_of(bytes_of(file)["weights"]),
            noted.expected.state(noted.expected.size()).bytes_out);
  for (const bool times : {false, true}) {
    ExportOptions options;
    options.times = times;
    expect_valid(profiles_of(noted.expected, options));
    expect_valid(profiles_of(testing::hostile_timeline(), options));
    expect_valid(profiles_of(testing::lossy_timeline(), options));
    expect_valid(profiles_of(store::Timeline(), options));
  }
}

}  // namespace
}  // namespace greenlens::exports
