#include "tests/tracer/store/same_trace.h"

#include <gtest/gtest.h>

#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens::testing {

using store::Trace;

namespace {

void expect_same_moment(const Trace& trace, const Trace& expected, uint64_t n) {
  const state::Moment moment = trace.at(n), wanted = expected.at(n);
  ASSERT_EQ(moment.number, wanted.number);
  ASSERT_TRUE(state::same_state(moment.before, wanted.before)) << "before step " << n;
  ASSERT_TRUE(state::same_state(moment.after, wanted.after)) << "at step " << n;
  ASSERT_EQ(moment.event == nullptr, wanted.event == nullptr);
  if (moment.event == nullptr) return;
  ASSERT_TRUE(facts::same_fact(moment.event->fact, wanted.event->fact)) << "step " << n;
  ASSERT_EQ(moment.event->time_ns, wanted.event->time_ns);
  ASSERT_TRUE(facts::same_fact(trace.event(wanted.number).fact, wanted.event->fact))
      << "step " << n;
}

void expect_same_stops(const Trace& trace, const Trace& expected, facts::Grain grain) {
  ASSERT_EQ(trace.count(grain), expected.count(grain)) << facts::grain_name(grain);
  for (uint64_t n = 0; n <= expected.size() + 2; ++n) {
    ASSERT_EQ(trace.count_until(grain, n), expected.count_until(grain, n)) << n;
    ASSERT_EQ(trace.next(grain, n), expected.next(grain, n)) << n;
    ASSERT_EQ(trace.previous(grain, n), expected.previous(grain, n)) << n;
  }
  for (uint64_t k = 0; k <= expected.count(grain) + 2; ++k) {
    ASSERT_EQ(trace.stop(grain, k), expected.stop(grain, k)) << k;
  }
}

void expect_same_finds(const Trace& trace, const Trace& expected) {
  facts::GreenletId last = 0;
  for (uint64_t n = 1; n <= expected.size(); ++n) {
    last = std::max(last, facts::subject(expected.event(n).fact));
  }
  for (const auto direction : {Trace::Direction::forward, Trace::Direction::backward}) {
    for (facts::GreenletId id = 0; id <= std::min(last + 1, 8u); ++id) {
      const auto wanted = [&](const facts::Event& event) {
        return facts::subject(event.fact) == id;
      };
      for (uint64_t n = 0; n <= expected.size() + 2; n += 1 + expected.size() / 60) {
        const auto found = expected.find(n, direction, wanted);
        ASSERT_EQ(trace.find(n, direction, wanted), found) << n;
        ASSERT_EQ(trace.find(n, direction, wanted, id), found) << n << " about " << id;
      }
    }
  }
}

template <typename List>
std::string told(const List& list) {
  std::string text;
  for (const auto& item : list) {
    text += std::to_string(item.who) + " ";
    if constexpr (requires { item.step; }) text += std::to_string(item.step) + "\n";
    if constexpr (requires { item.from; }) {
      text += std::to_string(item.from) + "-" + std::to_string(item.to) + "\n";
    }
  }
  return text;
}

std::string told(const std::vector<store::SwitchSpan>& list) {
  std::string text;
  for (const store::SwitchSpan& span : list) {
    for (const uint64_t number :
         {span.number, uint64_t{span.origin}, uint64_t{span.target},
          static_cast<uint64_t>(span.kind), span.from, span.to, span.bytes_out, span.bytes_in}) {
      text += std::to_string(number) + " ";
    }
    text += "\n";
  }
  return text;
}

void expect_same_output(const Trace& trace, const Trace& expected) {
  for (uint64_t n = 0; n <= expected.size() + 2; ++n) {
    ASSERT_EQ(trace.printed_until(n), expected.printed_until(n)) << n;
  }
  const uint64_t lines = expected.printed_until(expected.size());
  for (uint64_t first = 0; first <= lines + 2; first += 1 + lines / 40) {
    for (const uint64_t count : {uint64_t{0}, uint64_t{1}, uint64_t{7}, store::kAllLines}) {
      const auto given = trace.printed(first, count), wanted = expected.printed(first, count);
      ASSERT_EQ(told(given), told(wanted)) << count << " from " << first;
      for (size_t i = 0; i < given.size(); ++i) ASSERT_EQ(given[i].text, wanted[i].text) << first;
    }
  }
}

}  // namespace

