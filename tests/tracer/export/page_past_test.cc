// What a page answers of the past, and where one can stop in it: what tracer/past says.
#include "tests/tracer/export/page_past.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/page_data.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/export/page/stops.h"
#include "tracer/past/number_history.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;
using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;

TEST(PagePast, SaysOfEveryWordAtEveryStepWhatTheCommandLineSays) {
  for (const store::Timeline& trace :
       {testing::sample_timeline(), testing::hostile_timeline(), testing::lossy_timeline()}) {
    EXPECT_GT(expect_words_past(trace, page_of(trace).data), 50u);
  }
}

TEST(PagePast, HasTheHistoryOfEveryNumber) {
  for (const store::Timeline& trace : {testing::sample_timeline(), testing::hostile_timeline()}) {
    EXPECT_GT(expect_numbers_past(trace, page_of(trace).data), 40u);
  }
}

TEST(PagePast, StopsWhereTheConditionsDo) {
  uint64_t first = 0;
  for (const store::Timeline& trace : {testing::sample_timeline(), testing::hostile_timeline(),
                                       testing::stepped_timeline(&first)}) {
    EXPECT_GT(expect_stops(trace, page_of(trace).data), 20u);
  }
}

TEST(PagePast, OffersLinesKindsGreenletsSizesAndInstructions) {
  uint64_t first = 0;
  const store::Timeline trace = testing::stepped_timeline(&first);
  const Page page = page_of(trace);
  std::set<std::string> all;
  for (const json& offer : page.data["stops"]["offers"]) {
    all.insert(offer[0].get<std::string>() + ": " + offer[1].get<std::string>());
  }
  EXPECT_THAT(all, Contains("events: slice_saved"));
  EXPECT_THAT(all, Contains("runs: current == gr2"));
  EXPECT_THAT(all, Contains("bytes: bytes_copied > 64"));
  EXPECT_THAT(all, Contains("greenlets: gr1.stack_saved > 0"));
  EXPECT_THAT(all, Contains(HasSubstr("instructions: instruction == \"")));
  EXPECT_THAT(all, Contains(HasSubstr("lines: ")));
  for (const json& offer : page.data["stops"]["offers"]) {
    if (offer[0] != "lines") continue;
    const std::string file = trace.info().sources[offer[3].get<size_t>()].file;
    EXPECT_EQ(offer[1], past::stop_at_line(file.substr(file.rfind('/') + 1), offer[4]));
  }
}

TEST(PagePast, IsMadeWithTheBreakpointsThatAreAskedFor) {
  const store::Timeline trace = testing::sample_timeline();
  ExportOptions options;
  options.stops = {"bytes_copied > 100 and owner == gr1", "slice_saved", "bytes_copied > 9999999"};
  const Page page = page_of(trace, options);
  EXPECT_EQ(page.data["stops"]["set"], json({0, 1, 2}));
  for (size_t k = 0; k < options.stops.size(); ++k) {
    EXPECT_EQ(page.data["stops"]["offers"][k][0], "asked");
    EXPECT_EQ(page.data["stops"]["offers"][k][1], options.stops[k]);
  }
  EXPECT_FALSE(page.data["stops"]["offers"][0][2].empty());
  EXPECT_TRUE(page.data["stops"]["offers"][2][2].empty()) << "it never stops, and is there";
  EXPECT_EQ(std::count_if(page.data["stops"]["offers"].begin(), page.data["stops"]["offers"].end(),
                          [](const json& offer) { return offer[1] == "slice_saved"; }),
            1);
  expect_stops(trace, page.data);
}

// Numbers are of the page's part; where a word came from is asked of the whole recording.
TEST(PagePast, OfAPartKnowsWhatWasBefore) {
  const store::Timeline trace = testing::sample_timeline();
  ExportOptions options;
  options.steps = {20, 45};
  const Page page = page_of(trace, options);
  EXPECT_GT(expect_words_past(trace, page.data), 20u);
  EXPECT_GT(expect_numbers_past(trace, page.data), 40u);
  EXPECT_GT(expect_stops(trace, page.data), 10u);
}

TEST(PagePast, OfACoarserPageStopsAtTheStepBehind) {
  const store::Timeline trace = testing::long_trace({.switches = 600});
  const Page page = page_of(trace);
  ASSERT_LT(page.data["steps"].size(), trace.size());
  EXPECT_GT(expect_stops(trace, page.data), 10u);
  EXPECT_GT(expect_numbers_past(trace, page.data), 10u);
}

TEST(PagePast, OfManyGreenletsOffersSomeAndSaysHowManyItHasLeftOut) {
  const store::Timeline trace = testing::long_trace({.greenlets = 300, .switches = 900});
  const facts::Json stops = stops_of(trace, {0, trace.size()}, {"slice_restored"}, {});
  EXPECT_LE(stops["offers"].size(), 400u);
  EXPECT_GT(stops["left_out"], 0);
  EXPECT_EQ(stops["offers"][0][1], "slice_restored") << "what was asked for is there";
  const Page page = page_of(trace);
  EXPECT_LT(page.data["numbers"].dump().size(), 2u << 20);
  EXPECT_LT(page.data["past"].dump().size(), 6u << 20);
}

// A number whose changes are more than are listed.
TEST(PagePast, OfANumberThatChangesAllTheTimeHasTheFirstChanges) {
  const store::Timeline trace = testing::long_trace({.switches = 3000});
  const Page page = page_of(trace);
  EXPECT_THAT(page.data["numbers"]["cut"].get<std::vector<std::string>>(), Contains("current"));
  const json& current = page.data["numbers"]["of"]["current"];
  EXPECT_EQ(current.size(), 1 + 2 * 1000u);
}

TEST(PagePast, OfAPageWithoutFramesHasNoWords) {
  ExportOptions options;
  options.views = {PageView::stack};
  const Page page = page_of(testing::sample_timeline(), options);
  EXPECT_TRUE(page.data["past"]["words"].empty());
  EXPECT_TRUE(page.data["past"]["lines"].empty());
}

TEST(PagePast, LetsNoNameThrough) {
  const Page page = page_of(testing::hostile_timeline());
  for (const char* part : {"past", "numbers", "stops"}) {
    std::vector<json> all = {page.data[part]};
    while (!all.empty()) {
      const json one = all.back();
      all.pop_back();
      if (one.is_string()) {
        ASSERT_EQ(testing::raw_in(one.get<std::string>()), "") << part;
      } else if (one.is_structured()) {
        for (const auto& [key, value] : one.items()) {
          ASSERT_EQ(testing::raw_in(key), "") << part;
          all.push_back(value);
        }
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::exports
