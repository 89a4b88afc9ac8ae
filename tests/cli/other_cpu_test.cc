// A scenario on another CPU is the same scenario: it does the same, is recorded as well, and ends
// as it does here. What is not built is left out.
#include "cli/other_cpu.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>

#include "arch/arch.h"
#include "assets/assets.h"
#include "tests/cli/command.h"
#include "tests/support/said.h"
#include "tracer/compare/digest.h"
#include "tracer/cpus/atlas.h"
#include "tracer/facts/engine_facts.h"
#include "tracer/live/target_process.h"
#include "tracer/rules/check.h"
#include "tracer/store/timeline.h"

namespace greenlens::cli {
namespace {

namespace fs = std::filesystem;
using facts::FaultKind;
using session::SourceStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Where the command under test looks.
ScenarioPlaces places_of_the_command() {
  ScenarioPlaces places = scenario_places();
  places.executable = GREENLENS_BINARY;
  return places;
}

std::vector<ScenarioFile> all_built() {
  std::vector<ScenarioFile> all;
  for (const cpus::Cpu& cpu : cpus::all()) {
    const auto file = scenarios_for(cpu.id, places_of_the_command());
    if (file && !file->path.empty()) all.push_back(*file);
  }
  return all;
}

constexpr const char* kNoneBuilt =
    "no scenarios are built for another CPU: ./dev scenarios CPU builds them";

// How much of each switch.
enum class Detail : uint8_t { phases, instructions, lines };

struct Recorded {
  std::unique_ptr<live::TargetProcess> target;
  store::Timeline timeline;
  SourceStatus status = SourceStatus::running;

  void poll() { status = target->poll(&timeline, 20); }
  bool runs() const { return status == SourceStatus::running || status == SourceStatus::waiting; }
};

// Where it says first what it is. Null, with a failure, when it cannot be started; without one when
// there is no emulator.
std::unique_ptr<Recorded> started(const std::string& id, const ScenarioFile& where,
                                  Detail detail = Detail::phases, bool later = false) {
  live::TargetCommand command;
  command.instructions = detail == Detail::instructions;
  command.instructions_later = later;
  command.lines = detail == Detail::lines;
  command.argv = {GREENLENS_BINARY, "--target", id};
  if (!where.path.empty()) command.argv = {where.path, id};
  command.shown_name = id;
  command.output = live::Output::nowhere;
  command.cpu = where.cpu;
  auto target = live::TargetProcess::start(command);
  if (!target) {
    EXPECT_EQ(target.fault().kind, FaultKind::no_emulator) << said(target.fault());
    return nullptr;
  }
  auto run = std::make_unique<Recorded>();
  run->target = std::move(*target);
  return run;
}

std::unique_ptr<Recorded> run_to_its_end(const std::string& id, const ScenarioFile& where,
                                         Detail detail = Detail::phases) {
  auto run = started(id, where, detail);
  if (run == nullptr) return nullptr;
  run->target->allow({facts::Grain::phase, 0, true});
  while (run->runs()) run->poll();
  EXPECT_EQ(run->status, SourceStatus::finished) << where.cpu << said(run->target->fault());
  return run;
}

std::vector<std::string> printed(const store::Trace& trace) {
  std::vector<std::string> lines;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    if (const auto* fact = std::get_if<facts::Printed>(&event.fact)) lines.push_back(fact->text);
  }
  return lines;
}

// --- where they are

TEST(ScenariosOfOtherCpus, AreLookedForWhereIsSaidThenAsInstalledThenAsBuilt) {
  EXPECT_THAT(part_files({"/mine", "/usr/local/bin/greenlens"}, "cpu1", Part::scenarios),
              ElementsAre("/mine/cpu1/greenlens-scenarios", "/mine/cpu1/cli/greenlens-scenarios",
                          "/usr/local/libexec/greenlens/cpu1/greenlens-scenarios",
                          "/usr/cpu1/cli/greenlens-scenarios"));
  EXPECT_EQ(part_files({"", "/project/build/test/cli/greenlens"}, "cpu1", Part::lab).back(),
            "/project/build/cpu1/cli/greenlens-lab.o");
}

class OtherCpuCommand : public Command {
 protected:
  // A file in the folder, in which nothing of that CPU is.
  std::string no_program_for(const std::string& cpu) {
    fs::create_directories(fs::path(folder_) / cpu);
    std::ofstream(fs::path(folder_) / cpu / "greenlens-scenarios") << "no program";
    return "GREENLENS_TARGETS=" + folder_ + " ";
  }
  // Another CPU whose scenarios can be run here.
  static std::string one() {
    for (const cpus::Cpu& cpu : cpus::all()) {
      const auto file = scenarios_for(cpu.id, {});
      if (!file && file.fault().kind == FaultKind::no_scenarios) return cpu.id;
    }
    return "";
  }
};

TEST_F(OtherCpuCommand, TheFirstPlaceThatHasThemIsTaken) {
  no_program_for(one());
  const fs::path installed = fs::path(folder_) / "libexec" / "greenlens";
  fs::create_directories(installed.parent_path());
  fs::rename(fs::path(folder_) / one(), fs::path(folder_) / "moved");
  fs::create_directories(installed);
  fs::rename(fs::path(folder_) / "moved", installed / one());
  const std::string command = folder_ + "/bin/greenlens";
  const auto found = scenarios_for(one(), {"", command});
  ASSERT_TRUE(found) << said(found.fault());
  EXPECT_EQ(found->path, installed / one() / "greenlens-scenarios");
  EXPECT_EQ(found->cpu, one());
  no_program_for(one());
  EXPECT_EQ(scenarios_for(one(), {folder_, command})->path,
            folder_ + "/" + one() + "/greenlens-scenarios");
}

TEST_F(OtherCpuCommand, ThatTheyAreNotThereIsSaidWithWhatToDo) {
  const auto missing = scenarios_for(one(), {folder_, folder_ + "/bin/greenlens"});
  ASSERT_FALSE(missing);
  EXPECT_THAT(said(missing.fault()), HasSubstr("./dev scenarios " + one()));
  EXPECT_THAT(said(missing.fault()), HasSubstr("GREENLENS_TARGETS"));
}

TEST_F(OtherCpuCommand, ThisMachinesOwnCpuIsNoOther) {
  const auto own = scenarios_for(arch_describe()->name, {});
  ASSERT_TRUE(own);
  EXPECT_EQ(own->path, "");
  const Result made = greenlens("run test1_test2 --output-only --lines --cpu " +
                                std::string(arch_describe()->name));
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("test1 done"));
}

