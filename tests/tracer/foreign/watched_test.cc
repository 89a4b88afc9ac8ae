// Programs that know nothing of greenlens, run for real and recorded by their own switch: what is
// told of them is what they did, and they do what they do alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/said.h"
#include "tracer/facts/context_facts.h"
#include "tracer/live/target_process.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"
#include "tracer/words/contradiction.h"

namespace greenlens::live {
namespace {

using facts::ContextEntered;
using facts::ContextFound;
using facts::Grain;
using facts::InstructionExecuted;
using facts::SwitchCalled;
using facts::SwitchReturned;
using session::SourceStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Words = std::vector<std::string>;

TargetCommand watched(Words argv, Words switches) {
  TargetCommand command;
  command.argv = std::move(argv);
  command.shown_name = "target";
  command.output = Output::nowhere;
  command.switches = std::move(switches);
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

// What it does without anybody who watches.
Words output_alone(const Words& argv) {
  std::string command;
  for (const std::string& word : argv) command += "'" + word + "' ";
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  Words lines;
  std::array<char, 4096> line;
  while (pipe != nullptr && fgets(line.data(), line.size(), pipe) != nullptr) {
    lines.emplace_back(line.data());
    if (lines.back().back() == '\n') lines.back().pop_back();
  }
  if (pipe != nullptr) pclose(pipe);
  return lines;
}

template <typename Fact>
std::vector<std::pair<uint64_t, Fact>> all(const store::Timeline& timeline) {
  std::vector<std::pair<uint64_t, Fact>> found;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (const auto* fact = std::get_if<Fact>(&event.fact)) found.emplace_back(n, *fact);
  }
  return found;
}

std::vector<std::pair<uint64_t, facts::Printed>> all_printed(const store::Timeline& timeline) {
  return all<facts::Printed>(timeline);
}

Words printed(const store::Timeline& timeline) {
  Words lines;
  for (const auto& [n, fact] : all<facts::Printed>(timeline)) lines.push_back(fact.text);
  return lines;
}

std::string name_at_the_end(const store::Timeline& timeline, facts::GreenletId id) {
  return name_of(timeline.last(), id);
}

#define WATCH(...)                                                          \
  const TargetCommand command = watched(__VA_ARGS__);                       \
  auto started = TargetProcess::start(command);                             \
  if (!started && started.fault().kind == facts::FaultKind::no_watcher) {   \
    GTEST_SKIP() << said(started.fault());                                  \
  }                                                                         \
  if (!started && started.fault().kind == facts::FaultKind::cannot_watch) { \
    GTEST_SKIP() << said(started.fault());                                  \
  }                                                                         \
  ASSERT_TRUE(started) << said(started.fault());                            \
  const std::unique_ptr<TargetProcess> target = std::move(*started);        \
  store::Timeline timeline;                                                 \
  [[maybe_unused]] const SourceStatus status = run(target.get(), &timeline)

TEST(Watched, WhoRunsWhenIsWhatTheProgramPrints) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_EQ(printed(timeline), output_alone(command.argv));
  Words order;
  for (const auto& [n, fact] : all<SwitchReturned>(timeline)) {
    order.push_back(name_at_the_end(timeline, fact.target));
  }
  EXPECT_THAT(order, ElementsAre("thread_a", "thread_b", "thread_c", "thread_a", "thread_b",
                                 "thread_c", "thread_a", "thread_b", "thread_a"));
  // Each line is printed by who runs: "a 0" by thread_a.
  for (const auto& [n, fact] : all<facts::Printed>(timeline)) {
    if (fact.text.find(' ') != 1) continue;
    EXPECT_EQ(name_at_the_end(timeline, fact.greenlet), "thread_" + fact.text.substr(0, 1));
  }
  EXPECT_TRUE(timeline.contradicted().empty());
  EXPECT_EQ(timeline.last().switches, 9u);
  EXPECT_TRUE(timeline.last().program_finished);
}

TEST(Watched, EachInstructionIsTheNextOneOfTheFunction) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  std::map<uint64_t, const store::Instruction*> code;
  for (const store::Instruction& one : timeline.info().arch.code) code[one.offset] = &one;
  ASSERT_EQ(code.size(), 15u);
  EXPECT_EQ(code.begin()->second->mark, "thread_switch");
  uint64_t expected = 0, count = 0;
  for (const auto& [n, one] : all<InstructionExecuted>(timeline)) {
    ASSERT_EQ(one.offset, expected) << n;
    ASSERT_TRUE(code.contains(one.offset)) << n;
    EXPECT_EQ(one.code, code[one.offset]->bytes);
    expected = one.returned ? 0 : one.next;
    ++count;
  }
  EXPECT_EQ(count, 9 * 15u);
}