void expect_same_part(const Trace& part, const Trace& whole, uint64_t from, uint64_t to) {
  ASSERT_EQ(part.size(), to - from);
  const words::Messages& messages = words::Messages::of("en");
  const auto expect_same_step = [&](uint64_t n) {
    const state::Moment moment = part.at(n);
    state::Moment wanted = whole.at(from + n);
    wanted.after.step = n;
    wanted.before.step = n == 0 ? 0 : n - 1;
    if (n == 0) wanted.before = wanted.after, wanted.event = nullptr;
    ASSERT_TRUE(state::same_state(moment.before, wanted.before)) << "before step " << n;
    ASSERT_TRUE(state::same_state(moment.after, wanted.after)) << "at step " << n;
    ASSERT_EQ(output_at(part, n, 0).lines, output_at(whole, from + n, 0).lines);
    if (n == 0) return;
    ASSERT_TRUE(facts::same_fact(moment.event->fact, wanted.event->fact)) << "step " << n;
    ASSERT_EQ(moment.event->time_ns, wanted.event->time_ns);
    ASSERT_EQ(moment.event->thread, wanted.event->thread);
    ASSERT_EQ(words::narrate(messages, moment).whole, words::narrate(messages, wanted).whole);
    ASSERT_EQ(words::narrate(messages, moment).detail, words::narrate(messages, wanted).detail);
    ASSERT_EQ(words::doubts(messages, moment), words::doubts(messages, wanted)) << "step " << n;
  };
  for (uint64_t n = 0; n <= part.size() && !::testing::Test::HasFatalFailure(); ++n) {
    expect_same_step(n);
  }
  for (uint64_t n = part.size() + 1; n > 0 && !::testing::Test::HasFatalFailure();) {
    expect_same_step(n -= std::min<uint64_t>(n, 1 + n / 50));
  }
  for (const facts::Grain grain : facts::kGrains) {
    ASSERT_EQ(part.count(grain), whole.count_until(grain, to) - whole.count_until(grain, from));
  }
  while (part.check_more()) continue;
  while (whole.check_more()) continue;
  std::vector<uint64_t> wrong;
  for (const uint64_t step : whole.contradicted()) {
    if (step > from && step <= to) wrong.push_back(step - from);
  }
  ASSERT_EQ(part.contradicted(), wrong);
  std::vector<store::SwitchSpan> switches;
  for (store::SwitchSpan span : whole.history().switches()) {
    if (span.to <= from || span.to > to) continue;
    span.from = std::max(span.from, from) - from;
    span.to -= from;
    switches.push_back(span);
  }
  ASSERT_EQ(told(part.history().switches()), told(switches));
}

void expect_same_steps(const Trace& trace, const Trace& expected) {
  ASSERT_EQ(trace.size(), expected.size());
  const uint64_t size = expected.size();
  for (uint64_t n = 0; n <= size && !::testing::Test::HasFatalFailure(); ++n) {
    expect_same_moment(trace, expected, n);
  }
  for (uint64_t n = size + 2; n-- > 0 && !::testing::Test::HasFatalFailure();) {
    expect_same_moment(trace, expected, n);
  }
  uint64_t n = 0;
  for (uint64_t i = 0; i < std::min<uint64_t>(size, 300); ++i) {
    n = (n + size * 618 / 1000 + 1) % (size + 1);
    ASSERT_TRUE(state::same_state(trace.state(n), expected.state(n))) << n;
  }
}

void expect_same_trace(const Trace& trace, const Trace& expected) {
  ASSERT_TRUE(facts::same_fields(trace.info(), expected.info()));
  expect_same_steps(trace, expected);
  for (const facts::Grain grain : facts::kGrains) {
    if (!::testing::Test::HasFatalFailure()) expect_same_stops(trace, expected, grain);
  }
  if (!::testing::Test::HasFatalFailure()) expect_same_finds(trace, expected);
  if (!::testing::Test::HasFatalFailure()) expect_same_output(trace, expected);
  while (trace.check_more()) continue;
  ASSERT_EQ(trace.contradicted(), expected.contradicted());
  const store::History &history = trace.history(), &wanted = expected.history();
  ASSERT_EQ(history.names(), wanted.names());
  ASSERT_EQ(told(history.runs()), told(wanted.runs()));
  ASSERT_EQ(told(history.switches()), told(wanted.switches()));
  ASSERT_EQ(told(history.output()), told(wanted.output()));
  ASSERT_EQ(told(history.endings()), told(wanted.endings()));
}

}  // namespace greenlens::testing
