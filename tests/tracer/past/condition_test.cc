// Conditions: what they mean, and what is said of those that are none.
#include "tracer/past/condition.h"

#include <gmock/gmock.h>

#include <random>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/past/find_where.h"
#include "tracer/past/number_history.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

using namespace facts;
using ::testing::ElementsAreArray;
using testing::english;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Why = NoCondition::Why;
using Direction = store::Trace::Direction;

std::vector<uint64_t> found(const store::Trace& trace, const std::string& text) {
  const ParsedCondition parsed = parse_condition(text);
  EXPECT_TRUE(parsed.condition) << no_condition(english(), parsed.wrong, text);
  if (!parsed.condition) return {};
  return steps_where(trace, {*parsed.condition}, 0, trace.size());
}

// The steps of which something holds, by asking each.
template <typename Holds>
std::vector<uint64_t> all_where(const store::Trace& trace, const Holds& holds) {
  std::vector<uint64_t> steps;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    if (holds(trace.at(n))) steps.push_back(n);
  }
  return steps;
}

TEST(Conditions, FindEventsByKindFieldAndLine) {
  const store::Timeline trace = testing::sample_timeline();
  const auto kind = all_where(
      trace, [](const state::Moment& moment) { return as<SliceSaved>(moment.event) != nullptr; });
  EXPECT_THAT(found(trace, "slice_saved"), ElementsAreArray(kind));
  EXPECT_THAT(found(trace, "kind == slice_saved"), ElementsAreArray(kind));
  const auto large = all_where(trace, [](const state::Moment& moment) {
    const auto* saved = as<SliceSaved>(moment.event);
    return saved != nullptr && saved->to - saved->from > 0x100;
  });
  EXPECT_THAT(large, Not(IsEmpty()));
  EXPECT_THAT(found(trace, "slice_saved and bytes_copied > 0x100"), ElementsAreArray(large));
  const auto of_gr1 = all_where(trace, [](const state::Moment& moment) {
    const auto* saved = as<SliceSaved>(moment.event);
    return saved != nullptr && state::name_of(moment.after, saved->owner) == "gr1";
  });
  EXPECT_THAT(found(trace, "owner == gr1"), ElementsAreArray(of_gr1));
  EXPECT_THAT(found(trace, "slice_saved and not owner != gr1"), ElementsAreArray(of_gr1));
  const auto line = all_where(trace, [](const state::Moment& moment) {
    const auto* reached = as<LineReached>(moment.event);
    return reached != nullptr && reached->at.line == 11;
  });
  EXPECT_THAT(found(trace, "test1_test2:11"), ElementsAreArray(line));
  EXPECT_THAT(found(trace, "scenarios/test1_test2.cc : 11"), ElementsAreArray(line));
  EXPECT_THAT(found(trace, "elsewhere.cc:11"), IsEmpty());
}

TEST(Conditions, OfAStateStopWhereTheyBeginToHold) {
  const store::Timeline trace = testing::sample_timeline();
  const auto begins = [&](const auto& holds) {
    return all_where(trace, [&](const state::Moment& moment) {
      return holds(moment.after) && !holds(moment.before);
    });
  };
  const auto current =
      begins([](const state::State& s) { return state::name_of(s, told_by(s).current) == "gr2"; });
  EXPECT_THAT(current, Not(IsEmpty()));
  EXPECT_THAT(found(trace, "current == gr2"), ElementsAreArray(current));
  EXPECT_THAT(found(trace, "(((current == 'gr2')))"), ElementsAreArray(current));
  EXPECT_THAT(found(trace, "in_switch"), ElementsAreArray(begins([](const state::State& s) {
                return told_by(s).in_switch.has_value();
              })));
  EXPECT_EQ(found(trace, "gr1.stack_saved > 0").size(), 1u);
  EXPECT_EQ(found(trace, "gr1.state == dead").size(), 1u);
  EXPECT_THAT(found(trace, "nobody.stack_saved >= 0"), IsEmpty())
      << "what is not compares with nothing";
}

TEST(Conditions, AreFoundBothWaysAsInTheWholeList) {
  const store::Timeline trace = testing::sample_timeline();
  for (const char* text : {"slice_saved or slice_restored", "current != main", "step == 30"}) {
    const std::vector<Condition> one = {*parse_condition(text).condition};
    const std::vector<uint64_t> all = steps_where(trace, one, 0, trace.size());
    ASSERT_THAT(all, Not(IsEmpty())) << text;
    std::vector<uint64_t> forward, backward;
    for (uint64_t at = 0;;) {
      const auto next = find_where(trace, one, at, Direction::forward);
      if (!next) break;
      forward.push_back(at = *next);
    }
    for (uint64_t at = trace.size() + 1;;) {
      const auto next = find_where(trace, one, at, Direction::backward);
      if (!next) break;
      backward.insert(backward.begin(), at = *next);
    }
    EXPECT_EQ(forward, all) << text;
    EXPECT_EQ(backward, all) << text;
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      const bool is_one = std::binary_search(all.begin(), all.end(), n);
      EXPECT_EQ(stops_at(one, trace.at(n)), is_one) << text << " at " << n;
    }
  }
}