// "pushq %rbx" is line 10 of switches.S, where "pushq   %rbx" stands.
TEST(Watched, EachInstructionHasTheLineThatItWasWrittenOn) {
  // Where sources lie is only known from there.
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(GREENLENS_SOURCE_DIR);
  WATCH({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  std::filesystem::current_path(here);
  const store::TraceInfo& info = timeline.info();
  ASSERT_EQ(info.code_lines.size(), info.arch.code.size());
  uint32_t before = 0;
  for (size_t i = 0; i < info.code_lines.size(); ++i) {
    const store::CodeLine& at = info.code_lines[i];
    EXPECT_EQ(at.offset, info.arch.code[i].offset);
    ASSERT_LT(at.source, info.sources.size());
    EXPECT_THAT(info.sources[at.source].file, ::testing::EndsWith("switches.S"));
    EXPECT_EQ(at.line, i == 0 ? at.line : before + 1);
    before = at.line;
    std::istringstream lines(info.sources[at.source].text);
    std::string line;
    for (uint32_t n = 0; n < at.line; ++n) std::getline(lines, line);
    std::string squeezed, text = info.arch.code[i].text;
    for (const char c : line)
      squeezed += c == ' ' && squeezed.ends_with(' ') ? "" : std::string(1, c);
    if (text == "retq") text = "ret";
    EXPECT_EQ(squeezed, " " + text);
  }
}

TEST(Watched, EachInstructionSaysWhichRegistersItUses) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  const store::TraceInfo& info = timeline.info();
  ASSERT_EQ(info.code_uses.size(), info.arch.code.size());
  std::map<uint32_t, const store::CodeUse*> uses;
  for (const store::CodeUse& one : info.code_uses) uses[one.offset] = &one;
  size_t pushes = 0, written = 0;
  for (const store::Instruction& one : info.arch.code) {
    const store::CodeUse& use = *uses.at(one.offset);
    if (one.text != "pushq %rbx") continue;
    ++pushes;
    EXPECT_THAT(use.reads, ::testing::UnorderedElementsAre("rbx", "rsp"));
    EXPECT_THAT(use.writes, ::testing::ElementsAre("rsp"));
  }
  EXPECT_EQ(pushes, 1u);
  // Nothing was seen to be written that was not foretold; rip says where it goes on.
  for (const auto& [n, one] : all<InstructionExecuted>(timeline)) {
    if (one.offset == 0) continue;  // has all of them
    for (const facts::RegisterValue& what : one.registers) {
      if (what.name == "rip" || what.name == "eflags") continue;
      EXPECT_THAT(uses.at(static_cast<uint32_t>(one.offset))->writes,
                  ::testing::Contains(what.name))
          << one.text;
      ++written;
    }
  }
  EXPECT_GT(written, 100u);
}

TEST(Watched, StacksAreTheProgramsVariablesBlocksAndMappings) {
  WATCH({GREENLENS_SCHEDULER}, {"swtch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  constexpr uint64_t kStack = 32768;
  std::map<facts::StackFoundBy, int> by;
  for (const auto& [n, fact] : all<ContextFound>(timeline)) {
    ++by[fact.by];
    const uint64_t bytes = state::slice_size(fact.low, fact.high);
    EXPECT_GE(bytes, kStack) << facts::enum_name(fact.by);
    // A mapping may be one with its neighbours; the other two end where they end.
    const bool is_mapping = fact.by == facts::StackFoundBy::mapping;
    EXPECT_TRUE(is_mapping || bytes <= kStack + 16) << bytes;
    const bool is_variable = fact.by == facts::StackFoundBy::variable;
    EXPECT_EQ(fact.where, is_variable ? "array_of_stack" : "");
    EXPECT_LT(fact.low, fact.sp);
    EXPECT_LE(fact.sp, fact.high);
  }
  EXPECT_EQ(by[facts::StackFoundBy::heap_block], 2);  // of which the second begins on the first's
  EXPECT_EQ(by[facts::StackFoundBy::mapping], 1);
  EXPECT_EQ(by[facts::StackFoundBy::variable], 1);
  EXPECT_TRUE(timeline.contradicted().empty());
  // The first process has ended, and another one has its stack.
  const state::State last = timeline.last();
  const state::GreenletState* first = find(last, find_named(last, "body"));
  ASSERT_NE(first, nullptr);
  EXPECT_TRUE(first->finished);
  EXPECT_EQ(all<SwitchReturned>(timeline).size(), 24u);
}

TEST(Watched, APartOfAVariableIsCalledByItsPath) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  Words where;
  for (const auto& [n, fact] : all<ContextFound>(timeline)) {
    where.push_back(fact.where);
    EXPECT_EQ(state::slice_size(fact.low, fact.high), 16384u);
  }
  EXPECT_THAT(where,
              ElementsAre("all_threads[1].stack", "all_threads[2].stack", "all_threads[3].stack"));
}

TEST(Watched, SeveralThreadsHaveContextsOfTheirOwn) {
  WATCH({GREENLENS_SCHEDULER, "3"}, {"swtch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_EQ(timeline.last().switches, 3 * 24u);
  EXPECT_EQ(timeline.last().threads.size(), 3u);
  EXPECT_TRUE(timeline.contradicted().empty());
  // Each line by a context of the thread that prints it.
  for (const auto& [n, fact] : all<facts::Printed>(timeline)) {
    if (fact.text == "all have ended") continue;
    const state::Moment moment = timeline.at(n);
    const state::GreenletState* who = find(moment.after, fact.greenlet);
    ASSERT_NE(who, nullptr) << fact.text;
    EXPECT_EQ(who->thread, moment.event->thread);
    EXPECT_NE(who->stack, 0u) << fact.text;
  }
}

TEST(Watched, TheCLibrarysOwnSwitchIsOneLikeAnother) {
  WATCH({GREENLENS_WITH_UCONTEXT}, {"swapcontext"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_EQ(timeline.last().switches, 6u);
  const auto found = all<ContextFound>(timeline);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].second.where, "coroutine_stack");
  EXPECT_TRUE(timeline.contradicted().empty());
}

TEST(Watched, AStackThatIsToldIsBelieved) {
  TargetCommand command = watched({GREENLENS_WITH_UCONTEXT}, {"swapcontext"});
  command.stacks = {"coroutine_stack", "no_such_variable"};
  auto started = TargetProcess::start(command);
  if (!started) GTEST_SKIP() << said(started.fault());
  store::Timeline timeline;
  EXPECT_EQ(run(started->get(), &timeline), SourceStatus::finished);
  const auto found = all<ContextFound>(timeline);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].second.by, facts::StackFoundBy::told);
  EXPECT_EQ(state::slice_size(found[0].second.low, found[0].second.high), 65536u);
  EXPECT_THAT((*started)->functions().unknown_stacks, ElementsAre("no_such_variable"));
}

TEST(Watched, TheSwitchIsFoundWithoutBeingNamed) {
  const std::vector<std::pair<Words, std::string>> programs = {
      {{GREENLENS_USER_THREADS, "thread_switch"}, "thread_switch"},
      {{GREENLENS_SCHEDULER}, "swtch"},
      {{GREENLENS_WITH_UCONTEXT}, "swapcontext"}};
  for (const auto& [argv, name] : programs) {
    WATCH(argv, {"auto"});
    EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
    EXPECT_THAT(target->functions().switched, ElementsAre(name));
    EXPECT_TRUE(timeline.contradicted().empty()) << name;
  }
}

// --- what a call has to preserve

struct Mistake {
  const char* name;
  std::set<std::string> lost;
  bool loses_sp;
};

class Mistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreNamedWhereTheyShowFirst) {
  const Mistake& mistake = GetParam();
  WATCH({GREENLENS_USER_THREADS, mistake.name}, {mistake.name});
  const auto returned = all<SwitchReturned>(timeline);
  ASSERT_GE(returned.size(), 4u);
  // Three begin; the next ones come back to who had called. With which values they did is the
  // compiler's choice: two that are the same hide a mistake for once.
  size_t n = 0;
  const auto is_wrong = [&](const SwitchReturned& one) {
    return !one.lost.empty() || (one.sp_kept != facts::kNull && one.sp != one.sp_kept);
  };
  while (n < returned.size() && !is_wrong(returned[n].second)) ++n;
  if (n == returned.size()) GTEST_SKIP() << "this compiler has the same in both: nothing is lost";
  ASSERT_TRUE(3 <= n && n < 7) << n;
  const auto& [step, first] = returned[n];
  std::set<std::string> lost;
  for (const facts::RegisterPair& pair : first.lost) {
    lost.insert(pair.name);
    EXPECT_NE(pair.kept, pair.found);
  }
  EXPECT_EQ(lost, mistake.lost);
  EXPECT_EQ(first.sp != first.sp_kept, mistake.loses_sp);
  ASSERT_FALSE(timeline.contradicted().empty());
  EXPECT_EQ(timeline.contradicted().front(), step);
  const Words said_of_it = words::contradictions(words::Messages::of("en"), timeline.at(step), 10);
  ASSERT_FALSE(said_of_it.empty());
  EXPECT_THAT(said_of_it[0], HasSubstr(mistake.name));
}

INSTANTIATE_TEST_SUITE_P(Watched, Mistakes,
                         ::testing::Values(Mistake{"forgets_rbx", {"rbx"}, false},
                                           Mistake{"mixes_up", {"r14", "r15"}, false},
                                           Mistake{"sp_too_high", {}, true}),
                         [](const auto& info) { return std::string(info.param.name); });

// What the registers of a context are said to be where it was left, is what the switch has written
// to its stack there.
TEST(Watched, RegistersAreWhereTheSwitchHasPutThem) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  uint64_t compared = 0;
  std::map<facts::Address, std::string> written;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::Moment moment = timeline.at(n);
    if (const auto* one = std::get_if<InstructionExecuted>(&moment.event->fact)) {
      if (one->wrote_at != facts::kNull) written[one->wrote_at] = one->wrote;
    }
    const auto* entered = std::get_if<ContextEntered>(&moment.event->fact);
    if (entered == nullptr) continue;
    const state::GreenletState* origin = find(moment.after, entered->origin);
    ASSERT_NE(origin, nullptr);
    for (const facts::SavedRegister& saved : origin->registers) {
      if (saved.at == facts::kNull) continue;  // control words, which this switch leaves alone
      ASSERT_TRUE(written.contains(saved.at)) << saved.name;
      uint64_t value = 0;
      memcpy(&value, written[saved.at].data(), sizeof value);
      EXPECT_EQ(value, saved.value) << saved.name;
      EXPECT_GE(saved.at, entered->origin_sp);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 9 * 6u);
}

