// The real binary, as its user meets it: what it prints, its sentences and its exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/export/exporter.h"

namespace greenlens::cli {
namespace {

nlohmann::json greenlet(const nlohmann::json& state, const std::string& name) {
  for (const auto& one : state["greenlets"]) {
    if (one["name"] == name) return one;
  }
  return {};
}

TEST_F(Command, ListsTheArticlesExamplesFirst) {
  Result listed = greenlens("list");
  EXPECT_EQ(listed.code, 0);
  EXPECT_EQ(listed.out.find("test1_test2\ttest1 / test2\nam_i_main\t"), 0u) << listed.out;
  auto json = nlohmann::json::parse(greenlens("list --json").out);
  EXPECT_EQ(json.size(), scenarios::catalog().size());
  EXPECT_EQ(json[0]["id"], "test1_test2");
}

TEST_F(Command, PrintsJustWhatEachScenarioPrints) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    Result run = greenlens(std::string("run ") + scenario->id + " --output-only");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.out, slurp(std::string(GREENLENS_SOURCE_DIR "/tests/golden/scenarios/") +
                             scenario->id + ".txt"));
  }
}

TEST_F(Command, WritesATranscriptWithANumberedSentenceAStepAndTheOutputBetween) {
  Result run = greenlens("run test1_test2 --text");
  EXPECT_EQ(run.code, 0) << run.err;
  std::stringstream lines(run.out);
  std::string line, output;
  int step = 0;
  while (std::getline(lines, line)) {
    if (line.rfind("> ", 0) == 0) {
      output += line.substr(2) + "\n";
      continue;
    }
    if (line.empty()) break;
    EXPECT_EQ(std::stoi(line), ++step) << line;
    EXPECT_EQ(line.find("{"), std::string::npos) << line;
  }
  EXPECT_GT(step, 50);
  std::getline(lines, line);
  EXPECT_EQ(line.rfind("warning: never-finished, step ", 0), 0u) << line << ": then the lints";
  EXPECT_EQ(output, slurp(GREENLENS_SOURCE_DIR "/tests/golden/scenarios/test1_test2.txt"));
}

TEST_F(Command, RecordsTheMomentsThatTest1Test2IsAbout) {
  std::string file = recorded("test1_test2");
  int step = 0;
  // main starts gr1: part of main is copied.
  auto state = state_at(file, "slice_saved", 1, &step);
  EXPECT_EQ(state["event"]["extent"], "partial");
  EXPECT_GT(greenlet(state, "main")["bytes_in_heap"], 0);
  EXPECT_GT(greenlet(state, "main")["bytes_on_stack"], 0);
  // gr1 starts gr2: main's copy is kept, part of gr1 is copied.
  auto kept = greenlet(state, "main")["bytes_in_heap"];
  state = state_at(file, "slice_saved", step + 1, &step);
  EXPECT_EQ(state["event"]["extent"], "partial");
  EXPECT_EQ(greenlet(state, "main")["bytes_in_heap"], kept);
  EXPECT_GT(greenlet(state, "gr1")["bytes_in_heap"], 0);
  EXPECT_GT(greenlet(state, "gr1")["bytes_on_stack"], 0);
  // gr2 switches back: its whole slice is copied, gr1's copy comes back and is freed.
  state = state_at(file, "slice_saved", step + 1, &step);
  EXPECT_EQ(state["event"]["extent"], "whole");
  EXPECT_GT(greenlet(state, "gr2")["bytes_in_heap"], 0);
  EXPECT_EQ(greenlet(state, "gr2")["bytes_on_stack"], 0);
  state = state_at(file, "slice_restored", step + 1, &step);
  EXPECT_EQ(greenlet(state, "gr1")["bytes_in_heap"], 0);
  // gr1 returns: it is dead, main is whole again, and gr2's copy stays.
  state = nlohmann::json::parse(greenlens("show " + file + " --step last --json").out);
  EXPECT_EQ(greenlet(state, "gr1")["state"], "dead");
  EXPECT_EQ(greenlet(state, "main")["bytes_in_heap"], 0);
  EXPECT_EQ(greenlet(state, "gr2")["state"], "suspended");
  EXPECT_GT(greenlet(state, "gr2")["bytes_in_heap"], 0);
  EXPECT_EQ(greenlet(state, "gr2")["stack_saved"], greenlet(state, "gr2")["bytes_in_heap"]);
  EXPECT_EQ(state["current"], "main");
  EXPECT_EQ(state["output"].size(), 6u);
}

