// Times for who asks for them.
#include "tracer/words/when.h"

#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event.h"
#include "tracer/words/transcript.h"

namespace greenlens::words {
namespace {

using greenlens::testing::english;

TEST(Duration, HasThreeFiguresAndAUnit) {
  EXPECT_EQ(duration_text(0), "0 ns");
  EXPECT_EQ(duration_text(999), "999 ns");
  EXPECT_EQ(duration_text(1000), "1.00 µs");
  EXPECT_EQ(duration_text(9994), "9.99 µs");
  EXPECT_EQ(duration_text(9996), "10.0 µs");
  EXPECT_EQ(duration_text(99949), "99.9 µs");
  EXPECT_EQ(duration_text(123456), "123 µs");
  EXPECT_EQ(duration_text(999499), "999 µs");
  EXPECT_EQ(duration_text(999600), "1.00 ms");
  EXPECT_EQ(duration_text(4'560'000), "4.56 ms");
  EXPECT_EQ(duration_text(1'230'000'000), "1.23 s");
  EXPECT_EQ(duration_text(86'400'000'000'000), "86400 s");
  EXPECT_EQ(duration_text(UINT64_MAX), "18446744073 s");
}

TEST(When, SaysHowLongAfterTheBeginningAndTheStepBeforeAndHowLongASwitchTook) {
  // Each event is told a microsecond after the one before.
  const store::Timeline trace = testing::sample_timeline();
  EXPECT_EQ(when_text(english(), trace, trace.at(0)), "");
  EXPECT_EQ(when_text(english(), trace, trace.at(1)), "It was told 1.00 µs after the beginning.");
  EXPECT_EQ(when_text(english(), trace, trace.at(12)),
            "It was told 12.0 µs after the beginning, 1.00 µs after the step before.");
  uint64_t began = 0, switches = 0;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    if (std::holds_alternative<facts::SwitchRequested>(event.fact)) began = n;
    if (!std::holds_alternative<facts::Delivered>(event.fact)) continue;
    const std::string took = "The switch took " + duration_text(1000 * (n - began)) + ",";
    EXPECT_NE(when_text(english(), trace, trace.at(n)).find(took), std::string::npos) << n;
    ++switches;
  }
  EXPECT_GT(switches, 2u);
}

TEST(When, IsOneTimeForASwitchThatWasOnlyNoted) {
  const store::Timeline trace = testing::noted_trace(2, 20).expected;
  state::Moment moment = trace.at(trace.size() - 2);
  moment.after.threads.at(moment.event->thread).detail = facts::Detail::switches;
  const std::string said = when_text(english(), trace, moment);
  EXPECT_EQ(said.find("The switch was noted "), 0u) << said;
  // The program's end is none, however its switches are recorded.
  state::Moment end = testing::sample_timeline().at(testing::sample_timeline().size());
  end.after.threads.at(end.event->thread).detail = facts::Detail::switches;
  EXPECT_EQ(when_text(english(), testing::sample_timeline(), end).find("It was told "), 0u);
}

TEST(When, IsInTheTextOfAStepOnlyIfItIsAskedFor) {
  const store::Timeline trace = testing::sample_timeline();
  const auto text = [&](Times times) { return state_text(english(), trace, 30, 30, 62, times); };
  EXPECT_EQ(text(Times::untold).find("It was told"), std::string::npos);
  EXPECT_NE(text(Times::told).find("It was told 30.0 µs after the beginning"), std::string::npos);
}

}  // namespace
}  // namespace greenlens::words
