// Recordings in less detail: the same steps as in full, less what was not recorded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/print.h"
#include "tests/support/english.h"
#include "tests/tracer/record/recorded.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"
#include "tracer/record/recorder.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens::record {
namespace {

using engine::Arguments;
using engine::Greenlet;
using engine::Value;
using facts::Detail;

// Workers that switch among themselves and end, in an order that is the same each time.
void busy() {
  auto* random = new std::mt19937(4);
  auto* workers = new std::vector<Greenlet>;
  for (int i = 0; i < 5; ++i) {
    workers->push_back(Greenlet("worker " + std::to_string(i), [=](const Arguments&) -> Value {
      engine::Frame frame;
      for (int round = 0; round < 30; ++round) {
        Greenlet next = (*workers)[(*random)() % workers->size()];
        if (round == 20) engine::print("half of it");
        if (next.active() && next != engine::current()) {
          next.switch_to(round);
        } else {
          engine::main_greenlet().switch_to();
        }
      }
      return 1;
    }));
  }
  for (int i = 0; i < 200; ++i) {
    Greenlet& next = (*workers)[(*random)() % workers->size()];
    if (!next.dead()) next.switch_to(i);
  }
  delete workers;
  delete random;
}

store::Timeline recorded_in(Detail detail, uint64_t full_switches = 0, void (*what)() = busy) {
  RecorderOptions options;
  options.program.source_file = __FILE__;
  options.detail = detail;
  options.full_switches = full_switches;
  return recorded(std::move(options), what);
}

// What happened, without where: each step's fact, thread and subject.
std::vector<std::string> steps(const store::Timeline& timeline) {
  std::vector<std::string> all;
  facts::GreenletId main = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (std::holds_alternative<facts::DetailChanged>(event.fact)) continue;
    const facts::GreenletId about = subject(event.fact);
    if (main == 0) main = about;
    std::string step = facts::fact_name(event.fact);
    if (about != 0) step += " " + state::name_of(timeline.state(n), about);
    // (A note does not say in which lambda.)
    if (auto* line = std::get_if<facts::LineReached>(&event.fact)) {
      step += " " + line->at.file + ":" + std::to_string(line->at.line);
    }
    all.push_back(step);
  }
  return all;
}

// A switch that is only noted needs less of the stack than one that is told, so that other slices
// are in its way: what is copied is not the same, and who runs when is, and at which line.
std::vector<std::string> who_ran(std::vector<std::string> all) {
  std::erase_if(all, [](const std::string& step) { return step.rfind("slice_", 0) == 0; });
  return all;
}

// Where they begin to differ, if they do.
void expect_same(const std::vector<std::string>& told, const std::vector<std::string>& expected) {
  const auto [a, b] = std::mismatch(told.begin(), told.end(), expected.begin(), expected.end());
  const auto around = [](const std::vector<std::string>& all, auto at) {
    std::string text;
    const auto from = at - std::min<std::ptrdiff_t>(12, at - all.begin());
    const auto to = at + std::min<std::ptrdiff_t>(4, all.end() - at);
    for (auto one = from; one != to; ++one) text += *one + "\n";
    return text;
  };
  EXPECT_TRUE(a == told.end() && b == expected.end()) << "told:\n"
                                                      << around(told, a) << "expected:\n"
                                                      << around(expected, b);
}

TEST(Lean, APhaseIsAPhaseInWhateverDetail) {
  const auto full = recorded_in(Detail::full);
  const auto phases = recorded_in(Detail::phases);
  const auto switches = recorded_in(Detail::switches);
  expect_same(steps(phases), steps(full));
  expect_same(who_ran(steps(switches)), who_ran(steps(full)));
  EXPECT_GT(switches.state(switches.size()).switches, 150u);
  for (const store::Timeline* timeline : {&full, &phases, &switches}) {
    EXPECT_THAT(timeline->contradicted(), ::testing::IsEmpty());
  }
}

