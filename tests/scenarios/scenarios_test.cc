// Claims about every scenario: what it prints, what it says of itself, that it leaves nothing
// behind.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "assets/assets.h"
#include "engine/cpp/greenlet.h"
#include "scenarios/scenario.h"
#include "tracer/words/languages.h"
#include "tracer/words/messages.h"

namespace greenlens::scenarios {
namespace {

std::string contents(int file) {
  std::string text;
  char buffer[4096];
  lseek(file, 0, SEEK_SET);
  for (ssize_t n; (n = read(file, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<size_t>(n));
  }
  return text;
}

// What the scenario prints up to its end, that is, before what it left suspended is killed.
std::string output_of(const Scenario& scenario) {
  char path[] = "/tmp/scenario-output-XXXXXX";
  int file = mkstemp(path);
  unlink(path);
  engine::set_output(file);
  scenario.run([](void*) { engine::set_output(-1); }, nullptr);
  engine::set_output(1);
  std::string text = contents(file);
  close(file);
  return text;
}

std::string golden_path(const Scenario& scenario) {
  return std::string(GREENLENS_SOURCE_DIR "/tests/golden/scenarios/") + scenario.id + ".txt";
}

// The command that writes the golden files anew.
std::string update() {
  return "GREENLENS_UPDATE_GOLDEN=1 " + std::filesystem::read_symlink("/proc/self/exe").string();
}

// Other languages say it by these messages.
TEST(Scenarios, AreCalledInTheCatalogueWhatTheyCallThemselves) {
  const words::Messages& messages = words::Messages::of(words::kLanguages[0].id);
  for (const Scenario* scenario : catalog()) {
    const std::string id = std::string("scenario.") + scenario->id;
    EXPECT_EQ(messages.text(id), scenario->title) << "assets/messages/en.txt";
    EXPECT_EQ(messages.text(id + ".teaches"), scenario->teaches) << "assets/messages/en.txt";
  }
}

TEST(Scenarios, PrintExactlyWhatTheirGoldenFilesSay) {
  for (const Scenario* scenario : catalog()) {
    std::string printed = output_of(*scenario);
    if (std::getenv("GREENLENS_UPDATE_GOLDEN")) std::ofstream(golden_path(*scenario)) << printed;
    std::ifstream file(golden_path(*scenario));
    std::stringstream golden;
    golden << file.rdbuf();
    EXPECT_TRUE(file) << "What " << scenario->file
                      << " should print is not written down yet. Run\n  " << update()
                      << "\nread what it wrote to " << golden_path(*scenario) << ", and commit it.";
    if (file) {
      EXPECT_EQ(printed, golden.str())
          << scenario->id << " prints something else now. If it should, run\n  " << update();
    }
  }
}

TEST(Scenarios, RunTwiceInOneProcessWithTheSameOutput) {
  for (const Scenario* scenario : catalog()) {
    EXPECT_EQ(output_of(*scenario), output_of(*scenario)) << scenario->id;
  }
}

TEST(Scenarios, BeginWithTheArticlesExamplesInTheirOrder) {
  std::vector<std::string> ids;
  for (const Scenario* scenario : catalog()) ids.push_back(scenario->id);
  ASSERT_GE(ids.size(), 12u);
  ids.resize(6);
  EXPECT_EQ(ids, (std::vector<std::string>{"test1_test2", "am_i_main", "arguments", "nested_parent",
                                           "sibling_parent", "jump"}));
}

TEST(Scenarios, HaveUniqueIdsAndSayWhatTheyTeach) {
  std::set<std::string> ids;
  for (const Scenario* scenario : catalog()) {
    EXPECT_TRUE(ids.insert(scenario->id).second) << scenario->id;
    EXPECT_EQ(find(scenario->id), scenario);
    EXPECT_GT(std::string(scenario->title).size(), 2u) << scenario->id;
    EXPECT_EQ(std::string(scenario->teaches).back(), '.') << scenario->id;
  }
  EXPECT_EQ(find("no_such_scenario"), nullptr);
}

TEST(Scenarios, AreAllInTheList) {
  for (const auto& entry : std::filesystem::directory_iterator(GREENLENS_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() != ".cc") continue;
    const std::string id = entry.path().stem();
    EXPECT_NE(find(id), nullptr) << "Add " << id << " to the list in scenarios/CMakeLists.txt.";
  }
}

TEST(Scenarios, SayWhatCanBeSetInEveryLanguage) {
  size_t parameters = 0;
  for (const Scenario* scenario : catalog()) {
    for (const Parameter& one : scenario->parameters) {
      ++parameters;
      for (const words::Language& language : words::kLanguages) {
        const std::string id = std::string("scenario.") + scenario->id + ".set." + one.id;
        EXPECT_TRUE(words::Messages::of(language.id).has(id)) << language.id << ": " << id;
      }
      EXPECT_LT(one.least, one.most) << one.id;
      EXPECT_TRUE(one.least <= one.usual && one.usual <= one.most) << one.id;
      if (one.words.empty()) continue;
      EXPECT_EQ(one.words.size(), static_cast<size_t>(one.most - one.least + 1)) << one.id;
    }
  }
  EXPECT_GT(parameters, 5u);
}

TEST(Scenarios, TakeTheValuesThatTheySayAndNoOthers) {
  const Parameter depth{"depth", 30, 0, 400};
  EXPECT_EQ(value_from_text(depth, "0"), 0);
  EXPECT_EQ(value_from_text(depth, "400"), 400);
  for (const char* wrong : {"401", "-1", "", "4 ", "4.0", "0x4", "99999999999999999999"}) {
    EXPECT_EQ(value_from_text(depth, wrong), std::nullopt) << wrong;
  }
  const Parameter thrown{"thrown", 0, 0, 1, {"error", "exit"}};
  EXPECT_EQ(value_from_text(thrown, "exit"), 1);
  EXPECT_EQ(value_from_text(thrown, "1"), std::nullopt);
  EXPECT_EQ(value_text(thrown, 1), "exit");
  EXPECT_EQ(value_text(depth, 7), "7");
}

// With each at either end: it comes to its own end, leaves nothing behind, and does something else
// than usual.
TEST(Scenarios, RunWithWhatTheyCanBeSetTo) {
  for (const Scenario* scenario : catalog()) {
    const std::string usual = output_of(*scenario);
    for (const Parameter& one : scenario->parameters) {
      for (const int64_t value : {one.least, one.most}) {
        SCOPED_TRACE(std::string(scenario->id) + ", " + one.id + '=' + value_text(one, value));
        const InForce in_force({{one.id, value}});
        const std::string printed = output_of(*scenario);
        EXPECT_FALSE(printed.empty());
        EXPECT_EQ(engine::main_greenlet().stack_saved(), 0u);
      }
    }
    EXPECT_EQ(output_of(*scenario), usual) << scenario->id << " is as usual again";
  }
}

TEST(Scenarios, DoOtherThingsWhenTheyAreSetOtherwise) {
  const auto printed_with = [](const char* id, const Settings& settings) {
    const InForce in_force(settings);
    return output_of(*find(id));
  };
  EXPECT_EQ(printed_with("sibling_parent", {{"parent", 1}}),
            "coroutine foo\ncoroutine bar\ncoroutine end coroutine bar return value\nNone\n");
  EXPECT_EQ(printed_with("generator", {{"numbers", 1}}), "main got 0\ncounter is done: True\n");
  EXPECT_NE(printed_with("throw_and_exit", {{"thrown", 1}}).find("GreenletExit()"),
            std::string::npos);
  EXPECT_NE(printed_with("deep_recursion", {{"depth", 400}}).find("2 400"), std::string::npos);
}

TEST(Scenarios, CarryTheirSource) {
  for (const Scenario* scenario : catalog()) {
    std::string_view source = assets::text(scenario->file);
    EXPECT_NE(source.find("void program()"), std::string_view::npos) << scenario->id;
  }
}

TEST(Scenarios, LeaveOnlyMainAlive) {
  for (const Scenario* scenario : catalog()) {
    output_of(*scenario);
    EXPECT_TRUE(engine::current().is_main()) << scenario->id;
    EXPECT_EQ(engine::main_greenlet().stack_saved(), 0u) << scenario->id;
  }
}

}  // namespace
}  // namespace greenlens::scenarios