TEST_F(Command, SavesWholeAndPartlyInOneSwitchOfThreeOverlapping) {
  std::string file = recorded("three_overlapping");
  EXPECT_EQ(greenlens("export " + file + " -o " + folder_ + "/x.jsonl").code, 0);
  std::ifstream events(folder_ + "/x.jsonl");
  int whole = 0, partial = 0;
  bool found = false;
  for (std::string line; std::getline(events, line);) {
    auto event = nlohmann::json::parse(line);
    std::string name = event.value("name", "");
    if (name == "switch_requested") whole = partial = 0;
    if (name == "slice_saved") (event["extent"] == "whole" ? whole : partial)++;
    found = found || (whole >= 1 && partial == 1);
  }
  EXPECT_TRUE(found);
}

TEST_F(Command, ShowsStepsAtEveryGrain) {
  std::string file = recorded("jump");
  int count[3] = {};
  const char* grains[] = {"phase", "switch", "line"};
  for (int i = 0; i < 3; ++i) {
    Result shown = greenlens("show " + file + " --json --step last --grain " + grains[i]);
    ASSERT_EQ(shown.code, 0) << shown.err;
    auto json = nlohmann::json::parse(shown.out);
    EXPECT_EQ(json["step"], json["steps"]);
    count[i] = json["steps"];
  }
  EXPECT_GT(count[0], count[2]);
  EXPECT_GT(count[2], count[1]);
  Result text = greenlens("show " + file + " --step 20");
  EXPECT_NE(text.out.find("stack_stop"), std::string::npos) << text.out;
}

TEST_F(Command, ExportsEverySceneToEveryFormatAndSaysSoInItsHelp) {
  std::string file = recorded("jump");
  const std::string help = greenlens("export --help").out;
  const std::string manual = slurp(GREENLENS_SOURCE_DIR "/docs/cli.md");
  for (const exports::Exporter& exporter : exports::exporters()) {
    EXPECT_NE(help.find(std::string("\n  ") + exporter.ending + " "), std::string::npos) << help;
    EXPECT_NE(manual.find(std::string("-o X") + exporter.ending), std::string::npos)
        << "docs/cli.md does not say what " << exporter.ending << " is";
    const exports::Needs& needs = exporter.needs;
    if (needs.each && !needs.step) continue;  // a film: minutes, and ffmpeg
    for (const exports::NamedScene& scene : exports::scenes()) {
      const std::string to = folder_ + "/" + scene.name + exporter.ending;
      std::string options = needs.step ? " --step middle" : "";
      if (needs.scene) options += std::string(" --scene ") + scene.name;
      const Result result = greenlens("export " + file + " -o " + to + options);
      EXPECT_EQ(result.code, 0) << result.err;
      if (needs.scale || needs.paper) {
        EXPECT_GT(slurp(to).size(), 1000u) << to;
      } else {
        EXPECT_NE(slurp(to).find("gr1"), std::string::npos) << to;
      }
      if (!needs.scene) break;
    }
  }
}

TEST_F(Command, ExportsTheTranscriptThatRunPrints) {
  const std::string file = recorded("test1_test2");
  EXPECT_EQ(greenlens("export " + file + " -o x.txt").code, 0);
  EXPECT_EQ(slurp(folder_ + "/x.txt"), greenlens("run test1_test2 --text").out);
}

TEST_F(Command, TheLongestEndingChooses) {
  const std::string file = recorded("jump");
  for (const char* name : {"x.json", "x.scene.json", "x.speedscope.json"}) {
    EXPECT_EQ(greenlens("export " + file + " -o " + name).code, 0);
  }
  EXPECT_THAT(slurp(folder_ + "/x.json"), ::testing::HasSubstr("\"traceEvents\""));
  EXPECT_THAT(slurp(folder_ + "/x.scene.json"), ::testing::HasSubstr("\"scene\""));
  EXPECT_THAT(slurp(folder_ + "/x.speedscope.json"), ::testing::HasSubstr("\"profiles\""));
}

TEST_F(Command, DrawsTheWindowWithoutADisplay) {
  std::string file = recorded("jump");
  Result drawn = greenlens("snapshot " + file + " --step middle -o " + folder_ + "/x.png");
  ASSERT_EQ(drawn.code, 0) << drawn.err;
  EXPECT_EQ(slurp(folder_ + "/x.png").substr(1, 3), "PNG");
  EXPECT_GT(std::filesystem::file_size(folder_ + "/x.png"), 40000u);
}

