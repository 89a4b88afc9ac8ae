// Every switch as a line of a table.
#include "tests/tracer/export/csv.h"

#include <gtest/gtest.h>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tests/tracer/store/long_trace.h"

namespace greenlens::exports {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::string csv_of(const store::Trace& trace, const ExportOptions& options = {}) {
  return whole(*find_exporter("csv"), trace, options);
}

// Each number by the script in sample_trace.cc.
TEST(Csv, TheSampleIsFourSwitches) {
  const std::string expected =
      "step,requested_step,thread,kind,from,from_id,to,to_id,bytes_out,bytes_in,from_file,"
      "from_line,to_file,to_line,events_lost,says\r\n"
      "17,8,1,start,main,1,gr1,2,160,0,scenarios/test1_test2.cc,21,,,0,\r\n"
      "31,22,1,start,gr1,2,gr2,3,128,0,scenarios/test1_test2.cc,4,,,0,\r\n"
      "46,36,1,resume,gr2,3,gr1,2,432,128,scenarios/test1_test2.cc,12,scenarios/test1_test2.cc,4,"
      "0,\r\n"
      "60,51,1,finish,gr1,2,main,1,0,160,scenarios/test1_test2.cc,5,scenarios/test1_test2.cc,21,0,"
      "\r\n"
      "62,,,remark,,,,,,,,,,,0,The program has come to its end.\r\n";
  EXPECT_EQ(csv_of(testing::sample_timeline()), expected);
}

TEST(Csv, WithTimesEachLineSaysWhen) {
  ExportOptions options;
  options.times = true;
  options.steps = {20, 40};
  const Table lines = testing::read_csv(csv_of(testing::sample_timeline(), options));
  ASSERT_EQ(lines.size(), 3u) << "titles, the switch, and one that is under way";
  EXPECT_EQ(lines[0][2], "time_ns");
  EXPECT_EQ(lines[1][2], "31000") << "in the sample a step is told each microsecond";
  EXPECT_EQ(lines[1][3], "22000");
  EXPECT_EQ(lines[2][5], "unfinished");
  EXPECT_EQ(lines[2][10], "432");
}

TEST(Csv, LinesAreTheSwitchesOfTheHistory) {
  std::vector<store::Timeline> traces;
  traces.push_back(testing::long_trace({.greenlets = 5, .switches = 300, .threads = 2}));
  traces.push_back(testing::mixed_trace(5, 300).expected);
  for (const store::Timeline& trace : traces) {
    std::multiset<std::vector<std::string>> told, expected;
    const Table lines = testing::read_csv(csv_of(trace));
    for (const std::vector<std::string>& line : lines) {
      EXPECT_EQ(line.size(), lines[0].size());
      if (!line[5].empty() && line[5] != "from_id" && line[3] != "unfinished") {
        told.insert({line[0], line[1], line[3], line[5], line[7], line[8], line[9]});
      }
    }
    for (const store::SwitchSpan& span : trace.history().switches()) {
      expected.insert({std::to_string(span.to), std::to_string(span.from),
                       enum_names(span.kind)[static_cast<size_t>(span.kind)],
                       std::to_string(span.origin), std::to_string(span.target),
                       std::to_string(span.bytes_out), std::to_string(span.bytes_in)});
    }
    EXPECT_EQ(told, expected);
  }
}

TEST(Csv, FromALossOnEachLineSaysHowManyAreMissing) {
  const Table lines = testing::read_csv(csv_of(testing::lossy_timeline()));
  uint64_t lost = 0, losses = 0;
  for (const std::vector<std::string>& line : lines) {
    if (line[3] == "events_lost") {
      ++losses;
      EXPECT_EQ(line[0], std::to_string(testing::kLostAt));
      lost = testing::kLost;
    }
    if (line[0] != "step") {
      EXPECT_EQ(line[14], std::to_string(lost));
    }
  }
  EXPECT_EQ(losses, 1u);
}

TEST(Csv, NamesMayHoldAnything) {
  store::Timeline trace;
  for (facts::Event event : testing::sample_events()) {
    if (auto* made = std::get_if<facts::GreenletCreated>(&event.fact)) {
      if (made->name == "gr1") made->name = "a, \"b\"";
    }
    trace.append(event);
  }
  EXPECT_EQ(testing::read_csv(csv_of(trace))[1][6], "a, \"b\"");
}

}  // namespace
}  // namespace greenlens::exports
