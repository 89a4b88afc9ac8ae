// A program for each CPU that there is a compiler for, run by an emulator and recorded by its own
// switch: it does what it does alone, and what is told of it is what it did.
#include "tests/tracer/gdb/emulated.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/said.h"
#include "tracer/facts/context_facts.h"
#include "tracer/state/queries.h"

namespace greenlens::live {
namespace {

using facts::InstructionExecuted;
using facts::SwitchReturned;
using session::SourceStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Words = std::vector<std::string>;

TargetCommand emulated(Words argv, Words switches = {"thread_switch"}) {
  TargetCommand command;
  command.cpu = other_cpu_of(argv[0]);
  command.argv = std::move(argv);
  command.shown_name = "turns";
  command.output = Output::nowhere;
  command.switches = std::move(switches);
  command.instructions = true;
  return command;
}

class OtherCpu : public ::testing::TestWithParam<std::string> {
 protected:
  // Skips without a compiler or an emulator; otherwise the program has ended.
  void record(const Words& arguments, const Words& switches = {"thread_switch"}) {
    const auto known = gdb_tests::turns();
    if (!known.contains(GetParam())) GTEST_SKIP() << "no compiler for " << GetParam();
    Words argv = {known.at(GetParam())};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    auto started = TargetProcess::start(emulated(argv, switches));
    if (!started && started.fault().kind == facts::FaultKind::no_emulator) {
      GTEST_SKIP() << said(started.fault());
    }
    ASSERT_TRUE(started) << said(started.fault());
    target_ = std::move(*started);
    status_ = gdb_tests::run_to_the_end(target_.get(), &timeline_);
  }
  std::string name(facts::GreenletId id) const { return name_of(timeline_.last(), id); }
  Words printed() const {
    Words lines;
    for (const auto& [n, fact] : gdb_tests::facts_of<facts::Printed>(timeline_)) {
      lines.push_back(name(fact.greenlet) + ": " + fact.text);
    }
    return lines;
  }