TEST_F(Command, ASnapshotShowsTheStepTheGreenletAndTheSizeThatAreAskedFor) {
  const std::string file = recorded("test1_test2");
  const auto drawn = [&](const std::string& options) {
    const Result result = greenlens("snapshot " + file + " -o x.png " + options);
    EXPECT_EQ(result.code, 0) << options << result.err;
    return slurp(folder_ + "/x.png");
  };
  const std::string plain = drawn("--step 20");
  EXPECT_EQ(drawn("--step 20"), plain);
  for (const char* options : {"--step 21", "--step 20 --select gr1", "--step 20 --scale 1.5",
                              "--step 20 --theme dark", "--step 2 --grain switch"}) {
    EXPECT_NE(drawn(options), plain) << options;
  }
}

TEST_F(Command, ARunIsOpenedInTheWindowWithTheOptionsOfARecording) {
  for (const char* command : {"view", "run"}) {
    const std::string help = greenlens(std::string(command) + " --help").out;
    for (const char* option : {"--grain", "--select", "--theme", "--scale", "--layout"}) {
      EXPECT_NE(help.find(option), std::string::npos) << command << ": " << help;
    }
  }
}

TEST_F(Command, RefusesInOneSentenceThatNamesTheThingAndTheWayOut) {
  struct Case {
    const char* arguments;
    int code;
    const char* says;
  };
  std::ofstream(folder_ + "/not_a_trace") << "hello";
  recorded("jump");
  const std::string known = exports::known_endings();
  const Case cases[] = {
      {"export jump.gltrace -o /nowhere/x.svg", 2, "cannot be written"},
      {"run test1test2 --text", 2, "did you mean `test1_test2`"},
      {"run zzzzzzzzzz --text", 2, "greenlens list"},
      {"run jump more --text", 2, "takes no arguments"},
      {"run ./nowhere --text", 2, "cannot be started"},
      {"run jump", 2, "DISPLAY"},
      {"run jump --theme dark --scale 2 --layout diagram --select gr1 --grain line", 2, "DISPLAY"},
      {"run jump --grain word", 2, "choose instruction, phase, switch, call, line or story"},
      {"run jump --theme pink", 2, "pink"},
      {"run jump --text --theme dark", 2, "--text"},
      {"run jump --output-only --select gr1", 2, "--output-only"},
      {"run", 2, "--help"},
      {"dance", 2, "dance"},
      {"record jump", 2, "--output"},
      {"record jump -o /nowhere/x.gltrace", 2, "cannot be written"},
      {"show nowhere.gltrace --step 1", 3, "nowhere.gltrace cannot be read"},
      {"view not_a_trace", 3, "is not a greenlens trace"},
      {"show jump.gltrace --step 9999", 2, "the last one is"},
      {"show jump.gltrace --step some", 2, "is not a step"},
      {"show jump.gltrace --step 1 --grain word", 2,
       "choose instruction, phase, switch, call, line or story"},
      {"export jump.gltrace -o x.doc", 2, known.c_str()},
      {"snapshot jump.gltrace -o x.png --size huge", 2, "is not a size"},
      {"snapshot jump.gltrace -o x.jpg", 2, "a snapshot is a PNG picture"},
      {"snapshot jump.gltrace -o x", 2, "ends in .png"},
      {"snapshot jump.gltrace -o x.png --select nobody", 2, "nobody"},
      {"view jump.gltrace --step 9999", 2, "the last one is"},
      {"view jump.gltrace --grain word", 2,
       "choose instruction, phase, switch, call, line or story"},
      {"view jump.gltrace --scale 9", 2, "--scale"},
      {"view jump.gltrace --theme blue", 2, "--theme"},
      {"view jump.gltrace --select nobody", 2, "nobody"},
      {"view jump.gltrace --step 3 --grain line --select main --scale 2 --theme dark", 2,
       "DISPLAY"},
      {"run /bin/true --text", 4, "Attachment"},
  };
  for (const Case& one : cases) {
    Result result = greenlens(one.arguments);
    EXPECT_EQ(result.code, one.code) << one.arguments << "\n" << result.err;
    EXPECT_NE(result.err.find(one.says), std::string::npos) << one.arguments << "\n" << result.err;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }
}

