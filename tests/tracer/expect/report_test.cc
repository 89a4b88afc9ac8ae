// What becomes of rules, on test1/test2 as data: gr1 returns, gr2 never finishes.
#include "tracer/expect/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/bytes.h"
#include "tracer/store/file_trace.h"

namespace greenlens::expect {
namespace {

using ::testing::HasSubstr;

std::vector<Verdict> judged(const std::string& json, const store::Trace& trace) {
  Rules rules;
  const RulesFault fault = read_rules(json, false, &rules);
  EXPECT_FALSE(fault) << fault.id << " in " << json;
  while (trace.check_more()) continue;
  return *judge(words::Messages::of("en"), rules, trace);
}
std::string report(const std::string& json, const store::Trace& trace) {
  return report_text(words::Messages::of("en"), judged(json, trace));
}
bool kept(const std::string& json) { return all_kept(judged(json, testing::sample_timeline())); }

uint64_t step_of_switch(const store::Trace& trace, uint64_t number) {
  return trace.stop(facts::Grain::switch_, number);
}

TEST(Report, RulesThatHoldAreKept) {
  EXPECT_TRUE(kept("{}"));
  EXPECT_TRUE(kept(R"({"order": ["main -> gr1", "gr1 -> gr2", "gr2 -> gr1", "gr1 -> main"]})"));
  EXPECT_TRUE(kept(R"({"order": ["...", "gr2 -> *", "..."]})"));
  EXPECT_TRUE(kept(R"({"finished": {"gr1": {"how": "returned", "value": "'test1 done'"}}})"));
  EXPECT_TRUE(kept(R"({"finished": {"gr2": "never"}, "findings": ["leak"]})"));
  EXPECT_TRUE(kept(R"({"switches": 4, "program_ends": "returned"})"));
  // The copies are 160 and 352 bytes of main and gr1's parts, and what gr2 leaves.
  EXPECT_TRUE(kept(R"({"most_bytes_in_one_copy": {"min": 432, "max": 432}})"));
  EXPECT_TRUE(kept(R"({"held_at_end": {"greenlets": 1, "bytes": {"min": 432, "max": 432}}})"));
}

TEST(Report, ABrokenRuleIsSaidWithWhatWasExpectedWhatWasFoundAndWhere) {
  const store::Timeline sample = testing::sample_timeline();
  EXPECT_THAT(report(R"({"order": ["main -> gr1", "gr1 -> main"]})", sample),
              HasSubstr("BROKEN  order: expected switch 2: gr1 -> main; found switch 2: gr1 -> gr2 "
                        "(step " +
                        std::to_string(step_of_switch(sample, 2)) +
                        ", scenarios/test1_test2.cc:4 in test1)"));
  EXPECT_THAT(report(R"({"finished": {"gr2": "returned", "gr9": "returned"}})", sample),
              HasSubstr("BROKEN  finished.gr2: expected returned; found gr2: never"));
  EXPECT_THAT(report(R"({"finished": {"gr9": "returned"}})", sample),
              HasSubstr("expected returned; found nobody who is called gr9"));
  EXPECT_THAT(report(R"({"finished": {"gr1": {"how": "returned", "value": "1"}}})", sample),
              HasSubstr("expected returned 1; found gr1: returned 'test1 done'"));
  EXPECT_THAT(report(R"({"finished": {"gr*": "threw"}})", sample),
              HasSubstr("gr1: returned 'test1 done'; and one more otherwise than expected"));
  EXPECT_THAT(report(R"({"output": ["x"]})", sample),
              HasSubstr("expected line 1: “x”; found line 1: “[gr1] main  -> test1” (step "));
  EXPECT_THAT(report(R"({"output": {"contains": ["never"], "matches": ["x+"]}})", sample),
              HasSubstr("BROKEN  output.contains: expected a line with “never”; found none of "));
  EXPECT_THAT(report(R"({"switches": {"min": 5}})", sample),
              HasSubstr("switches: expected at least 5; found 4"));
  EXPECT_THAT(report(R"({"findings": []})", sample),
              HasSubstr("findings: expected none at all; found leak (1: gr2) (step "));
  EXPECT_THAT(report(R"({"program_ends": "exited"})", sample), HasSubstr("found returned"));
  EXPECT_THAT(report(R"({"switches": 4, "order": []})", sample),
              HasSubstr("One of 4 rules is broken."));
}

TEST(Report, LossesAndContradictionsAreBrokenRulesUnlessTheyMayBe) {
  const store::Timeline lossy = testing::lossy_timeline();
  EXPECT_THAT(report("{}", lossy), HasSubstr("BROKEN  events_lost: expected 0; found 7"));
  EXPECT_THAT(report(R"({"events_lost": 7})", lossy), HasSubstr("ok      events_lost: at most 7"));
  const store::Timeline wrong = testing::contradictory_timeline();
  EXPECT_THAT(report("{}", wrong), HasSubstr("found contradiction ("));
  EXPECT_TRUE(all_kept(judged(R"({"findings": ["contradiction", "leak"]})", wrong)));
}

// Who is let go before it has begun never finishes; and each greenlet is judged once.
TEST(Report, EachGreenletIsJudgedOnceAlsoIfItIsFreed) {
  store::Timeline trace;
  trace.set_info(testing::sample_info());
  const auto tell = [&](facts::Fact fact) { trace.append({1, 1, 0, 0, std::move(fact)}); };
  tell(facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything});
  for (const facts::GreenletId id : {2u, 3u, 4u}) tell(facts::GreenletCreated{id, "g", 1});
  tell(facts::GreenletFreed{2});
  tell(facts::GreenletFinished{3, facts::Finish::raised, "ValueError('x')"});
  tell(facts::GreenletFreed{3});
  EXPECT_TRUE(all_kept(judged(R"j({"finished": {"g": "never", "*": "never",
      "g #2": {"how": "threw", "value": "ValueError('x')"}},
      "findings": ["contradiction", "never_started"]})j",
                              trace)));
  EXPECT_THAT(report(R"({"finished": {"*": "exited"}})", trace),
              HasSubstr("found g: never; and 2 more otherwise than expected (step 5)"));
}

