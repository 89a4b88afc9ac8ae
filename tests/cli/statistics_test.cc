// greenlens statistics: what its user meets.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Command, CountsARecordingAsItsRecorderDid) {
  const Result made = greenlens("record test1_test2 -o t.gltrace");
  const auto json = nlohmann::json::parse(greenlens("statistics t.gltrace --format json").out);
  const auto end = nlohmann::json::parse(greenlens("check t.gltrace --json").out);
  EXPECT_EQ(json["switches"], end["switches"]);
  EXPECT_EQ(json["steps"], end["events"]);
  const uint64_t bytes = json["bytes_out"].get<uint64_t>() + json["bytes_in"].get<uint64_t>();
  EXPECT_THAT(made.out + made.err, HasSubstr(std::to_string(bytes) + " bytes copied"));
  EXPECT_EQ(json["greenlets"].size(), 3u);
}

TEST_F(Command, CountsAPartOfIt) {
  const std::string file = recorded("three_overlapping");
  const auto count = [&](const std::string& range) {
    const Result run = greenlens("statistics " + file + " --format json" + range);
    EXPECT_EQ(run.code, 0) << run.err;
    return nlohmann::json::parse(run.out)["switches"].get<uint64_t>();
  };
  const uint64_t all = count("");
  EXPECT_EQ(count(" --grain switch --range 0:2"), 2u);
  EXPECT_EQ(count(" --grain switch --range 2:"), all - 2);
  EXPECT_EQ(greenlens("statistics " + file + " --range 5").code, 2);
  EXPECT_EQ(greenlens("statistics " + file + " --range 5:5").code, 2);
}

TEST_F(Command, CountsOneGreenletAlone) {
  const std::string file = recorded("test1_test2");
  const Result table = greenlens("statistics " + file + " --select gr2");
  EXPECT_EQ(table.code, 0);
  EXPECT_THAT(table.out, HasSubstr("gr2"));
  EXPECT_THAT(table.out, Not(HasSubstr("gr1 ")));
  const Result wrong = greenlens("statistics " + file + " --select gr7");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("gr7"));
}

TEST_F(Command, WritesStatisticsToAFileOrSaysWhyNot) {
  const std::string file = recorded("test1_test2");
  EXPECT_EQ(greenlens("statistics " + file + " --format csv -o s.csv").code, 0);
  const std::string csv = slurp(folder_ + "/s.csv");
  EXPECT_EQ(csv, greenlens("statistics " + file + " --format csv").out);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 4);
  for (const char* line :
       {"\"$GREENLENS\" statistics FILE > /dev/full", "\"$GREENLENS\" statistics FILE -o /dev/full",
        "\"$GREENLENS\" statistics FILE -o nowhere/s.csv"}) {
    std::string with_file = line;
    with_file.replace(with_file.find("FILE"), 4, file);
    const Result run = shell(with_file);
    EXPECT_EQ(run.code, 2) << line;
    EXPECT_THAT(run.err, HasSubstr("cannot be written")) << line;
  }
  EXPECT_EQ(greenlens("statistics " + file + " --format xml").code, 2);
  // The other table of that ending: a line for each switch.
  EXPECT_EQ(greenlens("export " + file + " -o switches.csv").code, 0);
  EXPECT_THAT(slurp(folder_ + "/switches.csv"), ::testing::StartsWith("step,"));
  EXPECT_EQ(greenlens("statistics nothing.gltrace").code, 3);
}

TEST_F(Command, DrawsStatisticsAsAPictureAndAsAViewOfTheWindow) {
  const std::string file = recorded("three_overlapping");
  ASSERT_EQ(greenlens("export " + file + " -o s.svg --scene statistics").code, 0);
  const std::string svg = slurp(folder_ + "/s.svg");
  EXPECT_THAT(svg, HasSubstr("Time that each ran"));
  EXPECT_THAT(svg, HasSubstr("lowest"));
  ASSERT_EQ(greenlens("export " + file + " -o part.svg --scene statistics --to 20").code, 0);
  EXPECT_NE(slurp(folder_ + "/part.svg"), svg);
  EXPECT_EQ(greenlens("snapshot " + file + " -o s.png --view statistics").code, 0);
  EXPECT_EQ(greenlens("snapshot " + file + " -o s.png --view nothing").code, 2);
}

}  // namespace
}  // namespace greenlens::cli
