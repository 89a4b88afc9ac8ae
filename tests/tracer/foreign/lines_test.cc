// A C program that knows nothing of us, line by line: which lines, whose, and what its variables
// hold there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/said.h"
#include "tracer/facts/context_facts.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/live/target_process.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"

namespace greenlens::live {
namespace {

using facts::LineBegun;
using facts::LocalValue;

class ProgramLines : public ::testing::Test {
 protected:
  // Its debug information names its sources from there.
  void SetUp() override {
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(GREENLENS_SOURCE_DIR);
    std::ifstream file(GREENLENS_SOURCE_DIR "/tests/tracer/foreign/programs/variables.c");
    std::string line;
    for (uint32_t n = 1; std::getline(file, line); ++n) lines_[n] = line;
  }
  static std::string words_of(std::string line) {
    line = line.substr(0, line.find("//"));
    line.erase(0, line.find_first_not_of(' '));
    return line.substr(0, line.find_last_not_of(' ') + 1);
  }
  void TearDown() override { std::filesystem::current_path(before_); }
  // The line that ends with this comment.
  uint32_t line_of(const std::string& comment) const {
    for (const auto& [n, text] : lines_) {
      if (text.ends_with("// " + comment)) return n;
    }
    ADD_FAILURE() << "no line says " << comment;
    return 0;
  }
  static TargetCommand led(const std::string& program) {
    TargetCommand command;
    command.argv = {program};
    command.shown_name = "target";
    command.output = Output::nowhere;
    command.switches = {"thread_switch"};
    command.lines = true;
    return command;
  }
  void record(const std::string& program, bool instructions = false, const std::string& way = "") {
    TargetCommand command = led(program);
    if (!way.empty()) command.argv.push_back(way);
    command.instructions = instructions;
    auto started = TargetProcess::start(command);
    if (!started && (started.fault().kind == facts::FaultKind::no_watcher ||
                     started.fault().kind == facts::FaultKind::cannot_watch)) {
      GTEST_SKIP() << said(started.fault());
    }
    ASSERT_TRUE(started) << said(started.fault());
    target_ = std::move(*started);
    target_->allow({facts::Grain::phase, 0, true});
    auto status = session::SourceStatus::running;
    while (status == session::SourceStatus::running || status == session::SourceStatus::waiting) {
      status = target_->poll(&timeline_, 50);
    }
    EXPECT_EQ(status, session::SourceStatus::finished);
    EXPECT_TRUE(timeline_.contradicted().empty());
  }
  struct Begun {
    std::string who;
    LineBegun fact;
    uint64_t step = 0;
  };
  std::vector<Begun> begun() const {
    std::vector<Begun> all;
    for (uint64_t n = 1; n <= timeline_.size(); ++n) {
      const facts::Event event = timeline_.event(n);
      const auto* fact = std::get_if<LineBegun>(&event.fact);
      if (fact == nullptr) continue;
      const state::State state = timeline_.state(n);
      all.push_back({name_of(state, told_by(state).current), *fact, n});
    }
    return all;
  }
  std::optional<LineBegun> first_at(uint32_t line) const {
    for (const Begun& one : begun()) {
      if (one.fact.at.line == line) return one.fact;
    }
    return {};
  }
  static const LocalValue* named(const LineBegun& fact, const std::string& name) {
    for (const LocalValue& local : fact.locals) {
      if (local.name == name) return &local;
    }
    return nullptr;
  }
  static std::string value(const LineBegun& fact, const std::string& name) {
    const LocalValue* local = named(fact, name);
    return local == nullptr ? "not in scope" : local->type + " = " + local->value;
  }