// The same of switches that were only noted as of those that were told one by one.
TEST(Report, SwitchesThatWereOnlyNotedCountAsThoseThatWereTold) {
  const testing::NotedTrace noted = testing::noted_trace(3, 2000, testing::Order::back_and_forth);
  const auto read = store::FileTrace::open(store::bytes_in_memory(noted.bytes), "noted", {});
  ASSERT_TRUE(read);
  const std::string rules = R"({"switches": 0, "most_bytes_in_one_copy": 0, "order": ["x -> y"],
      "held_at_end": {"greenlets": 99, "bytes": 0}, "output": ["x"]})";
  const auto of_notes = judged(rules, **read), told = judged(rules, noted.expected);
  ASSERT_EQ(of_notes.size(), told.size());
  for (size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ(of_notes[i].rule, told[i].rule);
    EXPECT_EQ(of_notes[i].found, told[i].found) << told[i].rule;
    EXPECT_EQ(of_notes[i].kept, told[i].kept) << told[i].rule;
  }
  EXPECT_EQ(told[2].rule, "switches");
  EXPECT_GE(std::stoull(told[2].found), 2000u);
}

// A reader of its own: tags that are closed in order, attributes in quotes, entities that there
// are.
struct Xml {
  std::vector<std::string> tags;  // all that were opened, in order
  std::string problem;
  std::string text;  // between tags
};
Xml read_xml(const std::string& xml) {
  Xml result;
  std::vector<std::string> open;
  size_t at = xml.find("?>") + 2;
  while (at < xml.size() && result.problem.empty()) {
    if (xml[at] != '<') {
      const size_t end = std::min(xml.find('<', at), xml.size());
      result.text += xml.substr(at, end - at);
      at = end;
      continue;
    }
    size_t end = at;
    for (bool quoted = false; end < xml.size() && (quoted || xml[end] != '>'); ++end) {
      if (xml[end] == '"') quoted = !quoted;
      if (xml[end] == '<' && end > at) result.problem = "a tag in a tag";
    }
    const std::string tag = xml.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" /", 1));
    if (tag.front() == '/') {
      if (open.empty() || open.back() != tag.substr(1)) result.problem = "not open: " + tag;
      if (!open.empty()) open.pop_back();
    } else {
      result.tags.push_back(name);
      if (tag.back() != '/') open.push_back(name);
    }
    at = end + 1;
  }
  if (!open.empty()) result.problem += "still open: " + open.back();
  for (size_t i = xml.find('&'); i != xml.npos; i = xml.find('&', i + 1)) {
    const std::string entity = xml.substr(i, xml.find(';', i) - i + 1);
    if (entity != "&amp;" && entity != "&lt;" && entity != "&gt;" && entity != "&quot;") {
      result.problem += "no entity: " + entity;
    }
  }
  return result;
}

TEST(Report, JUnitHasATestCaseForEachRuleAndIsXml) {
  const auto verdicts = judged(R"({"order": ["main -> gr1", "gr1 -> main"], "switches": 4,
                                   "output": ["<&\">"], "finished": {"gr<1>": "never"}})",
                               testing::sample_timeline());
  const std::string text =
      report_junit(words::Messages::of("en"), "a \"suite\" & <more>", verdicts);
  const Xml xml = read_xml(text);
  EXPECT_EQ(xml.problem, "") << text;
  EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "testcase"), 6);
  EXPECT_EQ(std::count(xml.tags.begin(), xml.tags.end(), "failure"), 3);
  EXPECT_THAT(text, HasSubstr("tests=\"6\" failures=\"3\""));
  EXPECT_THAT(text, HasSubstr("name=\"a &quot;suite&quot; &amp; &lt;more&gt;\""));
  EXPECT_THAT(xml.text, HasSubstr("expected line 1: “&lt;&amp;&quot;&gt;”"));
}

TEST(Report, IsJsonForPrograms) {
  const auto json = nlohmann::json::parse(facts::json_text(report_json(
      judged(R"({"order": ["main -> gr2"], "switches": 4})", testing::sample_timeline()))));
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["kept"], false);
  ASSERT_EQ(json["rules"].size(), 4u);
  EXPECT_EQ(json["rules"][0]["rule"], "order");
  EXPECT_EQ(json["rules"][0]["kept"], false);
  EXPECT_EQ(json["rules"][0]["at"]["file"], "scenarios/test1_test2.cc");
  EXPECT_EQ(json["rules"][1]["kept"], true);
  EXPECT_EQ(json["rules"][1]["step"], nullptr);
}

TEST(Report, LetsNothingThroughOfWhatTextsHold) {
  const store::Timeline hostile = testing::hostile_timeline();
  const words::Messages& messages = words::Messages::of("en");
  const auto verdicts = judged(R"({"order": ["a -> b"], "finished": {"*": "exited"},
      "output": ["x"], "findings": [], "program_ends": "detached"})",
                               hostile);
  EXPECT_EQ(testing::raw_in(report_text(messages, verdicts)), "");
  EXPECT_EQ(testing::raw_in(facts::json_text(report_json(verdicts), 2)), "");
  const std::string xml = report_junit(messages, testing::hostile_text(), verdicts);
  EXPECT_EQ(testing::raw_in(xml), "");
  EXPECT_EQ(read_xml(xml).problem, "");
}

}  // namespace
}  // namespace greenlens::expect