TEST(Conditions, BindAsPeopleRead) {
  const store::Timeline trace = testing::sample_timeline();
  EXPECT_EQ(found(trace, "step == 1 or step == 2 and step == 3").size(), 1u);
  EXPECT_EQ(found(trace, "(step == 1 or step == 2) and step == 3").size(), 0u);
  EXPECT_EQ(found(trace, "not step <= 5 and step <= 6").size(), 1u);
}

struct Wrong {
  const char* text;
  Why why;
};
TEST(Conditions, ThatAreNoneAreSaidInASentence) {
  const Wrong all[] = {{"", Why::empty},
                       {"  \t", Why::empty},
                       {"bytes_copied = 3", Why::single_equal},
                       {"bytes_copied == 99999999999999999999", Why::no_number},
                       {"bytes_copied > 0xg", Why::no_number},
                       {"bytes_copied > many", Why::needs_number},
                       {"kind > 3", Why::not_a_number},
                       {"current < gr2", Why::not_a_number},
                       {"kind == 3", Why::not_a_number},
                       {"bytes_copied >", Why::unfinished},
                       {"kind", Why::unfinished},
                       {"(slice_saved", Why::unfinished},
                       {"slice_saved)", Why::unexpected},
                       {"slice_saved slice_saved", Why::unexpected},
                       {"and slice_saved", Why::unknown_kind},
                       {"not", Why::unfinished},
                       {"slice_svaed", Why::unknown_kind},
                       {"byte_copied > 3", Why::unknown_name},
                       {"gr1.nothing == 3", Why::unknown_name},
                       {"\"open", Why::open_quote},
                       {"test2:", Why::unfinished},
                       {"test2:x", Why::no_number},
                       {"test2:-1", Why::no_number},
                       {"4096 < bytes_copied", Why::unexpected},
                       {"!", Why::unexpected},
                       {"current == ==", Why::unexpected}};
  for (const Wrong& one : all) {
    const ParsedCondition parsed = parse_condition(one.text);
    EXPECT_FALSE(parsed.condition) << one.text;
    EXPECT_EQ(parsed.wrong.why, one.why)
        << one.text << ": " << no_condition(english(), parsed.wrong, one.text);
    EXPECT_THAT(no_condition(english(), parsed.wrong, one.text), Not(HasSubstr("{")));
  }
  EXPECT_EQ(parse_condition(std::string(5000, 'a')).wrong.why, Why::too_long);
  EXPECT_EQ(parse_condition(std::string(1000, '(')).wrong.why, Why::too_deep);
  std::string opposites;
  for (int i = 0; i < 1000; ++i) opposites += "not ";
  EXPECT_EQ(parse_condition(opposites + "slice_saved").wrong.why, Why::too_deep);
}

// Anything that somebody types has an answer.
TEST(Conditions, OfAnyLettersAreReadOrRefused) {
  const char* const parts[] = {
      "and", "or",   "not",         "(",        ")",    "==",  "<",           "=",
      ":",   "20",   "-0x8",        "gr1",      "\"",   "'",   "step",        "current",
      ".",   "\xff", "slice_saved", "gr1.line", "\x00", "==1", "bytes_copied"};
  std::minstd_rand random(1);
  const store::Timeline trace = testing::sample_timeline();
  const state::Moment moment = trace.at(20);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (unsigned n = random() % 9; n > 0; --n) {
      text += parts[random() % std::size(parts)];
      if (random() % 3 != 0) text += ' ';
    }
    const ParsedCondition parsed = parse_condition(text);
    if (parsed.condition) {
      parsed.condition->holds(moment.event.get(), moment.after);
    } else {
      EXPECT_LE(parsed.wrong.at, text.size()) << text;
    }
  }
}

TEST(Histories, HaveEachChangeOnce) {
  const store::Timeline trace = testing::sample_timeline();
  for (const char* text : {"gr1.stack_saved", "current", "bytes_out", "gr1.state", "main.line"}) {
    const StepName name = *find_step_name(text);
    NumberHistory history(name, trace.state(0));
    while (history.go_on(trace, trace.size())) {
    }
    EXPECT_EQ(history.end(), trace.size());
    std::vector<uint64_t> steps, expected;
    for (const ValueChange& change : history.changes()) {
      steps.push_back(change.step);
      EXPECT_NE(change.was, change.is);
    }
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      const state::Moment moment = trace.at(n);
      const bool same =
          value_of(name, nullptr, moment.before) == value_of(name, nullptr, moment.after);
      if (!same) expected.push_back(n);
    }
    EXPECT_EQ(steps, expected) << text;
    EXPECT_THAT(steps, Not(IsEmpty())) << text;
  }
}

TEST(Histories, OfSwitchesThatWereOnlyNotedAreExact) {
  const store::Timeline trace = testing::noted_trace(3, 40).expected;
  const std::vector<uint64_t> steps = all_where(trace, [](const state::Moment& moment) {
    return moment.before.switches != moment.after.switches;
  });
  NumberHistory history(*find_step_name("switches"), trace.state(0));
  while (history.go_on(trace, trace.size())) {
  }
  ASSERT_EQ(history.changes().size(), steps.size());
  for (size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(history.changes()[i].step, steps[i]);
}

}  // namespace
}  // namespace greenlens::past
