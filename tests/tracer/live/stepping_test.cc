// Single instructions of real programs: what is told of them is what the machine did.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/said.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/live/target_process.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"

namespace greenlens::live {
namespace {

using facts::Grain;
using facts::InstructionExecuted;
using session::SourceStatus;

TargetCommand stepped(const std::string& wish) {
  TargetCommand command;
  command.argv = {GREENLENS_LIVE_TARGET, wish};
  command.shown_name = "target";
  command.output = Output::nowhere;
  command.instructions = true;
  return command;
}

SourceStatus run(TargetProcess* target, store::Timeline* timeline) {
  target->allow({Grain::phase, 0, true});
  auto status = SourceStatus::running;
  while (status == SourceStatus::running || status == SourceStatus::waiting) {
    status = target->poll(timeline, 50);
  }
  return status;
}

// Runs it to its end; skips the test where the system lets nobody step.
#define RUN_STEPPED(wish)                                                    \
  auto started = TargetProcess::start(stepped(wish));                        \
  ASSERT_TRUE(started) << said(started.fault());                             \
  const std::unique_ptr<TargetProcess> target = std::move(*started);         \
  store::Timeline timeline;                                                  \
  [[maybe_unused]] const SourceStatus status = run(target.get(), &timeline); \
  if (const facts::Fault fault = target->not_stepped()) GTEST_SKIP() << said(fault)

const InstructionExecuted* executed(const state::Moment& moment) {
  return std::get_if<InstructionExecuted>(&moment.event->fact);
}

TEST(Stepping, FollowsTheCodeFromItsFirstInstructionToBothReturns) {
  RUN_STEPPED("");
  EXPECT_EQ(status, SourceStatus::finished);
  const std::vector<store::Instruction>& code = timeline.info().arch.code;
  std::map<uint64_t, size_t> places;
  for (size_t i = 0; i < code.size(); ++i) places[code[i].offset] = i;
  uint64_t expected = 0;
  uint64_t here = 0, moved = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    const auto* one = std::get_if<InstructionExecuted>(&event.fact);
    if (one == nullptr) continue;
    ASSERT_EQ(one->offset, expected) << "step " << n;
    ASSERT_EQ(places.count(one->offset), 1u) << one->offset;
    const store::Instruction& known = code[places[one->offset]];
    EXPECT_EQ(one->code, known.bytes);
    EXPECT_EQ(one->text, known.text);
    // What is no jump goes on behind itself.
    const bool jumps = one->text[0] == 'j';
    if (!one->returned && !jumps) {
      EXPECT_EQ(one->next, one->offset + known.bytes.size());
    }
    expected = one->returned ? 0 : one->next;
    if (one->returned) ++(one->moved ? moved : here);
  }
  EXPECT_EQ(expected, 0u) << "a switch has no end";
  EXPECT_EQ(here, 2u);  // two greenlets begin
  EXPECT_EQ(here + moved, timeline.last().switches);
  EXPECT_TRUE(timeline.contradicted().empty());
}

TEST(Stepping, EachRegisterHasTheTargetsValueWhenTheSwitchReturns) {
  RUN_STEPPED("");
  uint64_t compared = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::Moment moment = timeline.at(n);
    const InstructionExecuted* one = executed(moment);
    if (one == nullptr || !one->returned || !one->moved) continue;
    const state::Thread& thread = told_by(moment.after);
    const state::GreenletState* resumed = find(moment.after, thread.in_switch->target);
    ASSERT_NE(resumed, nullptr);
    EXPECT_EQ(one->sp, resumed->stack_start + timeline.info().arch.frame_size);
    for (const facts::SavedRegister& saved : resumed->registers) {
      for (const state::MachineRegister& now : thread.machine->registers) {
        if (now.name != saved.name) continue;
        ++compared;
        EXPECT_EQ(now.value, saved.value) << saved.name << " at step " << n;
        EXPECT_EQ(now.whose, facts::Whose::target) << saved.name << " at step " << n;
      }
    }
  }
  EXPECT_GE(compared, 16u);
}

