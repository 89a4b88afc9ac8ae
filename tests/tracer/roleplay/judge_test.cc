// Whoever performs a switch: the right moves always pass, in every switch of every scenario and of
// random programs, and every wrong one is refused for its own reason.
#include "tracer/roleplay/judge.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/questions/traces.h"
#include "tracer/facts/fields.h"
#include "tracer/roleplay/move_text.h"
#include "tracer/roleplay/verdict_text.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::roleplay {
namespace {

using facts::Address;
using facts::GreenletId;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr GreenletId kUnknown = 99999;

// Every switch of a recording that happened.
template <typename See>
void each_switch(const std::string& id, const store::Trace& trace, See&& see) {
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* delivered = std::get_if<facts::Delivered>(&event.fact);
    if (delivered == nullptr) continue;
    SCOPED_TRACE(id + ", switch that ends at step " + std::to_string(n));
    const auto stage = stage_at(trace, n);
    ASSERT_TRUE(static_cast<bool>(stage));
    EXPECT_EQ(stage->end, n);
    see(trace, *stage);
    if (::testing::Test::HasFailure()) return;
  }
}
template <typename See>
void each_switch_of_all(See&& see) {
  for (const auto& [id, trace] : testing::scenario_traces()) each_switch(id, trace, see);
  for (const auto& [id, trace] : testing::random_traces()) each_switch(id, trace, see);
  each_switch("noted", testing::noted_trace(4, 60).expected, see);
}

TEST(TheRightMoves, AreThoseOfTheProgramAndPassInEverySwitch) {
  size_t switches = 0;
  std::map<MoveKind, size_t> kinds;
  each_switch_of_all([&](const store::Trace& trace, const Stage& stage) {
    ++switches;
    EXPECT_EQ(recorded_moves(trace, stage), stage.right) << "engine and rule book agree";
    std::vector<Move> made;
    for (const Move& move : stage.right) {
      ++kinds[move.kind];
      EXPECT_EQ(next_move(stage, made), move);
      EXPECT_EQ(judge(stage, made, move), Verdict());
      EXPECT_EQ(parse_move(typed_move(stage, move), stage), move) << typed_move(stage, move);
      made.push_back(move);
    }
    EXPECT_TRUE(is_over(stage, made));
  });
  EXPECT_GT(switches, 300u);
  for (const MoveKind kind : kMoveKinds) EXPECT_GT(kinds[kind], 100u) << facts::enum_name(kind);
}

TEST(TheRightMoves, LeadToTheStateThatWasRecorded) {
  each_switch_of_all([&](const store::Trace& trace, const Stage& stage) {
    const state::State made = state_after(stage, stage.right), was = trace.state(stage.end);
    for (const auto& [id, greenlet] : stage.state.greenlets) {
      const state::GreenletState *is = find(made, id), *then = find(was, id);
      if (then == nullptr || then->thread != stage.thread || then->freed) continue;
      EXPECT_EQ(is->stack_start, then->stack_start) << id;
      EXPECT_EQ(is->stack_saved, then->stack_saved) << id;
      if (!then->finished) {
        EXPECT_EQ(is->stack_prev, then->stack_prev) << id;
      }
    }
  });
}

// --- wrong ones
class Refusals {
 public:
  Refusals(const Stage& stage, std::set<Reason>* seen) : stage_(stage), seen_(seen) {
    for (const auto& [id, greenlet] : stage.state.greenlets) others_.push_back(id);
    others_.push_back(kUnknown);
  }

  void at(size_t k) {
    const std::span<const Move> right = stage_.right;
    made_ = right.first(k);
    if (k == right.size()) {
      for (const Move& move : right) expect(move, Reason::is_over);
      return;
    }
    for (size_t j = 0; j < k; ++j) expect(right[j], again(right[j].kind));
    for (size_t j = k + 1; j < right.size(); ++j) expect(right[j], too_early(right[k], right[j]));
    other_greenlets(right[k]);
    other_places(right[k]);
    what_is_not_to_be_done(k);
  }

