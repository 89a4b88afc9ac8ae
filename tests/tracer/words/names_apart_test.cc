// Two greenlets of one name in a list of all.
#include "tracer/words/names_apart.h"

#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tracer/words/statistics.h"

namespace greenlens::words {
namespace {

using greenlens::testing::english;

state::State three_threads() {
  state::State state;
  const auto put = [&](facts::GreenletId id, const char* name, facts::ThreadId thread) {
    state::GreenletState g;
    g.id = id, g.name = name, g.thread = thread;
    state.greenlets[id] = g;
  };
  put(1, "main", 1), put(2, "gr1", 1), put(3, "main", 2), put(4, "worker", 2), put(5, "worker", 2);
  put(6, "worker", 3), put(7, "", 3);
  return state;
}

TEST(NamesApart, SayTheThreadWhereTwoThreadsHaveTheNameAndTheNumberWhereOneHasItTwice) {
  const state::State state = three_threads();
  const NamesApart names(english(), state);
  EXPECT_EQ(names.of(state, 1), "main · thread 1");
  EXPECT_EQ(names.of(state, 2), "gr1");
  EXPECT_EQ(names.of(state, 3), "main · thread 2");
  EXPECT_EQ(names.of(state, 4), "worker · thread 2 · #4");
  EXPECT_EQ(names.of(state, 5), "worker · thread 2 · #5");
  EXPECT_EQ(names.of(state, 6), "worker · thread 3");
  EXPECT_EQ(names.of(state, 7), "#7");
  EXPECT_EQ(names.of(state, 8), "#8");
}

TEST(NamesApart, AreBriefWhereThereIsLittleRoom) {
  const state::State state = three_threads();
  const NamesApart names(english(), state);
  EXPECT_EQ(names.of(state, 1, NamesApart::Length::brief), "main ·1");
  EXPECT_EQ(names.of(state, 2, NamesApart::Length::brief), "gr1");
  EXPECT_EQ(names.of(state, 5, NamesApart::Length::brief), "worker ·2 #5");
}

TEST(NamesApart, OfStatisticsCountThoseThatAreTakenTogetherAsNobody) {
  std::vector<store::GreenletNumbers> all(3);
  all[0].id = 1, all[0].name = "main", all[0].thread = 1;
  all[1].id = 2, all[1].name = "main", all[1].thread = 2;
  const std::vector<store::GreenletNumbers> apart = told_apart(english(), all);
  EXPECT_EQ(name_text(english(), apart[0]), "main · thread 1");
  EXPECT_EQ(name_text(english(), apart[1]), "main · thread 2");
  EXPECT_EQ(name_text(english(), apart[2]), name_text(english(), all[2]));
}

}  // namespace
}  // namespace greenlens::words