// --- ends

TEST(Watched, ACrashIsTheLastThingThatIsTold) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch", "crash"}, {"thread_switch"});
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_EQ(target->fault().kind, facts::FaultKind::crashed);
  const facts::Event last = timeline.event(timeline.size());
  const auto* end = std::get_if<facts::ProgramFinished>(&last.fact);
  ASSERT_NE(end, nullptr);
  EXPECT_EQ(end->how, facts::End::crashed);
  EXPECT_THAT(end->what, HasSubstr("SIGSEGV"));
  EXPECT_EQ(name_at_the_end(timeline, end->greenlet), "thread_a");
  EXPECT_EQ(end->place, facts::FaultPlace::null);
  EXPECT_EQ(end->fault_address, 16u);
  ASSERT_GE(end->frames.size(), 2u);
  EXPECT_EQ(end->frames[0].function, "run");
  EXPECT_EQ(end->frames[1].function, "thread_a");
  EXPECT_EQ(end->frames[0].file, "tests/tracer/foreign/programs/user_threads.c");
}

TEST(Watched, AnOverflowIsSaidToBeOneOfItsStack) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch", "overflow"}, {"thread_switch"});
  const facts::Event last = timeline.event(timeline.size());
  const auto* end = std::get_if<facts::ProgramFinished>(&last.fact);
  ASSERT_NE(end, nullptr);
  EXPECT_EQ(end->how, facts::End::crashed);
  EXPECT_EQ(end->place, facts::FaultPlace::stack_end);
  EXPECT_EQ(end->stack_bytes, 16384u);
  ASSERT_FALSE(end->frames.empty());
  EXPECT_EQ(end->frames[0].function, "too_deep");
}