TEST_F(OtherCpuCommand, WhatCannotBeRunThereIsRefusedBeforeItIsStarted) {
  const Result unknown = greenlens("record test1_test2 -o x.gl --cpu z80");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("There is no CPU z80"));
  const std::string targets = no_program_for(one());
  const Result no_program =
      shell(targets + "\"$GREENLENS\" record test1_test2 -o x.gl --cpu " + one());
  EXPECT_EQ(no_program.code, 2);
  EXPECT_THAT(no_program.err, HasSubstr("is no program of a CPU"));
}

TEST_F(OtherCpuCommand, WhoseThreadsRunAtTheSameTimeIsNotLedFromLineToLineThere) {
  if (all_built().empty()) GTEST_SKIP() << kNoneBuilt;
  const std::string there = " -o x.gl --lines --cpu " + all_built().front().cpu;
  const Result threads = greenlens("record two_threads" + there);
  EXPECT_EQ(threads.code, 2);
  EXPECT_THAT(threads.err, HasSubstr("Threads of two_threads run at the same time"));
  EXPECT_EQ(greenlens("record jump" + there).code, 0);
}

TEST_F(OtherCpuCommand, AProgramOfOnesOwnHasToNameItsSwitch) {
  const std::string targets = no_program_for(one());
  const Result foreign = shell(targets + "\"$GREENLENS\" run --text ./x --cpu " + one());
  EXPECT_THAT(foreign.err, HasSubstr("--switch NAME"));
}

// --- what they do

class EachScenario : public ::testing::TestWithParam<const scenarios::Scenario*> {};

TEST_P(EachScenario, DoesTheSameOnEveryCpu) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  const std::string id = GetParam()->id;
  const auto here = run_to_its_end(id, {});
  ASSERT_NE(here, nullptr);
  const auto story = [](const Recorded& run) {
    return *compare::digest(run.timeline, {}, compare::Per::greenlet);
  };
  const compare::Digest wanted = story(*here);
  ASSERT_GT(wanted.sums.events, 0u);
  for (const ScenarioFile& one : all) {
    const auto there = run_to_its_end(id, one);
    if (there == nullptr) GTEST_SKIP() << "no emulator for " << one.cpu;
    const compare::Digest found = story(*there);
    EXPECT_EQ(found.hash, wanted.hash) << one.cpu << ", if it was built from these very sources ("
                                       << "./dev scenarios " << one.cpu << ")";
    EXPECT_EQ(found.sums.events, wanted.sums.events) << one.cpu;
    EXPECT_EQ(found.sums.switches, wanted.sums.switches) << one.cpu;
    EXPECT_EQ(found.sums.events_lost, 0u) << one.cpu;
    EXPECT_EQ(there->timeline.contradictions(), 0u) << one.cpu;
    EXPECT_EQ(printed(there->timeline).size(), printed(here->timeline).size()) << one.cpu;
  }
}

