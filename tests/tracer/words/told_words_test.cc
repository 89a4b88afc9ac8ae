// What sentences, tables and lists say of crashes, last handles, long values and C frames.
#include <gmock/gmock.h>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/state/state.h"
#include "tracer/words/c_frames.h"
#include "tracer/words/columns.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens::words {
namespace {

using namespace facts;
using state::State;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using greenlens::testing::english;

State with(std::initializer_list<Fact> facts) {
  State state;
  for (const Fact& fact : facts) apply(&state, {0, 1, 0, 0, fact});
  return state;
}

State main_and_worker() {
  return with({GreenletCreated{1, "main", 0, kStarted, kEverything},
               GreenletCreated{2, "worker", 1, kNull, kNull}});
}

Narration told(const State& before, const Fact& fact) {
  const Event event{0, 1, 0, 0, fact};
  State after = before;
  apply(&after, event);
  return narrate(english(), {after.step, before, std::make_shared<const Event>(event), after});
}

constexpr char kKilling[] =
    "GreenletExit('Killing the greenlet because all references have vanished.')";

TEST(Narration, ALastHandleThatWentIsSaidInsteadOfItsThrow) {
  const Narration killed =
      told(main_and_worker(), SwitchRequested{1, 2, Payload::error, kKilling, true});
  EXPECT_EQ(killed.headline, "worker’s last handle is gone: it is thrown GreenletExit.");
  EXPECT_THAT(killed.detail, AllOf(HasSubstr(kKilling), HasSubstr("main, in which the handle")));
  const Narration thrown =
      told(main_and_worker(), SwitchRequested{1, 2, Payload::error, kKilling, false});
  EXPECT_THAT(thrown.headline, HasSubstr("main throws GreenletExit("));
}

TEST(Narration, WhatAHeadlineShortensStandsWholeBesideIt) {
  const std::string value = "'" + std::string(300, 'x') + " the end'";
  const Fact long_ones[] = {
      SwitchRequested{1, 2, Payload::error, value, false},
      GreenletFinished{1, Finish::returned, value},
      Printed{1, value},
      SwitchFailed{1, value},
      Delivered{1, 2, Payload::value, value},
      ErrorIgnored{1, value},
      ProgramFinished{End::raised, value},
      FramePushed{1, 1, 0, {"f.cc", value, 3}},
      LineReached{1, {"f.cc", value, 3}, -64},
      GreenletCreated{3, value, 1, kNull, kNull},
  };
  for (const Fact& fact : long_ones) {
    const Narration narration = told(main_and_worker(), fact);
    EXPECT_LE(characters_in(narration.headline), 120u) << narration.headline;
    EXPECT_THAT(narration.headline, HasSubstr("…"));
    EXPECT_THAT(narration.whole, AllOf(HasSubstr(value), Not(HasSubstr("…"))));
    EXPECT_THAT(narration.detail, Not(HasSubstr("…"))) << fact_name(fact);
  }
}

TEST(Transcript, NothingIsCutInAStepsText) {
  const std::string name = "a greenlet with a name of many words, which is longer than a column";
  store::Timeline timeline;
  for (const Fact& fact :
       std::initializer_list<Fact>{GreenletCreated{1, "main", 0, kStarted, kEverything},
                                   GreenletCreated{2, name, 1, kNull, kNull},
                                   FramePushed{1, 1, 0, {"f.cc", "program, lambda at line 12", 13}},
                                   SwitchRequested{1, 2, Payload::error, kKilling, false}}) {
    timeline.append({0, 1, 0, 0, fact});
  }
  const std::string text = state_text(english(), timeline, timeline.size(), 4, 4);
  EXPECT_THAT(text, AllOf(HasSubstr("vanished.')"), HasSubstr("\n  " + name + "\n"),
                          HasSubstr("program, lambda at line 12:13\n")));
}

CFrame frame(const char* function, uint32_t line, Address low, Address high) {
  CFrame frame;
  frame.function = function;
  frame.line = line;
  frame.low = low;
  frame.high = high;
  return frame;
}

TEST(CFrames, InlinedCallsAreNamedFromTheInnermostOutwards) {
  CFrame outer = frame("f", 12, -160, -64);
  EXPECT_EQ(calls_in_frame(english(), outer), "f, line 12");
  outer.inlined = {{"a.cc", "h", 3}, {"a.cc", "g", 7}};
  EXPECT_EQ(calls_in_frame(english(), outer),
            "h, line 3, inlined into g, line 7, inlined into f, line 12");
  EXPECT_EQ(calls_in_frame(english(), frame("", 0, -64, -32)), "(no symbol)");
}

TEST(CFrames, ARecursionIsOneLineWithItsNumber) {
  std::vector<CFrame> frames;
  for (int i = 0; i < 28; ++i) {
    const Address low = -10000 + 224 * i;
    frames.push_back(frame("descend", 31, low, low + 224));
  }
  frames.push_back(frame("main", 40, -10000 + 28 * 224, 0));
  EXPECT_EQ(list_of_frames(english(), frames),
            "     -0x2710       224  28 × descend, line 31\n"
            "      -0xe90      3728  main, line 40\n");
}

TEST(CFrames, AreListedAtTheStepThatBroughtThem) {
  const store::Timeline timeline = testing::sample_timeline();
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::Moment moment = timeline.at(n);
    const auto* saved = facts::as<RegistersSaved>(moment.event);
    const bool brought = saved != nullptr && !saved->frames.empty();
    EXPECT_EQ(state_text(english(), timeline, n, n, n).find("C frames of ") != std::string::npos,
              brought)
        << n;
  }
}

TEST(CFrames, ATooltipInTheStackPictureSaysWhatWasInlined) {
  State state = with({GreenletCreated{1, "main", 0, kStarted, kEverything},
                      GreenletCreated{2, "gr1", 1, kNull, kNull}});
  RegistersSaved saved{1, 2, -4096, {}, {frame("f", 12, -4096, 0)}};
  saved.frames[0].inlined = {{"a.cc", "g", 7}};
  const Event event{0, 1, 0, 0, saved};
  apply(&state, {0, 1, 0, 0, SwitchRequested{1, 2, Payload::value, "()"}});
  apply(&state, event);
  State after = state;
  apply(&after, {0, 1, 0, 0, StackStartSet{1, -4096}});
  scene::SceneOptions options;
  options.selected = 1;
  const scene::Scene scene = stack_scene(
      english(), {after.step, state, std::make_shared<const Event>(event), after}, options);
  int found = 0;
  for (const scene::Item& item : scene.items) {
    if (item.tooltip.find("g, line 7, inlined into f, line 12: 4096 bytes") == 0) ++found;
  }
  EXPECT_GT(found, 0);
}

TEST(Parents, ARefusedOneIsAStepThatSaysWhy) {
  const State before = with({GreenletCreated{1, "main", 0, kStarted, kEverything},
                             GreenletCreated{2, "gr1", 1, kNull, kNull},
                             GreenletCreated{3, "gr2", 2, kNull, kNull}});
  EXPECT_EQ(told(before, ParentRefused{2, 3, "cyclic parent chain"}).headline,
            "gr1 asks for gr2 as its parent: refused, cyclic parent chain.");
}

}  // namespace
}  // namespace greenlens::words
