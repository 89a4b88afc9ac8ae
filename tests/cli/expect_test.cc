// greenlens check --expect: what its user meets.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

TEST_F(Command, HoldsARecordingAgainstRules) {
  const std::string file = recorded("jump");
  write(folder_ + "/r.json", R"({"order": ["main -> gr1", "gr1 -> gr2", "..."], "switches": 4})");
  const Result kept = greenlens("check " + file + " --expect r.json --junit r.xml");
  EXPECT_EQ(kept.code, 0) << kept.out << kept.err;
  EXPECT_THAT(kept.out, HasSubstr("All 4 rules are kept."));
  EXPECT_THAT(slurp(folder_ + "/r.xml"),
              HasSubstr("<testsuite name=\"jump\" tests=\"4\" failures=\"0\""));
  write(folder_ + "/r.toml", "order = ['main -> gr2', '...']\nfinished.gr2 = 'returned'\n");
  const Result broken = greenlens("check " + file + " --expect r.toml --junit r.xml");
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out,
              HasSubstr("expected switch 1: main -> gr2; found switch 1: main -> gr1 (step "));
  EXPECT_THAT(broken.out, HasSubstr("2 of 4 rules are broken."));
  EXPECT_THAT(slurp(folder_ + "/r.xml"), HasSubstr("failures=\"2\""));
  const auto json =
      nlohmann::json::parse(greenlens("check " + file + " --expect r.toml --json").out);
  EXPECT_EQ(json["rules"][1]["rule"], "finished.gr2");
  EXPECT_EQ(json["rules"][1]["found"], "gr2: never");
}

TEST_F(Command, SaysWhatIsWrongWithRules) {
  const std::string file = recorded("jump");
  write(folder_ + "/r.json", "{\n  \"odrer\": []\n}");
  const Result unknown = greenlens("check " + file + " --expect r.json");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.err,
            "greenlens: r.json, line 2, column 3: there is no rule `odrer`. Did you mean order?\n");
  write(folder_ + "/r.json", "{\"zzzzzz\": 1}");
  EXPECT_THAT(greenlens("check " + file + " --expect r.json").err,
              HasSubstr("there is no rule `zzzzzz`. There are $schema, order, finished,"));
  EXPECT_EQ(greenlens("check " + file + " --expect nothing.json").code, 2);
  EXPECT_EQ(greenlens("check " + file + " --expect /").code, 2);
  EXPECT_EQ(greenlens("check " + file + " --junit r.xml").code, 2);
  write(folder_ + "/r.json", "{}");
  EXPECT_EQ(greenlens("check nothing.gltrace --expect r.json").code, 3);
  EXPECT_EQ(greenlens("check " + file + " --expect r.json --junit nowhere/r.xml").code, 2);
  write(folder_ + "/hostile.gltrace", testing::as_file(testing::hostile_timeline()));
  write(folder_ + "/r.json",
        "{\"output\": [], \"finished\": {\"*\": \"exited\"}, \"\x1b[31m\": 1}");
  const Result hostile = greenlens("check hostile.gltrace --expect r.json");
  EXPECT_EQ(testing::raw_in(hostile.out + hostile.err), "");
}

}  // namespace
}  // namespace greenlens::cli
