// Who shares a lane where there is no room for one each.
#include "tracer/scene/timeline/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace greenlens::scene {
namespace {

using facts::GreenletId;
using ::testing::ElementsAre;

TEST(Fold, OnlyANumberAtTheEndThatStandsApartIsLeftAway) {
  EXPECT_EQ(without_number("consumer-7"), "consumer");
  EXPECT_EQ(without_number("consumer 17"), "consumer");
  EXPECT_EQ(without_number("a-b-3"), "a-b");
  for (const char* name : {"gr1", "main", "", "-3", "12", "x-", "crawl-7b"}) {
    EXPECT_EQ(without_number(name), name);
  }
}

struct Lanes {
  std::vector<std::string> names;  // of greenlets 1, 2, ...
  std::vector<facts::ThreadId> threads;

  std::vector<std::string> folded_but(GreenletId alone) const {
    std::vector<GreenletId> all;
    for (size_t i = 0; i < names.size(); ++i) all.push_back(static_cast<GreenletId>(i + 1));
    std::vector<std::string> lanes;
    for (const Fold& fold :
         folded(all, alone,
                {[&](GreenletId id) { return names[id - 1]; },
                 [&](GreenletId id) { return threads.empty() ? 1 : threads[id - 1]; }})) {
      lanes.push_back(fold.name + ":");
      for (const GreenletId id : fold.who) lanes.back() += " " + std::to_string(id);
    }
    return lanes;
  }
};

TEST(Fold, ThoseThatAreCalledAlikeShareTheLaneOfTheFirst) {
  const Lanes lanes{{"main", "Hub-2", "consumer-3", "crawl-4", "consumer-5", "gr6", "gr7"}, {}};
  EXPECT_THAT(lanes.folded_but(0), ElementsAre("main: 1", "Hub-2: 2", "consumer: 3 5", "crawl-4: 4",
                                               "gr6: 6", "gr7: 7"));
}

TEST(Fold, WhoIsSelectedHasALaneAlone) {
  const Lanes lanes{{"a-1", "a-2", "a-3"}, {}};
  EXPECT_THAT(lanes.folded_but(2), ElementsAre("a: 1 3", "a-2: 2"));
}

TEST(Fold, EachThreadsOwnStayApart) {
  const Lanes lanes{{"main", "a-2", "a-3", "main", "a-5", "a-6"}, {1, 1, 1, 2, 2, 2}};
  EXPECT_THAT(lanes.folded_but(0), ElementsAre("main: 1", "a: 2 3", "main: 4", "a: 5 6"));
}

}  // namespace
}  // namespace greenlens::scene