  std::unique_ptr<TargetProcess> target_;
  store::Timeline timeline_;
  SourceStatus status_ = SourceStatus::running;
};

#define RECORD(...)    \
  record(__VA_ARGS__); \
  if (IsSkipped() || HasFatalFailure()) return

TEST_P(OtherCpu, IsRecordedByItsOwnSwitch) {
  RECORD({});
  EXPECT_EQ(status_, SourceStatus::finished) << said(target_->fault());
  EXPECT_EQ(target_->exit_code(), 0);
  EXPECT_THAT(printed(),
              ElementsAre("thread_a: a 0", "thread_b: b 0", "thread_c: c 0", "thread_a: a 1",
                          "thread_b: b 1", "thread_c: c ends", "thread_a: a 2", "thread_b: b ends",
                          "thread_a: a ends", "thread_a: no runnable threads"));
  Words order;
  for (const auto& [n, fact] : gdb_tests::facts_of<SwitchReturned>(timeline_)) {
    order.push_back(name(fact.target));
    EXPECT_EQ(fact.at.function, fact.target == fact.origin ? "" : fact.at.function);
  }
  EXPECT_THAT(order, ElementsAre("thread_a", "thread_b", "thread_c", "thread_a", "thread_b",
                                 "thread_c", "thread_a", "thread_b", "thread_a"));
  EXPECT_TRUE(timeline_.contradicted().empty());
  const state::State& last = timeline_.last();
  EXPECT_TRUE(last.program_finished);
  EXPECT_EQ(last.switches, 9u);
  for (const auto& [n, found] : gdb_tests::facts_of<facts::ContextFound>(timeline_)) {
    EXPECT_EQ(found.by, facts::StackFoundBy::variable);
    EXPECT_EQ(found.high - found.low, 8192);
    EXPECT_THAT(found.where, ::testing::MatchesRegex("all.[123]..stack"));
  }
}

// Each instruction is the one behind the one before, as the code in the trace has it, and the last
// one returns.
TEST_P(OtherCpu, TellsEachInstructionWithItsWords) {
  RECORD({});
  std::map<uint64_t, const store::Instruction*> code;
  for (const store::Instruction& one : timeline_.info().arch.code) code[one.offset] = &one;
  ASSERT_GT(code.size(), 10u);
  EXPECT_EQ(code.begin()->second->mark, "thread_switch");
  uint64_t expected = 0, moved = 0;
  bool was_moved = false;
  for (const auto& [n, one] : gdb_tests::facts_of<InstructionExecuted>(timeline_)) {
    ASSERT_EQ(one.offset, expected) << n;
    ASSERT_TRUE(code.contains(one.offset)) << n;
    EXPECT_EQ(one.code, code[one.offset]->bytes);
    EXPECT_NE(one.text, "?") << n;
    expected = one.returned ? 0 : one.next;
    if (one.moved && !was_moved) ++moved;
    was_moved = one.moved && !one.returned;
  }
  EXPECT_EQ(moved, 9u) << "one instruction of each switch goes to the other stack";
}

// What it puts away of the registers is what is read back when it goes on.
TEST_P(OtherCpu, SeesWhatIsPutAway) {
  RECORD({});
  size_t written = 0, read = 0;
  for (const auto& [n, one] : gdb_tests::facts_of<InstructionExecuted>(timeline_)) {
    written += one.wrote.size();
    read += one.read;
  }
  EXPECT_GT(written, 9 * 4 * sizeof(uint32_t));
  EXPECT_GT(read, 9 * 4 * sizeof(uint32_t));
}

TEST_P(OtherCpu, SaysWhatASwitchForgets) {
  const Words forgets = {"riscv64", "aarch64", "s390x"};
  if (std::find(forgets.begin(), forgets.end(), GetParam()) == forgets.end()) {
    GTEST_SKIP() << "no switch with a mistake";
  }
  RECORD({"forget"}, {"thread_switch", "forgetful_switch"});
  std::set<std::string> lost;
  for (const auto& [n, fact] : gdb_tests::facts_of<SwitchReturned>(timeline_)) {
    for (const facts::RegisterPair& pair : fact.lost) lost.insert(pair.name);
  }
  EXPECT_FALSE(lost.empty());
  EXPECT_FALSE(timeline_.contradicted().empty());
  const std::map<std::string, Words> all = {
      {"riscv64", {"s0"}},
      {"aarch64", {"x19", "x20"}},
      {"s390x", {"r6", "r7", "r8", "r9", "r10", "r11", "r12", "r13"}}};
  for (const std::string& one : lost) EXPECT_THAT(all.at(GetParam()), ::testing::Contains(one));
}

TEST_P(OtherCpu, IsRecordedUpToItsCrash) {
  RECORD({"crash"});
  EXPECT_EQ(status_, SourceStatus::failed);
  EXPECT_EQ(target_->fault().kind, facts::FaultKind::crashed);
  const state::State& last = timeline_.last();
  EXPECT_EQ(last.end, facts::End::crashed);
  EXPECT_THAT(last.end_text, HasSubstr("SIGSEGV"));
  const auto ends = gdb_tests::facts_of<facts::ProgramFinished>(timeline_);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_EQ(name(ends[0].second.greenlet), "thread_a");
  // The stub does not say it; these instructions do not, either.
  const bool is_said = GetParam() != "arm" && GetParam() != "s390x";
  EXPECT_EQ(ends[0].second.fault_address, is_said ? 16u : 0u);
  ASSERT_FALSE(ends[0].second.frames.empty());
  EXPECT_LT(ends[0].second.frames.size(), 4u);
}

TEST_P(OtherCpu, SaysThatThereIsNoSuchFunction) {
  RECORD({}, {"thread_swich"});
  EXPECT_EQ(status_, SourceStatus::failed);
  EXPECT_EQ(target_->fault().kind, facts::FaultKind::no_such_switch);
  EXPECT_THAT(target_->functions().known, ::testing::Contains("thread_switch"));
}

INSTANTIATE_TEST_SUITE_P(Each, OtherCpu,
                         ::testing::Values("aarch64", "arm", "i386", "mips64el", "ppc64le",
                                           "riscv64", "s390x"),
                         [](const auto& info) { return info.param; });

// --- of any of them

#define ANY_PROGRAM(program)                                          \
  const auto programs = gdb_tests::turns();                           \
  if (programs.empty()) GTEST_SKIP() << "no compiler of another CPU"; \
  const std::string program = programs.begin()->second

TEST(Emulated, StopsBehindEachInstructionThatItIsAllowed) {
  ANY_PROGRAM(program);
  auto started = TargetProcess::start(emulated({program}));
  if (!started && started.fault().kind == facts::FaultKind::no_emulator) {
    GTEST_SKIP() << said(started.fault());
  }
  ASSERT_TRUE(started) << said(started.fault());
  store::Timeline timeline;
  const auto wait = [&] {
    while ((*started)->poll(&timeline, 50) == SourceStatus::running) {
    }
  };
  wait();
  uint64_t instructions = 0;
  for (int step = 0; step < 8; ++step) {
    const uint64_t before = timeline.size();
    (*started)->allow({facts::Grain::instruction, before, false});
    wait();
    ASSERT_GT(timeline.size(), before);
    const facts::Event event = timeline.event(timeline.size());
    instructions += std::holds_alternative<InstructionExecuted>(event.fact);
  }
  EXPECT_GE(instructions, 4u);
}

TEST(Emulated, GoesOnWhenItIsLeft) {
  ANY_PROGRAM(program);
  auto started = TargetProcess::start(emulated({program}));
  if (!started && started.fault().kind == facts::FaultKind::no_emulator) {
    GTEST_SKIP() << said(started.fault());
  }
  ASSERT_TRUE(started) << said(started.fault());
  store::Timeline timeline;
  (*started)->allow({facts::Grain::instruction, 0, false});
  while ((*started)->poll(&timeline, 50) == SourceStatus::running) {
  }
  (*started)->leave();
  while ((*started)->live()) (*started)->poll(&timeline, 50);
  EXPECT_EQ((*started)->exit_code(), 0);
  EXPECT_EQ(timeline.last().end, facts::End::detached);
}

TEST(Emulated, LeavesNothingBehind) {
  ANY_PROGRAM(program);
  std::string place;
  pid_t emulator = 0;
  {
    auto started = TargetProcess::start(emulated({program}));
    if (!started && started.fault().kind == facts::FaultKind::no_emulator) {
      GTEST_SKIP() << said(started.fault());
    }
    ASSERT_TRUE(started) << said(started.fault());
    store::Timeline timeline;
    (*started)->allow({facts::Grain::instruction, 0, false});
    while ((*started)->poll(&timeline, 50) == SourceStatus::running) {
    }
    // The emulator's own words say where it is asked.
    for (const auto& one : std::filesystem::directory_iterator("/proc")) {
      std::ifstream file(one.path() / "cmdline", std::ios::binary);
      std::string stub, word;
      bool is_ours = false;
      while (std::getline(file, word, '\0')) {
        is_ours = is_ours || word == program;
        if (word.ends_with("/stub")) stub = word;
      }
      if (!is_ours || stub.empty()) continue;
      place = stub;
      emulator = std::atoi(one.path().filename().c_str());
    }
    ASSERT_NE(emulator, 0);
    // Nobody else needs it, and who is killed could not take it away.
    EXPECT_FALSE(std::filesystem::exists(place));
  }
  EXPECT_FALSE(std::filesystem::exists(place));
  EXPECT_NE(kill(emulator, 0), 0);
}

TEST(Emulated, RefusesWhatIsNoProgramOfThatCpu) {
  const auto kind_of = [](const std::string& file, const std::string& cpu) {
    TargetCommand command = emulated({file});
    command.cpu = cpu;
    auto started = TargetProcess::start(command);
    return started ? facts::FaultKind::none : started.fault().kind;
  };
  EXPECT_EQ(kind_of("/proc/self/exe", "z80"), facts::FaultKind::no_such_cpu);
  EXPECT_EQ(kind_of("/proc/self/exe", "s390x"), facts::FaultKind::other_cpu);
  EXPECT_EQ(kind_of("/proc/self/status", "s390x"), facts::FaultKind::unknown_cpu);
  EXPECT_EQ(kind_of("/proc/self/nothing", "s390x"), facts::FaultKind::cannot_start);
}

}  // namespace
}  // namespace greenlens::live