// A full disk is no success, whoever writes to it; a reader that has seen enough is told nothing.
TEST_F(Command, SaysThatStandardOutputTakesNothing) {
  const std::string file = recorded("test1_test2");
  const std::vector<std::string> commands = {"list",
                                             "show " + file + " --step 5",
                                             "show " + file + " --step 5 --json",
                                             "show " + file + " --step 41 --words",
                                             "check " + file,
                                             "run test1_test2 --text",
                                             "run test1_test2 --output-only",
                                             "--help"};
  for (const std::string& command : commands) {
    const Result full = shell("\"$GREENLENS\" " + command + " >/dev/full");
    EXPECT_EQ(full.code, 2) << command;
    EXPECT_THAT(full.err, ::testing::HasSubstr(
                              "Standard output does not take what is printed: No space left"))
        << command;
  }
  const Result closed = shell("(\"$GREENLENS\" show " + file +
                              " --step 5; echo $? >code) | true; sleep 0.3; cat code");
  EXPECT_EQ(closed.err, "");
}

// The words in a slice, as text and as JSON, of one greenlet or of all.
TEST_F(Command, OpensSlicesIntoWords) {
  const std::string file = recorded("test1_test2");
  const Result text = greenlens("show " + file + " --step 41 --words --select gr1");
  EXPECT_THAT(text.out, ::testing::HasSubstr("Words of gr1, newest first"));
  EXPECT_THAT(text.out, ::testing::Not(::testing::HasSubstr("Words of main")));
  EXPECT_THAT(text.out, ::testing::HasSubstr("returns into test1:11"));
  const auto json = nlohmann::json::parse(
      greenlens("show " + file + " --step 41 --words --json --select gr1").out);
  ASSERT_EQ(json["slices"].size(), 1u);
  const auto& frames = json["slices"][0]["frames"];
  EXPECT_EQ(frames[0]["function"], "arch_switch");
  EXPECT_EQ(frames[0]["in"], "heap");
  EXPECT_EQ(frames.back()["in"], "stack");
  EXPECT_EQ(greenlens("show " + file + " --step 41 --words --select '#2'").out, text.out);
  const Result nobody = greenlens("show " + file + " --step 2 --words --select gr2");
  EXPECT_EQ(nobody.code, 2) << "it does not exist yet";
  EXPECT_THAT(nobody.err, ::testing::HasSubstr("gr2"));
  ASSERT_EQ(greenlens("export " + file + " -o s.svg --step 41 --select gr1").code, 0);
  EXPECT_THAT(slurp(folder_ + "/s.svg"), ::testing::HasSubstr("gr1’s slice, opened"));
  EXPECT_EQ(greenlens("export " + file + " -o s.svg --step 41 --select gr7").code, 2);
}

TEST_F(Command, SaysWhenOnRequest) {
  EXPECT_EQ(greenlens("record jump -o x").code, 0);
  EXPECT_THAT(greenlens("show x --step 20").out,
              ::testing::Not(::testing::HasSubstr("It was told")));
  EXPECT_THAT(greenlens("show x --step 20 --times").out, ::testing::HasSubstr("It was told "));
  EXPECT_GT(nlohmann::json::parse(greenlens("show x --step 20 --json --times").out)["time_ns"], 0);
  EXPECT_FALSE(nlohmann::json::parse(greenlens("show x --step 20 --json").out).contains("time_ns"));
  EXPECT_EQ(greenlens("export x -o x.jsonl --times").code, 0);
  EXPECT_THAT(slurp(folder_ + "/x.jsonl"), ::testing::HasSubstr("\"time_ns\":"));
  EXPECT_THAT(greenlens("run jump --text --times").out, ::testing::HasSubstr("s)\n"));
  EXPECT_EQ(greenlens("run jump --times").code, 2);
}

TEST_F(Command, ShowsWhatIsLeftOfATraceThatWasCutOff) {
  std::string whole = slurp(recorded("deep_recursion"));
  std::string file = folder_ + "/cut.gltrace";
  std::ofstream(file, std::ios::binary) << whole.substr(0, whole.size() * 3 / 4);
  Result shown = greenlens("show " + file + " --json --step last");
  EXPECT_EQ(shown.code, 0);
  EXPECT_NE(shown.err.find("are usable"), std::string::npos) << shown.err;
  EXPECT_GT(nlohmann::json::parse(shown.out)["steps"], 16);
}

