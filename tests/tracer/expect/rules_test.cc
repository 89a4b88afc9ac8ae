// Files of rules: what they mean, and what is said of those that mean nothing.
#include "tracer/expect/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tracer/words/messages.h"

namespace greenlens::expect {
namespace {

constexpr const char* kJson = R"({
  "order": ["main -> a", "...", {"repeat": 2, "of": ["a -> b", " b  ->  a "]}],
  "finished": {"*": "never", "a": {"how": "returned", "value": "1"}, "b": "threw"},
  "output": {"lines": ["x", "y\"z"], "contains": "q", "matches": ["[0-9]+"]},
  "switches": {"min": 3},
  "most_bytes_in_one_copy": 4096,
  "held_at_end": {"greenlets": 2, "bytes": 100},
  "events_lost": 5,
  "findings": ["leak", "was_running"],
  "program_ends": "exited"
})";
constexpr const char* kToml = R"(# The same.
order = ["main -> a", "...", { repeat = 2, of = ["a -> b", " b  ->  a "] }]
switches.min = 3
most_bytes_in_one_copy = 4096
events_lost = 5
findings = ["leak", "was_running"]
program_ends = "exited"
[finished]
"*" = "never"
a = { how = "returned", value = "1" }
b = "threw"
[output]
lines = ["x", 'y"z']
contains = "q"
matches = ["[0-9]+"]
[held_at_end]
greenlets = 2
bytes = 100
)";

TEST(Rules, MeanTheSameInJsonAndInToml) {
  for (const bool is_toml : {false, true}) {
    Rules rules;
    const RulesFault fault = read_rules(is_toml ? kToml : kJson, is_toml, &rules);
    ASSERT_FALSE(fault) << fault.id << " " << fault.line << " " << fault.details;
    ASSERT_EQ(rules.order.size(), 1u);
    const auto& entries = rules.order[0].entries;
    ASSERT_EQ(entries.size(), 6u);
    EXPECT_TRUE(entries[1].gap);
    EXPECT_EQ(entries[3].from + ">" + entries[3].to, "b>a");
    EXPECT_EQ(entries[4].from + ">" + entries[4].to, "a>b");
    // Names before patterns.
    ASSERT_EQ(rules.finished.size(), 3u);
    EXPECT_EQ(rules.finished[0].name, "a");
    EXPECT_EQ(rules.finished[0].value, "1");
    EXPECT_EQ(rules.finished[1].ending, Ending::threw);
    EXPECT_EQ(rules.finished[2].name, "*");
    EXPECT_EQ(rules.output->lines, (std::vector<std::string>{"x", "y\"z"}));
    EXPECT_EQ(rules.output->contains, (std::vector<std::string>{"q"}));
    EXPECT_EQ(rules.switches->min, 3u);
    EXPECT_EQ(rules.switches->max, UINT64_MAX);
    EXPECT_EQ(rules.most_bytes_in_one_copy->max, 4096u);
    EXPECT_EQ(rules.most_bytes_in_one_copy->min, 0u);
    EXPECT_EQ(rules.held_greenlets->min, 2u);
    EXPECT_EQ(rules.held_greenlets->max, 2u);
    EXPECT_EQ(rules.held_bytes->min, 0u);
    EXPECT_EQ(rules.events_lost.max, 5u);
    EXPECT_TRUE(rules.allowed[static_cast<size_t>(Finding::leak)]);
    EXPECT_FALSE(rules.allowed[static_cast<size_t>(Finding::switch_failed)]);
    EXPECT_EQ(rules.program_ends, "exited");
  }
}

TEST(Rules, AllowWhatIsNoContradictionAndNoDeathWhereNothingIsSaid) {
  Rules rules;
  ASSERT_FALSE(read_rules("{}", false, &rules));
  EXPECT_EQ(rules.events_lost.max, 0u);
  for (size_t i = 0; i < kFindings; ++i) EXPECT_EQ(rules.allowed[i], i > 1) << i;
}

