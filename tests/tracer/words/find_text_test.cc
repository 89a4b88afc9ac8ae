// The search in the sentences of all events.
#include "tracer/words/find_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "tests/support/english.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/words/matching.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

using store::Timeline;
using ::testing::ElementsAre;
using testing::english;
using ::testing::IsEmpty;
using Direction = store::Trace::Direction;

TEST(EventLines, AreTheSentencesOfTheMoments) {
  for (const Timeline& trace :
       {testing::sample_timeline(), testing::lossy_timeline(), testing::random_timeline({4})}) {
    const auto lines = event_lines(english(), trace, 0, trace.size() + 5);
    ASSERT_EQ(lines.size(), trace.size());
    for (uint64_t step = 1; step <= trace.size(); ++step) {
      ASSERT_EQ(lines[step - 1], narrate(english(), trace.at(step)).headline) << step;
      ASSERT_FALSE(lines[step - 1].empty()) << step;
      ASSERT_EQ(lines[step - 1].find_first_of("«\n"), std::string::npos) << lines[step - 1];
    }
    EXPECT_THAT(event_lines(english(), trace, 3, 5), ElementsAre(lines[3], lines[4]));
    EXPECT_THAT(event_lines(english(), trace, 5, 5), IsEmpty());
  }
}

TEST(StepsSaying, AreTheSameInPartsAsAtOnce) {
  const Timeline trace = testing::sample_timeline();
  const auto wanted = search_words("heap gr1");
  const auto at_once = steps_saying(english(), trace, 0, trace.size(), wanted);
  EXPECT_FALSE(at_once.empty());
  std::vector<uint64_t> in_parts;
  for (uint64_t read = 0; read < trace.size(); read += 7) {
    for (const uint64_t step : steps_saying(english(), trace, read, read + 7, wanted)) {
      in_parts.push_back(step);
    }
  }
  EXPECT_EQ(in_parts, at_once);
}

TEST(FindText, GoesFromOneToTheNextInBothDirections) {
  const Timeline trace = testing::long_trace({.greenlets = 6, .switches = 300, .prints = true});
  ASSERT_GT(trace.size(), 1500u) << "more than is looked at together";
  for (const char* words : {"worker-3", "prints line", "no event says this"}) {
    const auto wanted = search_words(words);
    const auto all = steps_saying(english(), trace, 0, trace.size(), wanted);
    std::vector<uint64_t> forward, backward;
    for (auto n = find_text(english(), trace, 0, Direction::forward, wanted); n;
         n = find_text(english(), trace, *n, Direction::forward, wanted)) {
      forward.push_back(*n);
    }
    for (auto n = find_text(english(), trace, trace.size() + 1, Direction::backward, wanted); n;
         n = find_text(english(), trace, *n, Direction::backward, wanted)) {
      backward.insert(backward.begin(), *n);
    }
    EXPECT_EQ(forward, all) << words;
    EXPECT_EQ(backward, all) << words;
  }
  EXPECT_FALSE(find_text(english(), trace, 0, Direction::backward, {"a"}));
  EXPECT_FALSE(find_text(english(), trace, trace.size(), Direction::forward, {"a"}));
  EXPECT_FALSE(find_text(english(), Timeline(), 0, Direction::forward, {}));
}

TEST(FindText, StopsWhenItIsToldTo) {
  const Timeline trace = testing::long_trace({.greenlets = 6, .switches = 300, .prints = true});
  int asked = 0;
  const auto stop = [&](uint64_t done, uint64_t all) {
    EXPECT_LE(done, all);
    ++asked;
    return false;
  };
  EXPECT_FALSE(find_text(english(), trace, 0, Direction::forward, {"no", "event"}, stop));
  EXPECT_EQ(asked, 1);
  EXPECT_LT(steps_saying(english(), trace, 0, trace.size(), {}, stop).size(), trace.size());
}

// A hostile name is in every sentence about its greenlet: it is not copied for each of them.
TEST(FindText, ANameOfAnyLengthIsAsQuickAsALongOne) {
  const auto seconds = [](size_t length) {
    Timeline trace;
    trace.append({0, 1, 0, 0,
                  facts::GreenletCreated{1, std::string(length, 'n'), 0, facts::kStarted,
                                         facts::kEverything}});
    for (int i = 0; i < 400; ++i) trace.append({0, 1, 0, 0, facts::Printed{1, "line"}});
    const std::clock_t begin = std::clock();
    EXPECT_FALSE(find_text(english(), trace, 0, Direction::forward, {"nobody says this"}));
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  const double long_one = seconds(64 << 10);
  EXPECT_LT(seconds(30 << 20), 4 * long_one + 0.5);
}

}  // namespace
}  // namespace greenlens::words
