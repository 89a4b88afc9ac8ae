// The facts of a switch from one lean record.
#include "tracer/rules/derive.h"

#include <gmock/gmock.h>

#include "tests/tracer/rules/hand_made.h"
#include "tests/tracer/rules/lean.h"

namespace greenlens::rules {
namespace {

using namespace facts;
using namespace testing::hand_made;
using state::State;

// In the facts' own words, for messages.
std::vector<std::string> texts(const Facts& facts) {
  std::vector<std::string> all;
  for (const Fact& fact : facts) all.push_back(text(fact));
  return all;
}

TEST(Derive, GivesTheArticlesSwitchesBackFromWhatDoesNotFollow) {
  State state = after({created()});
  for (const Facts& part : {main_starts_gr1(), gr1_works(), gr1_starts_gr2(), gr2_works(),
                            gr2_goes_back_to_gr1(), gr1_ends()}) {
    // A part may begin with what the program does.
    size_t first = 0;
    while (first < part.size() && !std::holds_alternative<SwitchRequested>(part[first]) &&
           !std::holds_alternative<GreenletFinished>(part[first])) {
      tell(&state, {part[first++]});
    }
    const Facts told(part.begin() + static_cast<std::ptrdiff_t>(first), part.end());
    if (!told.empty()) {
      EXPECT_EQ(differs_from_derived(state, told), "");
    }
    tell(&state, told);
  }
}

TEST(Derive, NeedsNothingButTheProgramsAndTheCompilersChoices) {
  LeanSwitch lean;
  lean.origin = kGr2, lean.requested = kGr1, lean.what = "()", lean.sp = -0x470;
  lean.recursion_depth = 2;
  EXPECT_EQ(texts(derive(gr2_runs(), lean).facts), texts(gr2_goes_back_to_gr1()));
}

TEST(Derive, TellsOfARefusalAsFarAsItCame) {
  LeanSwitch lean;
  lean.origin = kMain, lean.requested = kGr3, lean.what = "()", lean.message = "no";
  lean.refused = Refused::at_once;
  const SwitchRequested asked{kMain, kGr3, Payload::value, "()"};
  EXPECT_EQ(texts(derive(before_gr1_starts(), lean).facts),
            texts({asked, SwitchFailed{kMain, "no"}}))
      << "another thread's greenlet need not be known";

  State state = gr1_is_dead();
  lean.requested = kGr1, lean.refused = Refused::nothing_to_run;
  EXPECT_EQ(texts(derive(state, lean).facts),
            texts({SwitchRequested{kMain, kGr1, Payload::value, "()"},
                   TargetPassedOver{kGr1, kMain}, SwitchFailed{kMain, "no"}}));

  lean.requested = kGr1, lean.refused = Refused::not_saved;
  lean.sp = -0x240, lean.mark = -0x1a0;
  EXPECT_EQ(texts(derive(before_gr1_starts(), lean).facts),
            texts({SwitchRequested{kMain, kGr1, Payload::value, "()"},
                   TargetFound{kMain, kGr1, true}, StartPrepared{kGr1, -0x1a0, kMain, 1},
                   RegistersSaved{kMain, kGr1, -0x240, {}, {}}, SwitchFailed{kMain, "no"}}));
}

TEST(Derive, SaysWhatArrivedWhenATraceFunctionReplacedIt) {
  LeanSwitch lean;
  lean.origin = kGr2, lean.requested = kGr1, lean.what = "()", lean.sp = -0x470;
  lean.replaced = Carried{Payload::error, "ValueError"};
  const Facts facts = derive(gr2_runs(), lean).facts;
  EXPECT_EQ(text(facts.front()), text(SwitchRequested{kGr2, kGr1, Payload::value, "()"}));
  EXPECT_EQ(text(facts.back()), text(Delivered{kGr2, kGr1, Payload::error, "ValueError"}));
}

TEST(Derive, RefusesARecordOfAnotherState) {
  LeanSwitch lean;
  lean.origin = kGr1, lean.requested = kMain, lean.sp = -0x470;
  EXPECT_EQ(derive(gr2_runs(), lean).refusal, Refusal::no_origin) << "gr2 runs";
  lean.origin = kGr2, lean.requested = 99;
  EXPECT_EQ(derive(gr2_runs(), lean).refusal, Refusal::unknown_greenlet);
  EXPECT_TRUE(derive(gr2_runs(), lean).facts.empty());
}

}  // namespace
}  // namespace greenlens::rules