struct Wrong {
  const char* text;
  const char* id;
  uint64_t line, column;
  const char* key;
};

void expect_faults(const std::vector<Wrong>& all, bool is_toml) {
  for (const Wrong& wrong : all) {
    Rules rules;
    const RulesFault fault = read_rules(wrong.text, is_toml, &rules);
    EXPECT_EQ(fault.id, wrong.id) << wrong.text;
    EXPECT_EQ(fault.line, wrong.line) << wrong.text;
    EXPECT_EQ(fault.column, wrong.column) << wrong.text;
    EXPECT_EQ(fault.key, wrong.key) << wrong.text;
    EXPECT_TRUE(words::Messages::of("en").has(fault.id)) << fault.id;
  }
}

TEST(Rules, SayWhereAFileIsWrong) {
  expect_faults(
      {{"", "expect.file.json", 1, 1, ""},
       {"{\n  \"order\": [\n}", "expect.file.json", 3, 1, ""},
       {"[]", "expect.rule.table", 1, 1, ""},
       {"{\n \"odrer\": []}", "expect.rule.unknown", 2, 2, "odrer"},
       {"{\"switches\": 1,\n\"switches\": 2}", "expect.rule.twice", 2, 1, "switches"},
       {"{\"switches\": -1}", "expect.rule.number", 1, 2, "switches"},
       {"{\"switches\": 1.5}", "expect.rule.number", 1, 2, "switches"},
       {"{\"switches\": 99999999999999999999}", "expect.rule.number", 1, 2, "switches"},
       {"{\"switches\": {\"min\": 3, \"max\": 2}}", "expect.rule.empty_range", 1, 2, "switches"},
       {"{\"switches\": {\"mni\": 3}}", "expect.rule.unknown", 1, 15, "mni"},
       {"{\"order\": [\"a > b\"]}", "expect.rule.switch", 1, 12, "a > b"},
       {"{\"order\": [\"-> b\"]}", "expect.rule.switch", 1, 12, "-> b"},
       {"{\"order\": [{\"repeat\": 3}]}", "expect.rule.repeat", 1, 12, "order"},
       {"{\"order\": [{\"repeat\": 99999999, \"of\": [\"a -> b\"]}]}", "expect.rule.long_order", 1,
        12, "order"},
       {"{\"finished\": {\"a\": \"retruned\"}}", "expect.rule.word", 1, 15, "retruned"},
       {"{\"findings\": [\"leek\"]}", "expect.rule.word", 1, 15, "leek"},
       {"{\"findings\": {}}", "expect.rule.list", 1, 2, "findings"},
       {"{\"output\": [3]}", "expect.rule.text", 1, 13, "output"},
       {"{\"output\": {\"matches\": \"(\"}}", "expect.rule.expression", 1, 13, "("},
       {"{\"program_ends\": \"exploded\"}", "expect.rule.word", 1, 2, "exploded"}},
      false);
  expect_faults({{"order = [\n 1 2]", "expect.file.toml", 2, 4, ""},
                 {"switches = 1\n odrer = 2", "expect.rule.unknown", 2, 2, "odrer"},
                 {"findings = 2021-01-01", "expect.rule.list", 1, 1, "findings"}},
                true);
}

TEST(Rules, ThatAreTooDeepOrTooLongAreRefused) {
  Rules rules;
  for (const bool is_toml : {false, true}) {
    const std::string before = is_toml ? "order = " : "{\"order\": ";
    const std::string deep = before + std::string(100, '[') + std::string(100, ']');
    EXPECT_EQ(read_rules(deep + (is_toml ? "" : "}"), is_toml, &rules).id, "expect.file.deep");
    EXPECT_EQ(read_rules(std::string(kMostFileBytes + 1, ' '), is_toml, &rules).id,
              "expect.file.large");
  }
}

}  // namespace
}  // namespace greenlens::expect