TEST(Stepping, WhatTheSpillWritesIsWhatTheEngineFindsThere) {
  RUN_STEPPED("");
  std::map<facts::Address, std::string> written;
  uint64_t compared = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (const auto* one = std::get_if<InstructionExecuted>(&event.fact)) {
      if (one->offset == 0) written.clear();
      if (one->wrote_at != facts::kNull) written[one->wrote_at] = one->wrote;
    }
    const auto* saved = std::get_if<facts::RegistersSaved>(&event.fact);
    if (saved == nullptr) continue;
    for (const facts::SavedRegister& reg : saved->registers) {
      if (written.count(reg.at) == 0) continue;  // the return address: the call has pushed it
      std::string bytes(reinterpret_cast<const char*>(&reg.value), written[reg.at].size());
      EXPECT_EQ(written[reg.at], bytes) << reg.name << " at step " << n;
      ++compared;
    }
  }
  EXPECT_GE(compared, 8 * timeline.last().switches);
}

TEST(Stepping, ChangesNothingThatTheProgramDoes) {
  // Looking for leaks at its end would want to trace the program itself.
  setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
  RUN_STEPPED("");
  TargetCommand plain = stepped("");
  plain.instructions = false;
  auto again = TargetProcess::start(plain);
  ASSERT_TRUE(again);
  store::Timeline unstepped;
  run(again->get(), &unstepped);
  EXPECT_EQ(unstepped.count(Grain::instruction), unstepped.count(Grain::phase));
  EXPECT_GT(timeline.count(Grain::instruction), timeline.count(Grain::phase) + 50);
  ASSERT_EQ(timeline.count(Grain::phase), unstepped.count(Grain::phase));
  for (uint64_t k = 1; k <= unstepped.count(Grain::phase); ++k) {
    EXPECT_STREQ(fact_name(timeline.event(timeline.stop(Grain::phase, k)).fact),
                 fact_name(unstepped.event(unstepped.stop(Grain::phase, k)).fact));
  }
  EXPECT_EQ(timeline.printed_until(timeline.size()), unstepped.printed_until(unstepped.size()));
  EXPECT_EQ(target->exit_code(), (*again)->exit_code());
}

TEST(Stepping, ACrashIsTheProgramsOwn) {
  RUN_STEPPED("crash");
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_EQ(timeline.last().end, facts::End::crashed);
  EXPECT_THAT(timeline.last().end_text, ::testing::HasSubstr("SIGSEGV"));
}

TEST(Stepping, AForkedChildIsLeftAlone) {
  RUN_STEPPED("fork");
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
}

TEST(Stepping, EveryInstructionIsAStopForWhoStepsAlive) {
  auto started = TargetProcess::start(stepped(""));
  ASSERT_TRUE(started);
  TargetProcess& target = **started;
  store::Timeline timeline;
  uint64_t instructions = 0;
  for (int i = 0; i < 120; ++i) {
    const uint64_t before = timeline.size();
    target.allow({Grain::instruction, before, false});
    auto status = SourceStatus::running;
    while (status == SourceStatus::running) status = target.poll(&timeline, 50);
    if (const facts::Fault fault = target.not_stepped()) GTEST_SKIP() << said(fault);
    if (status != SourceStatus::waiting) break;
    ASSERT_EQ(timeline.size(), before + 1);
    if (!is_stop(timeline.event(timeline.size()).fact, Grain::phase)) ++instructions;
  }
  EXPECT_GT(instructions, 28u);
}