// What was executed of the switch, and how often it has called and returned.
struct Executed {
  std::map<uint64_t, uint64_t> sizes;  // of instructions, by offset
  uint64_t calls = 0, returns = 0;
};
Executed executed(const store::Trace& trace) {
  Executed found;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* fact = std::get_if<facts::InstructionExecuted>(&event.fact);
    if (fact == nullptr) continue;
    EXPECT_FALSE(fact->text.empty());
    found.sizes[fact->offset] = fact->code.size();
    found.calls += fact->called ? 1 : 0;
    found.returns += fact->returned ? 1 : 0;
  }
  return found;
}

// Their registers and their stack pointer come back, as every switch promises: each return that is
// told is held against the call.
TEST_P(EachScenario, IsSteppedOnEveryCpuAsItIsHere) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  const std::string id = GetParam()->id;
  const auto here = run_to_its_end(id, {}, Detail::instructions);
  ASSERT_NE(here, nullptr);
  if (here->target->not_stepped()) GTEST_SKIP() << said(here->target->not_stepped());
  const auto story = [](const Recorded& run) {
    return compare::digest(run.timeline, {}, compare::Per::greenlet)->hash;
  };
  const Executed wanted = executed(here->timeline);
  for (const ScenarioFile& one : all) {
    const auto there = run_to_its_end(id, one, Detail::instructions);
    if (there == nullptr) GTEST_SKIP() << "no emulator for " << one.cpu;
    EXPECT_EQ(said(there->target->not_stepped()), said(facts::Fault())) << one.cpu;
    EXPECT_EQ(story(*there), story(*here)) << one.cpu;
    EXPECT_EQ(there->timeline.contradictions(), 0u) << one.cpu;
    const Executed found = executed(there->timeline);
    EXPECT_GE(found.calls, wanted.calls) << one.cpu;  // some also call to know where they are
    EXPECT_EQ(found.returns, wanted.returns) << one.cpu;
    std::map<uint64_t, uint64_t> known;
    for (const auto& code : cpus::find(one.cpu)->code) known[code.offset] = code.size;
    for (const auto& [offset, size] : found.sizes) {
      EXPECT_EQ(known[offset], size) << one.cpu << " at " << offset;
    }
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// "scenarios/jump.cc:12 this frame": each line that begins, and the variables that are there.
// (Whether a handler's own line is come to before what is in it differs from CPU to CPU; so does
// the end of a function that is unwound.)
std::vector<std::string> lines_begun(const store::Trace& trace) {
  std::vector<std::string> all;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* begun = std::get_if<facts::LineBegun>(&event.fact);
    if (begun == nullptr) continue;
    const std::vector<std::string> source = lines_of(std::string(assets::text(begun->at.file)));
    EXPECT_LE(begun->at.line, source.size()) << begun->at.file;
    if (begun->at.line > source.size()) continue;
    const std::string& text = source[begun->at.line - 1];
    if (text.find("catch (") != std::string::npos || text.ends_with("  }")) continue;
    all.push_back(begun->at.file + ":" + std::to_string(begun->at.line));
    for (const auto& local : begun->locals) all.back() += " " + local.name;
  }
  return all;
}