TEST(Lean, LessIsRecordedAndSaid) {
  const auto bytes_in = [](const store::Timeline& timeline) {
    uint64_t bytes = 0;
    for (const auto& saved : all<facts::SliceSaved>(timeline)) bytes += saved.bytes.size();
    for (const auto& saved : all<facts::RegistersSaved>(timeline)) {
      bytes += saved.frames.size() + saved.registers.size();
    }
    return bytes;
  };
  EXPECT_GT(bytes_in(recorded_in(Detail::full)), 1000u);
  for (const Detail detail : {Detail::phases, Detail::switches}) {
    const auto timeline = recorded_in(detail);
    EXPECT_EQ(bytes_in(timeline), 0u);
    const auto told = all<facts::DetailChanged>(timeline);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].detail, detail);
    EXPECT_EQ(timeline.state(timeline.size()).threads.begin()->second.detail, detail);
    const std::string said = words::narrate(greenlens::testing::english(), timeline.at(1)).headline;
    EXPECT_THAT(said, ::testing::HasSubstr("From here on"));
    const uint64_t n = timeline.size() / 2;
    EXPECT_THAT(words::state_text(greenlens::testing::english(), timeline, n, n, n),
                ::testing::HasSubstr("C frames"));
    const facts::Json json = exports::state_to_json(timeline, n, n, n);
    EXPECT_EQ(json["threads"][0]["detail"], facts::enum_name(detail));
    for (uint64_t step = 1; step <= timeline.size(); ++step) {
      const auto all_said = words::narrate(greenlens::testing::english(), timeline.at(step));
      ASSERT_EQ(all_said.detail.find("0 registers"), std::string::npos) << step;
      ASSERT_EQ(all_said.detail.find("0 frames"), std::string::npos) << step;
      for (const char* hole : {" .", "  ", " ,"}) {
        ASSERT_EQ(all_said.whole.find(hole), std::string::npos) << step << ": " << all_said.whole;
      }
    }
    uint64_t in_heap = 0;
    for (const facts::Json& greenlet : json["greenlets"]) {
      EXPECT_EQ(greenlet["bytes_in_heap"], greenlet["stack_saved"]);
      in_heap += greenlet["bytes_in_heap"].get<uint64_t>();
    }
    EXPECT_GT(in_heap, 0u) << "that they are there is known, not what they are";
  }
}

// Which lambda a line is in, its note does not say: what was told before does.
TEST(Lean, ALambdaThatWasToldKeepsItsName) {
  const auto timeline = recorded_in(Detail::switches, 20);
  std::map<std::pair<std::string, uint32_t>, std::string> named;
  bool any_lambda = false;
  for (const facts::LineReached& line : all<facts::LineReached>(timeline)) {
    const auto [first, is_new] = named.try_emplace({line.at.file, line.at.line}, line.at.function);
    EXPECT_EQ(line.at.function, first->second) << line.at.line;
    any_lambda = any_lambda || line.at.function.find("lambda") != std::string::npos;
  }
  EXPECT_TRUE(any_lambda);
}

TEST(Lean, TheBeginningMayBeTold) {
  const auto timeline = recorded_in(Detail::switches, 20);
  const auto full = recorded_in(Detail::full);
  expect_same(who_ran(steps(timeline)), who_ran(steps(full)));
  uint64_t changed = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (std::holds_alternative<facts::DetailChanged>(event.fact)) changed = n;
    auto* saved = std::get_if<facts::RegistersSaved>(&event.fact);
    if (saved == nullptr) continue;
    EXPECT_EQ(saved->frames.empty(), changed != 0) << n;
  }
  EXPECT_EQ(timeline.state(changed).switches, 20u);
}

// More than the memory for notes holds: the program waits for its reader.
void very_busy() {
  Greenlet ping("ping", [](const Arguments&) -> Value {
    for (;;) engine::main_greenlet().switch_to();
  });
  for (int i = 0; i < 10000; ++i) ping.switch_to(i);
}

TEST(Lean, NoneIsLostWhenThereIsNoRoom) {
  const auto timeline = recorded_in(Detail::switches, 0, very_busy);
  const state::State end = timeline.state(timeline.size());
  EXPECT_GE(end.switches, 20000u);
  EXPECT_EQ(end.events_lost, 0u);
  EXPECT_THAT(timeline.contradicted(), ::testing::IsEmpty());
  uint64_t last = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const uint64_t time = timeline.event(n).time_ns;
    EXPECT_GE(time + facts::kNotedTimeUnit, last) << n;
    last = std::max(last, time);
  }
}

}  // namespace
}  // namespace greenlens::record