TEST(Stepping, WhoIsLeftRunsOnWithoutATracer) {
  TargetCommand command = stepped("");
  command.argv = {GREENLENS_ENDING_TARGET, "go on"};
  auto started = TargetProcess::start(command);
  ASSERT_TRUE(started);
  TargetProcess& target = **started;
  store::Timeline timeline;
  target.allow({Grain::phase, 0, true});
  while (timeline.size() < 300) target.poll(&timeline, 20);
  if (const facts::Fault fault = target.not_stepped()) GTEST_SKIP() << said(fault);
  target.leave();
  auto status = SourceStatus::running;
  while (status == SourceStatus::running) status = target.poll(&timeline, 20);
  EXPECT_EQ(timeline.last().end, facts::End::detached);
  EXPECT_TRUE(target.live()) << "it was left, and must not die of a breakpoint that is still there";
  for (int i = 0; i < 20; ++i) target.poll(&timeline, 10);
  EXPECT_TRUE(target.live());
  target.kill();
}

// A program that runs already, and stands at a step: asked for later, they are told of the next
// switch alone, or of all from there.
TEST(Stepping, CanBeginWhileTheProgramStands) {
  for (const bool next_only : {true, false}) {
    TargetCommand command = stepped("");
    command.instructions = false;
    auto started = TargetProcess::start(command);
    ASSERT_TRUE(started) << said(started.fault());
    const std::unique_ptr<TargetProcess> target = std::move(*started);
    store::Timeline timeline;
    constexpr uint64_t kBefore = 12;
    target->allow({Grain::phase, kBefore - 1, false});
    for (int i = 0; i < 400 && timeline.size() < kBefore; ++i) target->poll(&timeline, 50);
    ASSERT_GE(timeline.size(), kBefore);
    const uint64_t asked_at = timeline.size();
    if (const facts::Fault fault = target->tell_instructions(next_only))
      GTEST_SKIP() << said(fault);
    EXPECT_EQ(run(target.get(), &timeline), SourceStatus::finished);
    EXPECT_TRUE(timeline.contradicted().empty());
    std::vector<uint64_t> stepped_switches;
    uint64_t switches = 0, first_told = 0;
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const facts::Event event = timeline.event(n);
      if (std::holds_alternative<facts::SwitchRequested>(event.fact) && n > asked_at) ++switches;
      const auto* one = std::get_if<InstructionExecuted>(&event.fact);
      if (one == nullptr || one->offset != 0) continue;
      if (first_told == 0) first_told = n;
      stepped_switches.push_back(timeline.state(n).switches);
    }
    EXPECT_GT(first_told, asked_at);
    ASSERT_GT(switches, 2u);
    if (next_only) {
      EXPECT_EQ(stepped_switches.size(), 1u);
    } else {
      EXPECT_GE(stepped_switches.size(), 3u);
    }
  }
}

// Its own lines, in their places between what the engine tells: a line that calls into it has begun
// before.
TEST(Lines, BeginBeforeTheyCallIntoTheEngine) {
  TargetCommand command = stepped("");
  command.instructions = false;
  command.lines = true;
  auto started = TargetProcess::start(command);
  ASSERT_TRUE(started) << said(started.fault());
  const std::unique_ptr<TargetProcess> target = std::move(*started);
  store::Timeline timeline;
  EXPECT_EQ(run(target.get(), &timeline), SourceStatus::finished);
  if (const facts::Fault fault = target->not_stepped()) GTEST_SKIP() << said(fault);
  EXPECT_TRUE(timeline.contradicted().empty());
  std::map<facts::ThreadId, facts::LineBegun> last;
  size_t calls = 0, lines = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (const auto* begun = std::get_if<facts::LineBegun>(&event.fact)) {
      last[event.thread] = *begun;
      ++lines;
      EXPECT_EQ(begun->at.file, "tests/tracer/live/live_target.cc");
    }
    const auto* reached = std::get_if<facts::LineReached>(&event.fact);
    if (reached == nullptr || !last.contains(event.thread)) continue;
    ++calls;
    // A call may be written on several lines.
    EXPECT_LE(last[event.thread].at.line, reached->at.line + 3) << n;
    EXPECT_GE(last[event.thread].at.line + 3, reached->at.line) << n;
  }
  EXPECT_GT(calls, 2u);
  EXPECT_GT(lines, calls);
}

}  // namespace
}  // namespace greenlens::live
