// Attempts are kept as JSON and can be replayed; moves are typed.
#include "tracer/roleplay/attempt.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/sample_trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/roleplay/move_text.h"

namespace greenlens::roleplay {
namespace {

// gr2 goes back to gr1.
Stage the_stage(uint64_t* step) {
  const store::Timeline trace = testing::sample_timeline();
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* asks = std::get_if<facts::SwitchRequested>(&event.fact);
    if (asks != nullptr && asks->origin == 3) return *stage_at(trace, *step = n);
  }
  return {};
}

TEST(AnAttempt, IsReplayedAsItWasTried) {
  uint64_t step = 0;
  const Stage stage = the_stage(&step);
  Attempt attempt{step, {}, 2};
  attempt.moves.push_back({MoveKind::hand_over, 2, facts::kNull, 0});
  for (const Move& move : stage.right) attempt.moves.push_back(move);
  attempt.moves.insert(attempt.moves.begin() + 3, {MoveKind::save, 1, -0x1a0, 0});

  const auto read = parse_attempt(facts::json_text(attempt_json(attempt)));
  ASSERT_TRUE(static_cast<bool>(read));
  EXPECT_EQ(*read, attempt);
  const Played played = replay(stage, *read);
  EXPECT_TRUE(played.is_over);
  EXPECT_EQ(played.refused(), 2u);
  EXPECT_EQ(played.made, stage.right);
  EXPECT_EQ(played.tried[0].verdict.reason, Reason::start_first);
  EXPECT_EQ(played.tried[3].verdict.reason, Reason::not_in_the_way);
}

TEST(AnAttempt, ThatBreaksOffIsNotOver) {
  uint64_t step = 0;
  const Stage stage = the_stage(&step);
  Attempt attempt{step, stage.right, 0};
  attempt.moves.pop_back();
  EXPECT_FALSE(replay(stage, attempt).is_over);
  EXPECT_EQ(replay(stage, {step, {}, 0}).refused(), 0u);
}

TEST(AnAttempt, IsReadFromNothingElse) {
  const std::string good =
      R"({"greenlens": "attempt", "version": 1, "step": 3, "hints": 0, "moves": [)"
      R"({"move": "save", "greenlet": 2, "address": -8, "other": 0}]})";
  ASSERT_TRUE(static_cast<bool>(parse_attempt(good)));
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"attempt", "notes"},
           {"\"version\": 1", "\"version\": 2"},
           {"\"step\": 3", "\"step\": -3"},
           {"\"step\": 3, ", ""},
           {"\"hints\": 0", "\"hints\": \"x\""},
           {"save", "steal"},
           {"\"greenlet\": 2", "\"greenlet\": 99999999999"},
           {"-8", "1e99"},
           {"-8", "-9223372036854775807"},
           {"[{", "[[{"},
           {"}]}", "}]"}}) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    const auto read = parse_attempt(bad);
    ASSERT_FALSE(static_cast<bool>(read)) << bad;
    EXPECT_EQ(read.fault().kind, facts::FaultKind::not_an_attempt);
  }
  EXPECT_FALSE(static_cast<bool>(parse_attempt("")));
  EXPECT_FALSE(static_cast<bool>(parse_attempt(std::string(kMostAttemptBytes + 1, ' '))));
}

TEST(AMove, IsTypedInAFewWays) {
  uint64_t step = 0;
  const Stage stage = the_stage(&step);
  const auto parsed = [&](const char* typed) { return parse_move(typed, stage); };
  EXPECT_EQ(parsed("  START gr2 -0x470 "), (Move{MoveKind::set_stack_start, 3, -0x470, 0}));
  EXPECT_EQ(parsed("start #3 -1136"), (Move{MoveKind::set_stack_start, 3, -0x470, 0}));
  EXPECT_EQ(parsed("start gr2 NULL"), (Move{MoveKind::set_stack_start, 3, facts::kNull, 0}));
  EXPECT_EQ(parsed("save gr2 -0x2c0"), (Move{MoveKind::save, 3, -0x2c0, 0}));
  EXPECT_EQ(parsed("save gr2 432 bytes"), (Move{MoveKind::save, 3, -0x2c0, 0}));
  EXPECT_EQ(parsed("save gr1 1 byte"), (Move{MoveKind::save, 2, -0x2bf, 0}))
      << "behind what is in the heap already";
  EXPECT_EQ(parsed("sp -0x340"), (Move{MoveKind::move_sp, 0, -0x340, 0}));
  EXPECT_EQ(parsed("restore gr1"), (Move{MoveKind::restore, 2, facts::kNull, 0}));
  EXPECT_EQ(parsed("prev gr1 main"), (Move{MoveKind::relink, 2, facts::kNull, 1}));
  EXPECT_EQ(parsed("prev gr1 nobody"), (Move{MoveKind::relink, 2, facts::kNull, 0}));
  EXPECT_EQ(parsed("run gr1"), (Move{MoveKind::hand_over, 2, facts::kNull, 0}));
  for (const char* no_move :
       {"", "start", "start gr2", "start -0x470", "start gr9 -0x470", "save gr2 many bytes",
        "save gr2 1e3 bytes", "sp", "sp here", "sp 99999999999999999999", "restore", "prev gr1",
        "prev gr1 gr9", "run", "jump gr1", "run gr1 now"}) {
    EXPECT_FALSE(parsed(no_move)) << no_move;
  }
}

TEST(AMove, OfAnyBytesIsReadOrNone) {
  uint64_t step = 0;
  const Stage stage = the_stage(&step);
  std::mt19937 random(1);
  const std::vector<std::string> words = {"start", "save", "sp",    "prev", "run",   "gr1", "gr2",
                                          "main",  "#3",   "-0x40", "NULL", "bytes", "9",   "\xff"};
  for (int i = 0; i < 20000; ++i) {
    std::string typed;
    for (unsigned n = random() % 5; n > 0; --n) typed += words[random() % words.size()] + ' ';
    if (random() % 4 == 0) typed += static_cast<char>(random());
    const auto move = parse_move(typed, stage);
    if (!move) continue;
    const Verdict verdict = judge(stage, {}, *move);
    EXPECT_EQ(verdict.is_right(), *move == stage.right[0]) << typed;
  }
}

}  // namespace
}  // namespace greenlens::roleplay