 private:
  void expect(const Move& move, Reason reason) {
    const Verdict verdict = judge(stage_, made_, move);
    EXPECT_EQ(std::string(facts::enum_name(verdict.reason)), facts::enum_name(reason))
        << typed_move(stage_, move) << " after " << made_.size() << " of " << stage_.right.size();
    seen_->insert(verdict.reason);
    const std::string text = verdict_text(testing::english(), stage_, verdict);
    EXPECT_THAT(text, Not(HasSubstr("«")));
    EXPECT_THAT(text, Not(ContainsRegex("[{}]")));
  }

  static Reason again(MoveKind kind) {
    switch (kind) {
      case MoveKind::set_stack_start:
        return Reason::start_is_set;
      case MoveKind::save:
        return Reason::saved_already;
      case MoveKind::move_sp:
        return Reason::sp_is_there;
      case MoveKind::restore:
        return Reason::restored_already;
      case MoveKind::relink:
        return Reason::relinked_already;
      case MoveKind::hand_over:
        return Reason::is_over;
    }
    return Reason::none;
  }
  // The order swapped, or the one between missing.
  static Reason too_early(const Move& missing, const Move& tried) {
    switch (missing.kind) {
      case MoveKind::set_stack_start:
        return Reason::start_first;
      case MoveKind::save:
        return tried.kind == MoveKind::save ? Reason::newest_first : Reason::unsaved;
      case MoveKind::move_sp:
        return Reason::sp_first;
      case MoveKind::restore:
        return Reason::restore_first;
      case MoveKind::relink:
        return Reason::relink_first;
      case MoveKind::hand_over:
        return Reason::none;
    }
    return Reason::none;
  }

  Reason saving_another(GreenletId who) const {
    const rules::Plan& plan = stage_.plan;
    if (who == plan.origin && plan.origin_is_dying) return Reason::saves_dying;
    if (who == plan.target) return Reason::saves_target;
    const state::GreenletState* greenlet = find(stage_.state, who);
    const bool has_slice = greenlet != nullptr && greenlet->thread == stage_.thread &&
                           !greenlet->finished && greenlet->stack_stop != facts::kNull;
    if (!has_slice) return Reason::has_no_slice;
    for (const Move& move : made_) {
      if (move.kind == MoveKind::save && move.greenlet == who) return Reason::saved_already;
    }
    for (const rules::Save& save : plan.saves) {
      if (save.owner == who) return Reason::newest_first;
    }
    return Reason::not_in_the_way;
  }
  void other_greenlets(const Move& right) {
    for (const GreenletId who : others_) {
      Move move = right;
      move.greenlet = who;
      if (who == right.greenlet || right.kind == MoveKind::move_sp) continue;
      switch (right.kind) {
        case MoveKind::set_stack_start:
          expect(move, Reason::not_the_origin);
          break;
        case MoveKind::save:
          expect(move, saving_another(who));
          break;
        case MoveKind::restore:
        case MoveKind::relink:
        case MoveKind::hand_over:
          expect(move, Reason::not_the_target);
          break;
        case MoveKind::move_sp:
          break;
      }
    }
  }

  void moved(const Move& right, Address by, Reason reason) {
    Move move = right;
    move.address += by;
    expect(move, reason);
  }
  void at_null(const Move& right, Reason reason) {
    Move move = right;
    move.address = facts::kNull;
    expect(move, reason);
  }
  void other_places(const Move& right) {
    switch (right.kind) {
      case MoveKind::set_stack_start:
        moved(right, 2, Reason::start_too_high);
        moved(right, 4096, Reason::start_too_high);
        moved(right, -2, Reason::start_too_low);
        at_null(right, Reason::start_no_place);
        break;
      case MoveKind::save: {
        const auto save = std::find_if(stage_.plan.saves.begin(), stage_.plan.saves.end(),
                                       [&](const auto& s) { return s.owner == right.greenlet; });
        const Address end = slice_end(*find(stage_.state, right.greenlet));
        moved(right, -2, Reason::too_few);
        moved(right, save->from - save->to, Reason::too_few);
        moved(right, 2, save->to + 2 > end ? Reason::beyond_slice : Reason::too_many);
        if (save->to < end) moved(right, end - save->to, Reason::too_many);
        moved(right, end - save->to + 2, Reason::beyond_slice);
        at_null(right, Reason::too_few);
        break;
      }
      case MoveKind::move_sp:
        moved(right, 2, Reason::sp_too_high);
        moved(right, -2, Reason::sp_too_low);
        at_null(right, Reason::sp_too_high);
        break;
      case MoveKind::relink:
        for (GreenletId other : others_) {
          Move move = right;
          move.other = other == right.other ? 0 : other;
          if (move.other != right.other) expect(move, Reason::wrong_prev);
        }
        break;
      case MoveKind::restore:
      case MoveKind::hand_over:
        break;
    }
  }

