// A page of every scenario, as its recording really is: its answers of the past are those of
// tracer/past.
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "tests/tracer/export/page_past.h"
#include "tests/tracer/record/recording_of.h"

namespace greenlens::exports {
namespace {

TEST(EveryScenariosPage, AnswersOfThePastWhatTheCommandLineDoes) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    SCOPED_TRACE(scenario->id);
    const store::Timeline trace = testing::loaded(testing::recording_of(*scenario));
    const Page page = page_of(trace);
    EXPECT_GT(expect_words_past(trace, page.data), 0u);
    EXPECT_GT(expect_numbers_past(trace, page.data), 20u);
    EXPECT_GT(expect_stops(trace, page.data), 10u);
    EXPECT_EQ(page.data["stops"]["left_out"], 0);
    EXPECT_LT(page.html.size(), 3u << 20);
  }
}

}  // namespace
}  // namespace greenlens::exports
