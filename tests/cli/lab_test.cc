// greenlens lab: each wrong switch is caught by the check that it names, and a right one by none.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "cli/other_cpu.h"
#include "tests/cli/command.h"
#include "tracer/cpus/atlas.h"

namespace greenlens::cli {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Lab : public Command {
 protected:
  // Where nothing can be stepped there is no lab.
  void SetUp() override {
    Command::SetUp();
    listed_ = nlohmann::json::parse(greenlens("lab --json").out);
    if (listed_.empty()) GTEST_SKIP() << "this CPU has no wrong switches";
  }
  // Null where the system does not let programs be stepped.
  nlohmann::json tried(const std::string& words) {
    const Result made = greenlens("lab " + words + " --json");
    if (made.err.find("ptrace") != std::string::npos) return nullptr;
    EXPECT_THAT(made.code, AnyOf(0, 1)) << words << made.err;
    return made.out.empty() ? nlohmann::json() : nlohmann::json::parse(made.out);
  }
  std::string written(const std::string& name, const std::string& text) {
    std::ofstream(folder_ + "/" + name) << text;
    return name;
  }
  // For which one was built.
  std::vector<std::string> cpus_with_a_lab() const {
    ScenarioPlaces places = scenario_places();
    places.executable = GREENLENS_BINARY;
    std::vector<std::string> all;
    for (const cpus::Cpu& cpu : cpus::all()) {
      if (!part_for(cpu.id, Part::lab, places).empty()) all.push_back(cpu.id);
    }
    return all;
  }
  nlohmann::json listed_;
};

TEST_F(Lab, EachWrongSwitchIsCaughtByTheCheckThatItNames) {
  EXPECT_GE(listed_.size(), 8u);
  for (const auto& one : listed_) {
    const std::string id = one["id"];
    const nlohmann::json tried_out = tried(id);
    if (tried_out == nullptr) GTEST_SKIP() << "programs cannot be stepped here";
    EXPECT_EQ(tried_out["as_expected"], true) << tried_out.dump(1);
    EXPECT_FALSE(tried_out["differences"].empty()) << id;
    EXPECT_NE(tried_out["red"]["sentence"], "") << id;
  }
}

TEST_F(Lab, TheRightOneIsCaughtByNone) {
  for (const char* words : {"right", "right --scenario three_overlapping",
                            "right --scenario throw_and_exit", "right --scenario two_threads"}) {
    const nlohmann::json right = tried(words);
    if (right == nullptr) GTEST_SKIP() << "programs cannot be stepped here";
    EXPECT_EQ(right["red"], nullptr) << right.dump(1);
    EXPECT_EQ(right["crash"], nullptr);
    EXPECT_GT(right["end"]["instructions"], 100);
  }
}

// The same for the CPUs that are built here; a few of them, where nobody wants to wait for all.
TEST_F(Lab, OnAnotherCpuEachIsCaughtByTheCheckThatItNames) {
  const std::set<std::string> few = {"register_forgotten", "partial_save_skipped", "sixteen_off"};
  const bool all = std::getenv("GREENLENS_ALL_TESTS") != nullptr;
  size_t tried_cpus = 0;
  for (const std::string& cpu : cpus_with_a_lab()) {
    SCOPED_TRACE(cpu);
    ++tried_cpus;
    const nlohmann::json right = tried("right --seconds 60 --cpu " + cpu);
    ASSERT_TRUE(right.is_object());
    EXPECT_EQ(right["red"], nullptr) << right.dump(1);
    EXPECT_EQ(right["crash"], nullptr);
    EXPECT_EQ(right["cpu"], cpu);
    EXPECT_GT(right["end"]["instructions"], 100);
    const auto listed = nlohmann::json::parse(greenlens("lab --json --cpu " + cpu).out);
    EXPECT_GE(listed.size(), 9u);
    for (const auto& one : listed) {
      const std::string id = one["id"];
      if (!all && !few.contains(id)) continue;
      // With the bytes that are there by chance some go round for ever on some of them.
      const bool may_go_round = id == "return_address_forgotten" || id == "partial_save_skipped";
      const char* seconds = may_go_round ? "5" : "60";
      const nlohmann::json tried_out = tried(id + " --seconds " + seconds + " --cpu " + cpu);
      ASSERT_TRUE(tried_out.is_object()) << id;
      EXPECT_EQ(tried_out["as_expected"], true) << tried_out.dump(1);
      EXPECT_FALSE(tried_out["differences"].empty()) << id;
      if (tried_out["cause"] != nullptr) {
        EXPECT_LE(tried_out["cause"]["step"], tried_out["red"]["step"]) << id;
      }
    }
  }
  if (tried_cpus == 0) GTEST_SKIP() << "no lab is built for another CPU: ./dev scenarios CPU";
}

TEST_F(Lab, AFileOfOnesOwnIsTriedOnAnotherCpu) {
  const std::vector<std::string> cpus = cpus_with_a_lab();
  if (cpus.empty()) GTEST_SKIP() << "no lab is built for another CPU: ./dev scenarios CPU";
  const std::string on = " --seconds 60 --cpu " + cpus.front();
  const std::string forgets = greenlens("lab register_forgotten --source" + on).out;
  ASSERT_THAT(forgets, HasSubstr("arch_switch:"));
  const nlohmann::json wrong = tried(written("forgets.S", forgets) + on);
  ASSERT_TRUE(wrong.is_object());
  // As many lines as that CPU's wrong switch takes.
  EXPECT_EQ(wrong["differences"], tried("register_forgotten" + on)["differences"]);
  EXPECT_FALSE(wrong["differences"].empty());
  EXPECT_EQ(wrong["red"]["check"]["field"], "registers");
}

TEST_F(Lab, ACpuThatIsNotThereIsSaid) {
  const Result unknown = greenlens("lab --cpu z80");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("There is no CPU z80"));
  EXPECT_THAT(unknown.err, HasSubstr("riscv64"));
  const Result nothing = shell("cp \"$GREENLENS\" greenlens && ./greenlens lab right --cpu s390x");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, HasSubstr("./dev scenarios s390x"));
}