  void what_is_not_to_be_done(size_t k) {
    const rules::Plan& plan = stage_.plan;
    if (plan.origin_is_dying) {
      expect({MoveKind::set_stack_start, plan.origin, stage_.sp, 0}, Reason::dying_has_none);
    }
    if (plan.start) {
      expect({MoveKind::move_sp, 0, stage_.sp, 0}, Reason::nothing_moves);
      expect({MoveKind::restore, plan.target, facts::kNull, 0}, Reason::nothing_moves);
      expect({MoveKind::relink, plan.target, facts::kNull, plan.origin}, Reason::nothing_moves);
    } else if (!plan.restored && k > 0 && made_.back().kind == MoveKind::move_sp) {
      expect({MoveKind::restore, plan.target, facts::kNull, 0}, Reason::no_copy);
    }
  }

  const Stage& stage_;
  std::set<Reason>* const seen_;
  std::vector<GreenletId> others_;
  std::span<const Move> made_;
};

TEST(EveryWrongMove, IsRefusedForItsOwnReasonAtEveryPointOfEverySwitch) {
  std::set<Reason> seen;
  each_switch_of_all([&](const store::Trace&, const Stage& stage) {
    Refusals refusals(stage, &seen);
    for (size_t k = 0; k <= stage.right.size(); ++k) refusals.at(k);
  });
  for (size_t i = 1; i < enum_names(Reason{}).size(); ++i) {
    EXPECT_TRUE(seen.contains(static_cast<Reason>(i))) << enum_names(Reason{})[i] << " never met";
  }
}

// --- what is said
Stage sample_stage(GreenletId origin) {
  const store::Timeline trace = testing::sample_timeline();
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* asks = std::get_if<facts::SwitchRequested>(&event.fact);
    if (asks != nullptr && asks->origin == origin) return *stage_at(trace, n);
  }
  return {};
}
constexpr GreenletId kMain = 1, kGr1 = 2, kGr2 = 3;

std::string said(const Stage& stage, size_t made, const Move& move) {
  return verdict_text(testing::english(), stage,
                      judge(stage, std::span(stage.right).first(made), move));
}

TEST(TheVerdict, SaysWhatWouldBeOverwrittenByWhomAndWhenItWouldCrash) {
  const Stage stage = sample_stage(kGr2);
  EXPECT_EQ(
      task_text(testing::english(), stage),
      "You are the switch from gr2 to gr1. gr2’s registers lie on the stack at -0x470; gr1 was "
      "left some time ago and goes on where it stood. Nothing that anybody still needs may be "
      "lost.");
  EXPECT_EQ(said(stage, 1, {MoveKind::save, kGr2, -0x300, 0}),
            "The 64 bytes of gr2 from -0x300 up to -0x2c0 are in the way as well: gr1 would "
            "overwrite them. The program would crash when gr2 is resumed.");
  EXPECT_EQ(said(stage, 1, {MoveKind::move_sp, 0, -0x340, 0}),
            "432 bytes of gr2, from -0x470 up to -0x2c0, are in gr1’s way and not in the heap yet: "
            "gr1 would overwrite them. The program would crash when gr2 is resumed.");
  EXPECT_EQ(said(stage, 3, {MoveKind::hand_over, kGr1, facts::kNull, 0}),
            "128 bytes of gr1, from -0x340 up to -0x2c0, are still in the heap. What lies in their "
            "place is somebody else’s. The program would crash as soon as gr1 runs.");
  EXPECT_EQ(said(stage, 1, {MoveKind::save, kMain, -0x1a0, 0}),
            "main lies above gr1’s stack_stop: none of its bytes is in the way, or what was is in "
            "the heap already.");
  EXPECT_EQ(
      said(stage, 5, {MoveKind::hand_over, kMain, facts::kNull, 0}),
      "It is gr1 that runs next. main was left somewhere else, and its registers do not lie at "
      "the stack pointer. The program would crash as soon as gr1 runs.");
}