TEST_F(Command, ChecksATraceAgainstTheRules) {
  const std::string file = recorded("test1_test2");
  const Result fine = greenlens("check " + file);
  EXPECT_EQ(fine.code, 0) << fine.err;
  EXPECT_NE(fine.out.find("4 switches; nothing contradicts the rules."), std::string::npos)
      << fine.out;
  const auto json = nlohmann::json::parse(greenlens("check --json " + file).out);
  EXPECT_EQ(json["contradicted"], nlohmann::json::array());
  EXPECT_EQ(json["events_lost"], 0);

  const store::Timeline contradictory = testing::contradictory_timeline();
  std::ofstream(folder_ + "/wrong", std::ios::binary) << testing::as_file(contradictory);
  const Result wrong = greenlens("check wrong");
  EXPECT_EQ(wrong.code, 1);
  EXPECT_NE(wrong.out.find("step 13, slice_saved: This cannot be so: stack_saved is 168 in the "
                           "recording, and 160 by the rules.\n"),
            std::string::npos)
      << wrong.out;
  EXPECT_NE(wrong.out.find("cannot be so.\n"), std::string::npos) << wrong.out;
  const auto first = nlohmann::json::parse(greenlens("check --json wrong").out)["contradicted"][0];
  EXPECT_EQ(first["step"], testing::kWrongAt);
  EXPECT_EQ(first["contradictions"][0]["expected"], 160);

  std::ofstream(folder_ + "/lossy", std::ios::binary)
      << testing::as_file(testing::lossy_timeline());
  EXPECT_NE(greenlens("check lossy").out.find("7 events were lost"), std::string::npos);
  EXPECT_EQ(greenlens("check nowhere").code, 3);
  EXPECT_EQ(greenlens("check .").err, "greenlens: . cannot be read: Is a directory.\n");
}

TEST_F(Command, ListsTheFirstOfManyContradictionsAndSaysHowManyMoreThereAre) {
  store::Timeline endless = testing::sample_timeline();
  // After the program's end nothing can be printed.
  for (int i = 0; i < 250; ++i) endless.append({1, 1, 0, 0, facts::Printed{1, "late"}});
  std::ofstream(folder_ + "/wrong", std::ios::binary) << testing::as_file(endless);
  const auto listed = [](const std::string& said) {
    size_t count = 0;
    for (size_t at = 0; (at = said.find(", printed: ", at)) != said.npos; ++at) ++count;
    return count;
  };
  const Result first = greenlens("check wrong");
  EXPECT_EQ(first.code, 1);
  EXPECT_EQ(listed(first.out), 100u);
  EXPECT_NE(
      first.out.find("\n150 more events cannot be so: `greenlens check wrong --all` lists all "
                     "of them.\nwrong: "),
      std::string::npos);
  EXPECT_NE(first.out.find("; 250 events cannot be so.\n"), std::string::npos);
  const Result all = greenlens("check wrong --all");
  EXPECT_EQ(all.code, 1);
  EXPECT_EQ(listed(all.out), 250u);
  EXPECT_EQ(all.out.find("more events"), std::string::npos);

  auto json = nlohmann::json::parse(greenlens("check wrong --json").out);
  EXPECT_EQ(json["contradicted"].size(), 100u);
  EXPECT_EQ(json["more"], 150);
  json = nlohmann::json::parse(greenlens("check wrong --json --all").out);
  EXPECT_EQ(json["contradicted"].size(), 250u);
  EXPECT_EQ(json["more"], 0);
}

TEST_F(Command, KeepsTheTraceOfAProgramThatCrashes) {
  std::string file = folder_ + "/crash.gltrace";
  Result run = greenlens(std::string("record ") + GREENLENS_CRASHING_PROGRAM + " -o " + file);
  EXPECT_EQ(run.code, 4) << run.err;
  EXPECT_NE(run.err.find("crashed after step"), std::string::npos) << run.err;
  auto state = nlohmann::json::parse(greenlens("show " + file + " --json --step last").out);
  EXPECT_EQ(state["output"], nlohmann::json::array({"about to crash"}));
}

TEST_F(Command, SaysWhatItCanDoAndWhichKeysThereAre) {
  Result help = greenlens("--help");
  EXPECT_EQ(help.code, 0);
  for (const char* word : {"list", "run", "record", "view", "show", "check", "diff", "hash",
                           "export", "Shift+", "Ctrl+T"}) {
    EXPECT_NE(help.out.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace greenlens::cli