TEST_P(EachScenario, ComesToTheSameLinesOnEveryCpu) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  const std::string id = GetParam()->id;
  // An emulator's stub cannot keep one thread still while it leads another.
  if (GetParam()->threads_at_once) GTEST_SKIP() << "refused: its threads run at the same time";
  // Handlers, a thread that ends, and who is copied in parts.
  const std::set<std::string> few = {"test1_test2", "throw_and_exit", "three_overlapping",
                                     "thread_ends"};
  if (std::getenv("GREENLENS_ALL_TESTS") == nullptr && !few.contains(id)) {
    GTEST_SKIP() << "GREENLENS_ALL_TESTS=1 tries this one, too";
  }
  const auto here = run_to_its_end(id, {}, Detail::lines);
  ASSERT_NE(here, nullptr);
  if (here->target->not_stepped()) GTEST_SKIP() << said(here->target->not_stepped());
  const std::vector<std::string> wanted = lines_begun(here->timeline);
  EXPECT_GE(wanted.size(), 5u);
  for (const ScenarioFile& one : all) {
    const auto there = run_to_its_end(id, one, Detail::lines);
    if (there == nullptr) GTEST_SKIP() << "no emulator for " << one.cpu;
    EXPECT_EQ(lines_begun(there->timeline), wanted) << one.cpu;
    EXPECT_EQ(there->timeline.contradictions(), 0u) << one.cpu;
    EXPECT_EQ(printed(there->timeline).size(), printed(here->timeline).size()) << one.cpu;
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EachScenario, ::testing::ValuesIn(scenarios::catalog()),
                         [](const auto& one) { return std::string(one.param->id); });

// In a folder of its own: a core file may be left.
class OnAnotherCpu : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/greenlens-cpu-XXXXXX";
    folder_ = mkdtemp(name);
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

 private:
  fs::path folder_, before_;
};

// Whose functions are left by tables that no walk reads (arch/<cpu>/walk.c).
const std::set<std::string> kWithoutFrames = {"arm"};

std::vector<std::string> names_of(const std::vector<facts::SavedRegister>& registers) {
  std::vector<std::string> names;
  for (const facts::SavedRegister& one : registers) names.push_back(one.name);
  return names;
}
// Of those slots that are no longer than a recording's values.
std::vector<std::string> names_of_words(const cpus::Cpu& cpu) {
  std::vector<std::string> names;
  for (const cpus::Slot& one : cpu.slots) {
    if (static_cast<size_t>(one.size) <= sizeof(uint64_t)) names.push_back(one.name);
  }
  return names;
}

// The frame of the CPU's folder, the words of its atlas, and names and lines of the program's file.
TEST_F(OnAnotherCpu, ARecordingHasItsRegistersItsWordsAndItsFrames) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  for (const ScenarioFile& one : all) {
    const cpus::Cpu& cpu = *cpus::find(one.cpu);
    const auto run = run_to_its_end("test1_test2", one);
    if (run == nullptr) GTEST_SKIP() << "no emulator for " << one.cpu;
    const store::TraceInfo& info = run->timeline.info();
    EXPECT_EQ(info.arch.name, cpu.name);
    ASSERT_EQ(info.arch.code.size(), cpu.code.size()) << one.cpu;
    ASSERT_EQ(info.code_lines.size(), cpu.code.size()) << one.cpu;
    for (size_t i = 0; i < cpu.code.size(); ++i) {
      EXPECT_EQ(info.arch.code[i].text, cpu.code[i].text) << one.cpu;
      EXPECT_EQ(info.code_lines[i].line, cpu.code[i].line) << one.cpu;
      EXPECT_EQ(info.sources[info.code_lines[i].source].file, cpu.source);
    }
    size_t saved = 0, from_the_program = 0;
    for (uint64_t n = 1; n <= run->timeline.size(); ++n) {
      const facts::Event event = run->timeline.event(n);
      const auto* fact = std::get_if<facts::RegistersSaved>(&event.fact);
      if (fact == nullptr) continue;
      ++saved;
      EXPECT_EQ(names_of(fact->registers), names_of_words(cpu)) << one.cpu;
      ASSERT_EQ(fact->frames.empty(), kWithoutFrames.contains(one.cpu)) << one.cpu;
      if (fact->frames.empty()) continue;
      // Where arguments lie on the stack, or something below what is spilled, its own frame begins
      // below that.
      const bool is_first = !cpu.conventions.arguments.empty() && cpu.conventions.below_frame == 0;
      EXPECT_EQ(fact->frames.front().function,
                is_first ? "arch_switch" : "greenlens::core::switch_stack")
          << one.cpu;
      for (const facts::CFrame& frame : fact->frames) {
        from_the_program += frame.file == "scenarios/test1_test2.cc" && frame.line != 0 &&
                            frame.function.starts_with("greenlens::scenarios::test1_test2::");
      }
    }
    EXPECT_EQ(saved, 4u) << one.cpu;
    if (kWithoutFrames.contains(one.cpu)) continue;
    EXPECT_EQ(from_the_program, 3u) << one.cpu << ": all are called by it but gr1's end";
  }
}