TEST_F(Lab, ItsRecordingOpensInOtherCommands) {
  const Result made = greenlens("lab restore_too_early -o wrong.gltrace");
  if (made.err.find("ptrace") != std::string::npos) GTEST_SKIP() << made.err;
  EXPECT_EQ(made.code, 1) << made.err;
  EXPECT_THAT(made.out, HasSubstr("First wrong, at step "));
  EXPECT_THAT(made.out, HasSubstr("greenlens view wrong.gltrace"));
  EXPECT_EQ(greenlens("check wrong.gltrace").code, 1);
  EXPECT_EQ(greenlens("show wrong.gltrace --step last").code, 0);
  EXPECT_EQ(greenlens("export wrong.gltrace -o step.svg").code, 0);
}

// A file of one's own is the right one, printed and changed.
TEST_F(Lab, AFileOfOnesOwnIsTriedAndItsDifferencesAreSaid) {
  const std::string right = greenlens("lab right --source").out;
  ASSERT_THAT(right, HasSubstr("arch_switch:"));
  const nlohmann::json same = tried(written("same.S", right));
  if (same == nullptr) GTEST_SKIP() << "programs cannot be stepped here";
  EXPECT_TRUE(same["differences"].empty());
  EXPECT_EQ(same["red"], nullptr) << same.dump(1);
  const std::string forgets = greenlens("lab register_forgotten --source").out;
  const nlohmann::json wrong = tried(written("forgets.S", forgets));
  EXPECT_EQ(wrong["differences"].size(), 1u);
  EXPECT_EQ(wrong["red"]["check"]["field"], "registers");
  EXPECT_EQ(wrong["variant"], nullptr);
}

TEST_F(Lab, WhatCannotBeTriedIsSaidInASentence) {
  const std::string right = greenlens("lab right --source").out;
  const Result syntax = greenlens("lab " + written("bad.S", right + "\n        nonsense here\n"));
  EXPECT_EQ(syntax.code, 2);
  EXPECT_THAT(syntax.err, HasSubstr("bad.S"));
  EXPECT_THAT(syntax.err, HasSubstr("nonsense"));
  const Result empty = greenlens("lab " + written("empty.S", ""));
  EXPECT_EQ(empty.code, 2);
  EXPECT_THAT(empty.err, HasSubstr("arch_switch"));
  EXPECT_EQ(greenlens("lab nowhere.S").code, 3);
  const Result typo = greenlens("lab register_forgoten");
  EXPECT_EQ(typo.code, 2);
  EXPECT_THAT(typo.err, HasSubstr("did you mean register_forgotten?"));
  EXPECT_EQ(greenlens("lab right --scenario none").code, 2);
  const Result without =
      shell("greenlens=\"$GREENLENS\"; PATH=/nonexistent; \"$greenlens\" lab right");
  EXPECT_EQ(without.code, 2);
  EXPECT_THAT(without.err, HasSubstr("Install a C compiler for that"));
}

TEST_F(Lab, OneThatHangsIsEndedAndThatIsSaid) {
  std::string right = greenlens("lab right --source").out;
  const std::string begin = "arch_switch:\n";
  right.insert(right.find(begin) + begin.size(), "1:      jmp     1b\n");
  const Result made = greenlens("lab --seconds 1 " + written("hangs.S", right));
  if (made.err.find("ptrace") != std::string::npos) GTEST_SKIP() << made.err;
  EXPECT_EQ(made.code, 1) << made.err;
  EXPECT_THAT(made.out, HasSubstr("was ended"));
  EXPECT_THAT(made.out, Not(HasSubstr("It did not crash.")));
}

}  // namespace
}  // namespace greenlens::cli