TEST(Watched, AForkedChildRunsWithoutBreakpoints) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch", "fork"}, {"thread_switch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  const Words lines = printed(timeline);
  // 3 for each: had a breakpoint been left in it, a signal would have ended it.
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "child 3"), 2);
  EXPECT_TRUE(timeline.contradicted().empty());
}

TEST(Watched, AScriptMayStartIt) {
  const std::string script = ::testing::TempDir() + "/start_user_threads.sh";
  std::ofstream(script) << "#!/bin/sh\nexec " GREENLENS_USER_THREADS " thread_switch\n";
  ASSERT_EQ(chmod(script.c_str(), 0700), 0);
  WATCH({script}, {"thread_switch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_EQ(timeline.last().switches, 9u);
}

TEST(Watched, ANameThatIsNoFunctionEndsItAtOnce) {
  WATCH({GREENLENS_USER_THREADS, "thread_switch", "long"}, {"thread_swich"});
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_EQ(target->fault().kind, facts::FaultKind::no_such_switch);
  EXPECT_EQ(target->fault().details, "thread_swich");
  EXPECT_THAT(target->functions().known, ::testing::Contains("thread_switch"));
  EXPECT_EQ(timeline.size(), 0u);
}

TEST(Watched, AFunctionThatIsNeverCalledIsSaidSo) {
  WATCH({GREENLENS_USER_THREADS, "never"}, {"thread_switch"});
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_EQ(target->fault().kind, facts::FaultKind::switch_not_called);
}

TEST(Watched, WhatIsNoProgramIsRefused) {
  const auto started = TargetProcess::start(watched({"/nowhere/at/all"}, {"swtch"}));
  ASSERT_FALSE(started);
  EXPECT_TRUE(started.fault().kind == facts::FaultKind::cannot_start ||
              started.fault().kind == facts::FaultKind::no_watcher);
}

// --- as it goes

TEST(Watched, ItStandsStillBehindEachInstructionIfItIsAskedTo) {
  auto started =
      TargetProcess::start(watched({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"}));
  if (!started) GTEST_SKIP() << said(started.fault());
  TargetProcess& target = **started;
  store::Timeline timeline;
  uint64_t at = 0;
  for (int stops = 0; stops < 40; ++stops) {
    target.allow({Grain::instruction, at, false});
    auto status = SourceStatus::running;
    while (status == SourceStatus::running) status = target.poll(&timeline, 50);
    ASSERT_EQ(status, SourceStatus::waiting) << stops;
    ASSERT_GT(timeline.size(), at);
    // What one instruction leads to is told with it: who is found there, and that he is entered.
    // At the beginning a thread and its own context are, and the call.
    EXPECT_LE(timeline.size(), at + 4) << stops;
    at = timeline.size();
  }
  EXPECT_EQ(run(&target, &timeline), SourceStatus::finished) << said(target.fault());
  EXPECT_EQ(timeline.last().switches, 9u);
}

TEST(Watched, WhoIsLeftRunsOnToHisEnd) {
  auto started = TargetProcess::start(
      watched({GREENLENS_USER_THREADS, "thread_switch", "long"}, {"thread_switch"}));
  if (!started) GTEST_SKIP() << said(started.fault());
  TargetProcess& target = **started;
  store::Timeline timeline;
  target.allow({Grain::phase, 0, true});
  while (timeline.size() < 500) {
    ASSERT_EQ(target.poll(&timeline, 50), SourceStatus::running);
  }
  target.leave();
  auto status = SourceStatus::running;
  while (status == SourceStatus::running || target.live()) status = target.poll(&timeline, 50);
  EXPECT_EQ(timeline.last().end, facts::End::detached);
  EXPECT_EQ(target.exit_code(), 0);  // nothing was left in its code
  EXPECT_TRUE(timeline.contradicted().empty());
}

TEST(Watched, WithoutInstructionsTheContextsAreTheSame) {
  TargetCommand command = watched({GREENLENS_USER_THREADS, "thread_switch"}, {"thread_switch"});
  command.instructions = false;
  auto started = TargetProcess::start(command);
  if (!started) GTEST_SKIP() << said(started.fault());
  store::Timeline timeline;
  EXPECT_EQ(run(started->get(), &timeline), SourceStatus::finished);
  EXPECT_EQ(timeline.last().switches, 9u);
  EXPECT_TRUE(all<InstructionExecuted>(timeline).empty());
  EXPECT_EQ(all<ContextFound>(timeline).size(), 3u);
}

// Who has printed each line, in order.
Words who_printed(const store::Timeline& timeline) {
  Words all;
  for (const auto& [n, fact] : all_printed(timeline)) {
    all.push_back(name_at_the_end(timeline, fact.greenlet));
  }
  return all;
}
// The first word of each line, which is who prints it.
Words first_words(const Words& lines) {
  Words all;
  for (const std::string& line : lines) all.push_back(line.substr(0, line.find(' ')));
  return all;
}

TEST(Watched, RowsOfOneArrayAreStacksOfTheirOwn) {
  WATCH({GREENLENS_SEVERAL_WAYS, "rows"}, {"thread_switch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_TRUE(timeline.contradicted().empty());
  EXPECT_EQ(who_printed(timeline), first_words(output_alone(command.argv)));
  Words stacks;
  for (const auto& [n, fact] : all<ContextFound>(timeline)) {
    stacks.push_back(fact.where + ", " + std::to_string(fact.high - fact.low));
  }
  EXPECT_THAT(stacks, ElementsAre("rows[0], 32768", "rows[1], 32768", "rows[2], 32768"));
}

// They stand on the same bytes, one after the other: each is known by where it was put away.
TEST(Watched, ContextsThatAreCopiedAwayFromOneStackAreToldApart) {
  WATCH({GREENLENS_SEVERAL_WAYS, "copied"}, {"swtch"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_TRUE(timeline.contradicted().empty());
  EXPECT_EQ(who_printed(timeline), first_words(output_alone(command.argv)));
  EXPECT_EQ(all<ContextFound>(timeline).size(), 2u);
}

// The C library goes to the next one with its own function, which nobody has named.
TEST(Watched, AFunctionThatReturnsToItsSuccessorSwitches) {
  WATCH({GREENLENS_SEVERAL_WAYS, "link"}, {"swapcontext"});
  EXPECT_EQ(status, SourceStatus::finished) << said(target->fault());
  EXPECT_TRUE(timeline.contradicted().empty());
  for (const auto& [n, fact] : all_printed(timeline)) {
    const bool by_main = fact.text.starts_with("main");
    EXPECT_EQ(name_at_the_end(timeline, fact.greenlet) == "main", by_main) << fact.text;
  }
}

}  // namespace
}  // namespace greenlens::live