  std::filesystem::path before_;
  std::map<uint32_t, std::string> lines_;
  std::unique_ptr<TargetProcess> target_;
  store::Timeline timeline_;
};

TEST_F(ProgramLines, AreThoseThatItGoesThroughInTheirOrderAndByWhom) {
  record(GREENLENS_VARIABLES);
  std::vector<std::string> around;
  for (const Begun& one : begun()) {
    EXPECT_EQ(one.fact.at.file.substr(one.fact.at.file.rfind('/') + 1), "variables.c");
    if (one.fact.at.function != "sum_of" && one.fact.at.function != "other") continue;
    const std::string words = one.who + ": " + words_of(lines_[one.fact.at.line]);
    // Compilers differ in how often a loop comes by its first line, and in who ends at the bracket.
    if (words == "main: }" || (!around.empty() && around.back() == words)) continue;
    around.push_back(words);
  }
  const std::string loop = "main: for (int i = 0; i < count; ++i) {",
                    adds = "main: sum += numbers[i];";
  const std::vector<std::string> expected = {
      "other: int own = -3;",
      "other: thread_switch(&other_sp, main_sp);",
      "main: int sum = 0;",
      loop,
      adds,
      loop,
      adds,
      loop,
      adds,
      loop,
      "main: return sum;",
      "other: own = own * 2;",
      "other: printf(\"own %d\\n\", own);",
      "other: thread_switch(&other_sp, main_sp);",
  };
  EXPECT_EQ(around, expected);
}

TEST_F(ProgramLines, SayWhatEachVariableHolds) {
  record(GREENLENS_VARIABLES);
  const std::optional<LineBegun> at = first_at(line_of("all"));
  ASSERT_TRUE(at);
  EXPECT_EQ(value(*at, "numbers"), "int[3] = {1, 2, 3}");
  EXPECT_EQ(value(*at, "box"), "struct box = {name = …, corner = {x = 7, y = -8}, small = 200}");
  EXPECT_EQ(value(*at, "reference"), "box_ref = ");
  EXPECT_EQ(value(*at, "color"), "enum color = blue");
  EXPECT_EQ(value(*at, "letters"), "char[8] = \"hey\"");
  EXPECT_EQ(value(*at, "letter"), "char = 113 'q'");
  EXPECT_EQ(value(*at, "half"), "double = 0.5");
  EXPECT_EQ(value(*at, "quarter"), "float = 0.25");
  EXPECT_EQ(value(*at, "nothing"), "const char * = NULL");
  EXPECT_EQ(value(*at, "big"), "uint64_t = 18446744073709551615");
  // Where they are, and where pointers lead.
  const LocalValue* numbers = named(*at, "numbers");
  const LocalValue* first = named(*at, "first");
  const LocalValue* box = named(*at, "box");
  const LocalValue* reference = named(*at, "reference");
  ASSERT_TRUE(numbers && first && box && reference);
  EXPECT_TRUE(facts::is_stack_address(numbers->at));
  EXPECT_EQ(numbers->bytes, 12u);
  EXPECT_EQ(first->points_to, numbers->at);
  EXPECT_EQ(reference->points_to, box->at);
  EXPECT_GE(numbers->at, at->sp);
  // What is declared behind the line is not there yet.
  EXPECT_EQ(value(*at, "top"), "not in scope");
  EXPECT_EQ(value(*at, "numbers_in_block"), "not in scope");
  const std::optional<LineBegun> inside = first_at(line_of("inside"));
  ASSERT_TRUE(inside);
  EXPECT_EQ(value(*inside, "numbers_in_block"), "int = 9");
  EXPECT_EQ(value(*inside, "color_number"), "int = 6");
  EXPECT_EQ(value(*inside, "letter"), "char = 113 'q'");
}

TEST_F(ProgramLines, FollowAVariableThroughItsChangesAndOverASwitch) {
  record(GREENLENS_VARIABLES, /*instructions=*/true);
  std::vector<std::string> sums;
  const uint32_t adds = line_of("adds");
  for (const Begun& one : begun()) {
    if (one.fact.at.line == adds) sums.push_back(value(one.fact, "sum"));
  }
  EXPECT_THAT(sums, ::testing::ElementsAre("int = 0", "int = 1", "int = 3"));
  const std::optional<LineBegun> back = first_at(line_of("is back"));
  ASSERT_TRUE(back);
  EXPECT_EQ(value(*back, "own"), "int = -3");
  // It lies on the other's own stack, and stays with who is suspended there.
  const LocalValue* own = named(*back, "own");
  ASSERT_NE(own, nullptr);
  const state::State& last = timeline_.last();
  const facts::GreenletId other = state::find_named(last, "other");
  const state::GreenletState* g = state::find(last, other);
  ASSERT_NE(g, nullptr);
  const state::Stack& stack = last.stacks.at(g->stack);
  EXPECT_GE(own->at, stack.low);
  EXPECT_LT(own->at, stack.high);
  ASSERT_NE(g->line, nullptr);
  EXPECT_EQ(g->line->at.function, "other");
}

TEST_F(ProgramLines, SayWhatTheCompilerHasOptimisedAway) {
  record(GREENLENS_VARIABLES_OPTIMISED);
  size_t gone = 0, in_registers = 0, wrong = 0;
  for (const Begun& one : begun()) {
    for (const LocalValue& local : one.fact.locals) {
      gone += local.optimised_out;
      in_registers += !local.in_register.empty();
      if (local.name == "letter" && !local.optimised_out) wrong += local.value != "113 'q'";
      if (local.optimised_out) {
        EXPECT_EQ(local.value, "");
        EXPECT_EQ(local.at, facts::kNull);
      }
    }
  }
  EXPECT_GT(gone, 0u);
  EXPECT_GT(in_registers, 0u);
  EXPECT_EQ(wrong, 0u);
}

// Its child stops nowhere, and what comes behind is told as before.
TEST_F(ProgramLines, AreNoneOfAChildThatRunsInTheProgramsMemory) {
  record(GREENLENS_SEVERAL_WAYS, false, "vfork");
  std::vector<std::string> printed;
  uint64_t child = 0, last_line = 0;
  for (uint64_t n = 1; n <= timeline_.size(); ++n) {
    const facts::Event event = timeline_.event(n);
    if (std::holds_alternative<LineBegun>(event.fact)) last_line = n;
    const auto* one = std::get_if<facts::Printed>(&event.fact);
    if (one == nullptr) continue;
    printed.push_back(one->text);
    if (one->text == "child 2, signal 0") child = n;
  }
  EXPECT_THAT(printed, ::testing::Contains("child 2, signal 0"));
  EXPECT_GT(last_line, child);
}

TEST_F(ProgramLines, WaitAtEachUntilItMayGoOn) {
  auto started = TargetProcess::start(led(GREENLENS_VARIABLES));
  if (!started) GTEST_SKIP() << said(started.fault());
  target_ = std::move(*started);
  size_t stops = 0;
  auto status = session::SourceStatus::running;
  while (stops < 12) {
    const uint64_t before = timeline_.size();
    target_->allow({facts::Grain::line, before, false});
    for (int i = 0; i < 200; ++i) {
      status = target_->poll(&timeline_, 50);
      if (status == session::SourceStatus::finished) break;
      if (timeline_.size() > before && status == session::SourceStatus::waiting) break;
    }
    ASSERT_GT(timeline_.size(), before);
    const facts::Event event = timeline_.event(timeline_.size());
    ASSERT_TRUE(facts::is_stop(event.fact, facts::Grain::line)) << facts::fact_name(event.fact);
    ++stops;
  }
  // Whoever leaves it there lets it go on to its end.
  target_->leave();
}

}  // namespace
}  // namespace greenlens::live