// --- how they end

// The process that was started last.
pid_t child() {
  pid_t found = 0;
  for (const auto& process : fs::directory_iterator("/proc")) {
    std::ifstream stat(process.path() / "stat");
    std::string line;
    if (!std::getline(stat, line)) continue;
    int parent = 0;
    char state = 0;
    const size_t name_end = line.rfind(')');
    if (std::sscanf(line.c_str() + name_end + 1, " %c %d", &state, &parent) != 2) continue;
    if (parent == getpid() && state != 'Z') found = std::max(found, std::atoi(line.c_str()));
  }
  return found;
}

std::string end_by(int signal, const ScenarioFile& where) {
  auto run = started("test1_test2", where);
  if (run == nullptr) return "";
  while (run->status != SourceStatus::waiting && run->runs()) run->poll();
  run->target->allow({facts::Grain::line, 0, false});
  run->poll();
  while (run->status == SourceStatus::running) run->poll();
  kill(child(), signal);
  while (run->runs()) run->poll();
  EXPECT_EQ(run->status, SourceStatus::failed);
  EXPECT_EQ(run->target->exit_code(), 128 + signal);
  EXPECT_TRUE(run->target->crashed());
  return said(run->target->fault());
}

TEST_F(OnAnotherCpu, TheEndIsToldInTheSameWords) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  for (const int signal : {SIGSEGV, SIGTERM, SIGKILL}) {
    const std::string here = end_by(signal, {});
    EXPECT_THAT(here, HasSubstr("test1_test2")) << signal;
    EXPECT_THAT(end_by(signal, all.front()), ::testing::AnyOf(here, IsEmpty())) << signal;
  }
}

TEST_F(OnAnotherCpu, WhoMayBeSteppedLaterIsSteppedWhenThatIsAskedFor) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  auto run = started("test1_test2", all.front(), Detail::phases, /*later=*/true);
  if (run == nullptr) GTEST_SKIP() << "no emulator";
  const auto go = [&](const session::Permission& permission) {
    while (run->status != SourceStatus::waiting && run->runs()) run->poll();
    run->target->allow(permission);
    run->poll();
    while (run->status == SourceStatus::running) run->poll();
  };
  for (int i = 0; i < 2; ++i) go({facts::Grain::switch_, run->timeline.size(), false});
  EXPECT_EQ(executed(run->timeline).returns, 0u);
  EXPECT_EQ(run->target->tell_instructions(/*next_only=*/true).kind, facts::Fault().kind);
  // One at a time.
  uint64_t stops = 0;
  while (run->runs() && executed(run->timeline).returns == 0) {
    go({facts::Grain::instruction, run->timeline.size(), false});
    ++stops;
  }
  EXPECT_GE(stops, executed(run->timeline).sizes.size());
  go({facts::Grain::phase, run->timeline.size(), true});
  EXPECT_EQ(run->status, SourceStatus::finished);
  EXPECT_EQ(executed(run->timeline).returns, 1u) << "only the next switch was asked for";
  EXPECT_EQ(run->timeline.contradictions(), 0u);
}

TEST_F(OnAnotherCpu, InstructionsThatWereNotAskedForInTimeAreAskedForInVain) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  auto run = started("test1_test2", all.front());
  if (run == nullptr) GTEST_SKIP() << "no emulator";
  while (run->status != SourceStatus::waiting && run->runs()) run->poll();
  EXPECT_EQ(run->target->tell_instructions(false).kind, FaultKind::no_stepper_of_emulated);
  run->target->allow({facts::Grain::phase, 0, true});
  while (run->runs()) run->poll();
  EXPECT_EQ(run->status, SourceStatus::finished);
}

// What was built from other sources has memory of another version: it runs, and tells nothing.
TEST_F(OnAnotherCpu, WhoTellsNothingIsOfAnotherVersion) {
  const std::vector<ScenarioFile> all = all_built();
  if (all.empty()) GTEST_SKIP() << kNoneBuilt;
  const auto run = started("no_such_scenario", all.front());
  if (run == nullptr) GTEST_SKIP() << "no emulator";
  run->target->allow({facts::Grain::phase, 0, true});
  while (run->runs()) run->poll();
  EXPECT_EQ(run->status, SourceStatus::failed);
  EXPECT_THAT(said(run->target->fault()), HasSubstr("./dev scenarios " + all.front().cpu));
}

}  // namespace
}  // namespace greenlens::cli
