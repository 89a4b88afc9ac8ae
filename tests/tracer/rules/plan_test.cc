// What a switch will do, foretold from hand-made states: the articles' test1/test2 and the corners.
#include "tracer/rules/plan.h"

#include <gmock/gmock.h>

#include "tests/tracer/rules/hand_made.h"
#include "tracer/rules/progress.h"

namespace greenlens::rules {

void PrintTo(const Save& s, std::ostream* out) {
  *out << '#' << s.owner << " [" << s.from << ',' << s.to << ") of " << s.stack_saved;
}
void PrintTo(const PassedOver& p, std::ostream* out) { *out << p.dead << " for " << p.next; }

namespace {

using namespace facts;
using namespace testing::hand_made;
using state::State;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Plan, StartingGr1SavesTheLowestPartOfMain) {
  const Plan p = plan(before_gr1_starts(), {kGr1, -0x240, -0x1a0});
  EXPECT_EQ(p.refusal, Refusal::none);
  EXPECT_EQ(p.origin, kMain);
  EXPECT_EQ(p.target, kGr1);
  EXPECT_EQ(p.start, (Start{-0x1a0, kMain, 1}));
  EXPECT_EQ(p.origin_stack_start, -0x240);
  EXPECT_THAT(p.saves, ElementsAre(Save{kMain, Extent::partial, -0x240, -0x1a0, 160}));
  EXPECT_EQ(p.sp_moves, std::nullopt) << "it runs on where sp is";
  EXPECT_EQ(p.restored, std::nullopt);
  EXPECT_EQ(p.target_stack_prev, kMain);
  EXPECT_EQ(p.host_state, (HostState{1, 0, 1}));
}

TEST(Plan, GoingBackToGr1SavesGr2WholeAndRestoresGr1) {
  const Plan p = plan(gr2_runs(), {kGr1, -0x470});
  EXPECT_THAT(p.saves, ElementsAre(Save{kGr2, Extent::whole, -0x470, -0x2c0, 432}));
  EXPECT_EQ(p.sp_moves, (Range{-0x470, -0x340}));
  EXPECT_EQ(p.restored, (Range{-0x340, -0x2c0}));
  EXPECT_EQ(p.target_stack_prev, kMain);
  EXPECT_EQ(p.origin_stack_prev, kGr1) << "whoever is left keeps what it pointed to";
  EXPECT_EQ(p.host_state, (HostState{3, 2, std::nullopt}));
}

TEST(Plan, GoingToMainSavesTheNewestFirstAndEachOnlyOnce) {
  const Plan p = plan(gr2_runs(), {kMain, -0x470});
  EXPECT_THAT(p.saves, ElementsAre(Save{kGr2, Extent::whole, -0x470, -0x2c0, 432},
                                   Save{kGr1, Extent::whole, -0x2c0, -0x1a0, 416}))
      << "gr1's lower part is in the heap already";
  EXPECT_EQ(p.restored, (Range{-0x240, -0x1a0}));
  EXPECT_EQ(p.target_stack_prev, 0u);
}

TEST(Plan, AStartBesideAPartlySavedSliceSavesWhatIsStillInTheWay) {
  // gr1 starts gr3 from a place above the one from which it started gr2.
  State state = gr1_runs_again();
  tell(&state, {GreenletCreated{kGr3, "gr3", kMain}});
  const Plan p = plan(state, {kGr3, -0x330, -0x2a0});
  EXPECT_THAT(p.saves, ElementsAre(Save{kGr1, Extent::partial, -0x330, -0x2a0, 144}));
}

TEST(Plan, ADyingGreenletIsNotSavedAndItsNeighbourIsFoundThroughIt) {
  const Plan p = plan(gr1_runs_again(), {kMain, -0x260, kNull, true});
  EXPECT_TRUE(p.origin_is_dying);
  EXPECT_EQ(p.origin_stack_start, kNull);
  EXPECT_THAT(p.saves, IsEmpty());
  EXPECT_EQ(p.restored, (Range{-0x240, -0x1a0}));
  EXPECT_EQ(p.origin_stack_prev, 0u) << "it has left the chain";
  EXPECT_EQ(p.host_state.target_top_frame, 1u);
}

TEST(Plan, ANewGreenletTakesTheWholePlaceOfADyingStarter) {
  const Plan p = plan(before_gr1_ends_for_unstarted(kGr3), {kGr3, -0x260, -0x250, true});
  EXPECT_EQ(p.start->stack_stop, -0x1a0) << "gr1's, not the mark";
  EXPECT_EQ(p.start->stack_prev, kMain);
  EXPECT_THAT(p.saves, IsEmpty()) << "main was saved as far when gr1 started";
}

TEST(Plan, TheDeadArePassedOverUpToWhoeverLives) {
  State state = gr1_is_dead();
  tell(&state, {GreenletCreated{kGr3, "gr3", kGr1}});
  const Plan p = plan(state, {kGr1, -0x240});
  EXPECT_THAT(p.passed_over, ElementsAre(PassedOver{kGr1, kMain}));
  EXPECT_EQ(p.target, kMain) << "main switches to itself";
  EXPECT_THAT(p.saves, IsEmpty());
  EXPECT_EQ(p.sp_moves, (Range{-0x240, -0x240}));
  EXPECT_EQ(p.host_state, (HostState{0, 1, 1})) << "whoever runs has no frame put away";

  GreenletId heir = 0;
  EXPECT_EQ(find_target(state, kGr3, &heir), Refusal::none);
  EXPECT_EQ(heir, kGr3);
}

TEST(Plan, SaysWhyThereIsNone) {
  EXPECT_EQ(plan(State(), {kGr1, -64}).refusal, Refusal::no_origin);
  EXPECT_EQ(plan(gr2_runs(), {99, -0x470}).refusal, Refusal::unknown_greenlet);
  EXPECT_EQ(plan(gr2_runs(), {kGr1}).refusal, Refusal::no_place);
  EXPECT_EQ(plan(before_gr1_starts(), {kGr1, -0x240}).refusal, Refusal::no_place) << "no mark";
  EXPECT_EQ(plan(gr2_runs(), {kGr1, -0x200}).refusal, Refusal::left_its_stack);

  State circle = gr2_runs();
  circle.greenlets[kGr1].stack_prev = kGr1;
  EXPECT_EQ(plan(circle, {kMain, -0x470}).refusal, Refusal::unknown_neighbour);
  State lost = gr2_runs();
  lost.greenlets[kGr2].stack_prev = 77;
  EXPECT_EQ(plan(lost, {kMain, -0x470}).refusal, Refusal::unknown_neighbour);

  State family = gr1_is_dead();
  family.greenlets[kGr1].parent = kGr1;
  EXPECT_EQ(plan(family, {kGr1, -0x240}).refusal, Refusal::nobody_alive);
}

TEST(Plan, ADamagedCopyOverflowsNothing) {
  State state = gr2_runs();
  for (const uint64_t saved : {uint64_t{1} << 63, ~uint64_t{0}}) {
    for (const Address start : {INT64_MAX, INT64_MIN + 1, Address{0}}) {
      state.greenlets[kGr1].stack_saved = saved;
      state.greenlets[kGr1].stack_start = start;
      EXPECT_EQ(plan(state, {kGr1, -0x470}).refusal, Refusal::none);
      EXPECT_EQ(plan(state, {kMain, -0x470}).refusal, Refusal::none);
    }
  }
}

}  // namespace
}  // namespace greenlens::rules