TEST(TheVerdict, OfAFirstStartSaysThatNothingMoves) {
  const Stage stage = sample_stage(kMain);
  ASSERT_EQ(stage.right.size(), 3u) << "stack_start, one part, run";
  EXPECT_THAT(said(stage, 2, {MoveKind::move_sp, 0, -0x1a0, 0}),
              HasSubstr("gr1 runs for the first time"));
  EXPECT_THAT(said(stage, 1, {MoveKind::save, kMain, 0, 0}),
              HasSubstr("416 bytes would be copied"));
}

TEST(AHint, ThenTheMoveItself) {
  const Stage stage = sample_stage(kGr1);
  const auto hint = [&](size_t made, HintDepth depth) {
    return hint_text(testing::english(), stage, std::span(stage.right).first(made), depth);
  };
  EXPECT_EQ(
      hint(0, HintDepth::general),
      "gr1 becomes a slice: where does it begin? Everything of it that is still needed has to "
      "lie above.");
  EXPECT_EQ(hint(0, HintDepth::exact), "Type: start gr1 -0x340");
  EXPECT_EQ(hint(1, HintDepth::exact), "Type: save gr1 -0x2c0");
  EXPECT_EQ(hint(3, HintDepth::general), "The switch is over.");
}

// A damaged recording says anything: there is a switch to perform, or there is none.
TEST(AStage, OfAnyFactsIsOneOrNone) {
  size_t stages = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    testing::RandomFacts random(seed);
    store::Timeline trace;
    for (facts::Event& event : testing::sample_events()) {
      trace.append(std::move(event));
      if (random.below(12) != 0) continue;
      facts::Event other = random.event(random.below(testing::RandomFacts::kTypes));
      other.thread = 1;
      trace.append(std::move(other));
    }
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      const auto stage = stage_at(trace, step);
      if (!stage) continue;
      ++stages;
      for (size_t k = 0; k <= stage->right.size(); ++k) {
        const std::span<const Move> made = std::span(stage->right).first(k);
        state_after(*stage, made);
        for (const Move& move : stage->right) {
          const Verdict verdict = judge(*stage, made, move);
          EXPECT_NE(verdict_text(testing::english(), *stage, verdict), "");
        }
      }
    }
  }
  EXPECT_GT(stages, 100u);
}

TEST(AStage, IsTheSwitchThatAStepBelongsToOrTheNext) {
  const store::Timeline trace = testing::sample_timeline();
  std::set<uint64_t> stages;
  for (uint64_t n = 0; n <= trace.size(); ++n) {
    const auto stage = stage_at(trace, n);
    if (!stage) {
      EXPECT_EQ(stage.fault().kind, facts::FaultKind::no_switch_there);
      EXPECT_GT(n, *stages.rbegin()) << "only behind the last one there is none";
      continue;
    }
    stages.insert(stage->end);
    EXPECT_GE(stage->end, n);
  }
  EXPECT_EQ(stages.size(), 4u);
  EXPECT_FALSE(stage_at(trace, 100000));
  EXPECT_FALSE(stage_at(testing::lossy_timeline(), testing::kLostAt + 3));
}

}  // namespace
}  // namespace greenlens::roleplay
