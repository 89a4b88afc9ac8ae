// A quiz about a recording in a terminal, as a person meets it, and a switch that somebody
// performs.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "tests/cli/command.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Compares with tests/golden/cli/<name>; GREENLENS_UPDATE_GOLDEN=1 writes it.
void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(GREENLENS_SOURCE_DIR) + "/tests/golden/cli/" + name;
  if (std::getenv("GREENLENS_UPDATE_GOLDEN")) std::ofstream(path) << text;
  EXPECT_EQ(text, slurp(path)) << "Compare with " << path;
}

// test1/test2 with sizes that no compiler changes.
class Quiz : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    std::ofstream(folder_ + "/t.gltrace", std::ios::binary)
        << testing::as_file(testing::sample_timeline());
  }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ + "/" + name) << text;
  }
  // With that typed.
  Result typed(const std::string& arguments, const std::string& lines) {
    write("typed", lines);
    return shell("timeout 60 \"$GREENLENS\" quiz t.gltrace " + arguments + " < typed");
  }
  nlohmann::json json(const std::string& arguments) {
    return nlohmann::json::parse(greenlens("quiz t.gltrace " + arguments).out);
  }
  // The questions with their right answers, filled in.
  nlohmann::json solved(const std::string& arguments) {
    nlohmann::json file = json(arguments + " --template");
    const nlohmann::json truth = json(arguments + " --json --answers /dev/null");
    for (size_t i = 0; i < file["questions"].size(); ++i) {
      const nlohmann::json& right = truth["questions"][i]["truth"];
      nlohmann::json& answer = file["questions"][i]["answer"];
      if (right.contains("greenlets")) {
        answer = nlohmann::json::array();
        for (const auto& id : right["greenlets"]) {
          answer.push_back("#" + std::to_string(id.get<int>()));
        }
      } else if (right.contains("choice")) {
        answer = right["choice"];
      } else if (right.contains("number") && !right["number"].is_null()) {
        answer = right["number"];
      } else {
        for (const auto& choice : truth["questions"][i]["choices"]) {
          if (choice["text"] == right["text"]) answer = choice["label"];
        }
      }
    }
    return file;
  }
};

const std::string kEight = "--seed 1 --count 8";

// As one types it.
std::string typed_answer(const nlohmann::json& answer) {
  return answer.is_string() ? answer.get<std::string>() : answer.dump();
}
// Without the ends of its lines, which are where the words are too long.
std::string flat(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// All that a person sees who answers some rightly, some wrongly, one not at all.
TEST_F(Quiz, OfTest1Test2IsTheOneOfTheDocument) {
  const Result asked = typed(kEight, "gr2\n3\nperhaps\n4\ngr2\n\ngr2\n2\n0\n");
  EXPECT_EQ(asked.code, 1) << "some are wrong";
  EXPECT_EQ(asked.err, "");
  expect_golden("test1_test2_quiz.txt", asked.out);
}

TEST_F(Quiz, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const std::string once = greenlens("quiz t.gltrace --template --seed 3").out;
  EXPECT_EQ(greenlens("quiz t.gltrace --template --seed 3").out, once);
  EXPECT_NE(greenlens("quiz t.gltrace --template --seed 4").out, once);
}

TEST_F(Quiz, EndsWellWhenAllIsRight) {
  for (const std::string level : {"story", "mechanism", "addresses"}) {
    const std::string how = "--count 30 --seed 5 --level " + level;
    write("answers.json", solved(how).dump());
    const Result graded = greenlens("quiz t.gltrace " + how + " --answers answers.json");
    EXPECT_EQ(graded.code, 0) << graded.out << graded.err;
    EXPECT_THAT(graded.out, HasSubstr("questions right.\n"));
    EXPECT_THAT(graded.out, Not(HasSubstr("Not so")));
  }
}

TEST_F(Quiz, TakesTheSeedFromTheAnswers) {
  write("answers.json", solved("--seed 8").dump());
  EXPECT_EQ(greenlens("quiz t.gltrace --answers answers.json").code, 0);
  const Result other = greenlens("quiz t.gltrace --answers answers.json --seed 9");
  EXPECT_EQ(other.code, 2) << "another quiz";
  EXPECT_THAT(other.err, HasSubstr("answers another question in place"));
}

TEST_F(Quiz, GradesLinesAsTheyAreTyped) {
  const auto truth = json(kEight + " --json --answers /dev/null");
  EXPECT_EQ(truth["score"]["unanswered"], 8);
  write("lines", "gr1\n\nnonsense\n");
  const Result graded = greenlens("quiz t.gltrace " + kEight + " --answers lines --csv score.csv");
  EXPECT_EQ(graded.code, 1);
  const std::string csv = slurp(folder_ + "/score.csv");
  EXPECT_THAT(csv, HasSubstr("number,kind,step,question,answer,truth,outcome,right,misconception"));
  EXPECT_THAT(csv, HasSubstr("\r\ntotal,"));
}

TEST_F(Quiz, NamesTheMisconceptionAndWhereToLook) {
  const Result asked = typed("--kinds control_after_death", "gr2\n");
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(flat(asked.out), HasSubstr("Not so. What is recorded: main. This is what one expects "
                                         "who believes: “you return to who switched to you”."));
  EXPECT_THAT(flat(asked.out), HasSubstr("Look at main in the tree of parents, step 60."));
  EXPECT_THAT(asked.out,
              HasSubstr("Behind one wrong answer: “you return to who switched to you”."));
}

TEST_F(Quiz, OfTheStoryHasNoAddressesInIt) {
  const Result asked = typed("--level story --count 30", std::string(60, '\n'));
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.out, Not(HasSubstr("0x")));
  EXPECT_THAT(asked.out, HasSubstr("gr1, in scenarios/test1_test2.cc:\n"));
}

TEST_F(Quiz, EndsPolitelyWhenNobodyTypesAnyMore) {
  const std::string first = typed_answer(solved(kEight)["questions"][0]["answer"]);
  for (const std::string end : {"\n", "\nq\n", "\nquit\n", ""}) {
    const Result asked = typed(kEight, first + end);
    EXPECT_EQ(asked.code, 1);
    EXPECT_EQ(asked.err, "");
    EXPECT_THAT(asked.out, HasSubstr("\nThe rest was not asked.\n\n1 of 8 questions right."));
  }
  EXPECT_EQ(typed(kEight, "").code, 1);
}

TEST_F(Quiz, AtAStepAsksWhatCanBeAskedThere) {
  const auto asked = json("--step 7 --template");
  std::vector<std::string> kinds;
  for (const auto& one : asked["questions"]) {
    EXPECT_EQ(one["step"], 7);
    kinds.push_back(one["kind"]);
  }
  EXPECT_THAT(kinds, ::testing::IsSupersetOf({"who_runs_next", "printed_next", "returns"}));
  EXPECT_EQ(greenlens("quiz t.gltrace --step last").code, 1) << "nothing comes any more";
  EXPECT_EQ(greenlens("quiz t.gltrace --step 1000").code, 2);
}

TEST_F(Quiz, AsksAsideWhereItsOutputIsForPrograms) {
  const std::string first = typed_answer(solved(kEight)["questions"][0]["answer"]);
  const Result asked = typed(kEight + " --json", first + "\n");
  const auto told = nlohmann::json::parse(asked.out);
  EXPECT_EQ(told["questions"].size(), 8u);
  EXPECT_EQ(told["questions"][0]["outcome"], "right");
  EXPECT_EQ(told["questions"][0]["given"], told["questions"][0]["truth"]);
  EXPECT_EQ(told["score"]["of"], 8);
  EXPECT_THAT(asked.err, HasSubstr("--- Question 1 of 8, step "));
}

TEST_F(Quiz, CountsTheHandsOfAClass) {
  const Result asked =
      typed("--kinds control_after_death,returns --count 2 --hands --csv class.csv",
            "1 2 3 4 5 6 7\n1 2 3 4\nx\n0 12 7\n");
  EXPECT_EQ(asked.code, 0) << asked.err;
  EXPECT_THAT(asked.out, HasSubstr("hands right."));
  const std::string csv = slurp(folder_ + "/class.csv");
  EXPECT_THAT(csv, HasSubstr("number,kind,step,question,choice,text,hands,is_right,misconception"));
  EXPECT_THAT(csv, HasSubstr(",gr2,7,0,returns_to_switcher"));
  const auto told =
      nlohmann::json::parse(typed("--kinds control_after_death --hands --json", "0 12 7\n").out);
  EXPECT_EQ(told["questions"][0]["hands"], 19);
  EXPECT_EQ(told["questions"][0]["right"], 12);
}

TEST_F(Quiz, AsksATeachersOwnQuestions) {
  const std::string questions =
      R"({"step": 7, "question": "What is main's parent?", "choices": ["gr1", "nobody"],)"
      R"( "answer": 2, "explanation": "It is the oldest."}, {"step": 41, "question": "And 6 times 7?",)"
      R"( "answer": 42}, {"step": 99999, "question": "Far?", "answer": 1})";
  const std::string file =
      R"({"greenlens": "notes", "version": 1, "notes": [], "questions": [)" + questions + "]}";
  write("t.gltrace.notes.json", file);
  const Result asked = typed("--kinds own", "1\n42\n");
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.out, HasSubstr("Question 1 of 2, step 7"));
  EXPECT_THAT(asked.out, HasSubstr("Not so. What is recorded: nobody. It is the oldest.\n"));
  EXPECT_THAT(asked.out, HasSubstr("Type a number.\nRight.\n"));
  EXPECT_EQ(json("--count 3 --template")["questions"].size(), 5u) << "besides those that are made";

  std::filesystem::rename(folder_ + "/t.gltrace.notes.json", folder_ + "/mine.json");
  EXPECT_EQ(json("--count 3 --template")["questions"].size(), 3u);
  EXPECT_EQ(typed("--kinds own --notes mine.json", "2\n42\n").code, 0);
  EXPECT_EQ(greenlens("quiz t.gltrace --notes nowhere.json").code, 3);
  write("bad.json", "{");
  const Result bad = greenlens("quiz t.gltrace --notes bad.json");
  EXPECT_EQ(bad.code, 3);
  EXPECT_THAT(bad.err, HasSubstr("bad.json is no JSON from line 1 on"));
}

TEST_F(Quiz, ACutHasTheQuestionsOfItsSteps) {
  write("t.gltrace.notes.json",
        R"({"greenlens": "notes", "version": 1, "notes": [], "questions": [)"
        R"({"step": 20, "question": "What?", "answer": 1}]})");
  EXPECT_EQ(greenlens("cut t.gltrace --range 10:30 -o part.gltrace").code, 0);
  EXPECT_THAT(slurp(folder_ + "/part.gltrace.notes.json"), HasSubstr("\"question\": \"What?\""));
}

TEST_F(Quiz, SaysWhatIsWrongWithWhatItIsGiven) {
  const auto refused = [&](const std::string& arguments, int code, const std::string& says) {
    const Result result = greenlens("quiz " + arguments);
    EXPECT_EQ(result.code, code) << arguments;
    EXPECT_THAT(result.err, HasSubstr(says)) << arguments;
  };
  refused("nowhere.gltrace", 3, "nowhere.gltrace cannot be read");
  refused("t.gltrace --kinds who", 2,
          "There is no kind of question that is called who; there are ");
  refused("t.gltrace --level hard", 2, "There is no level “hard”");
  refused("t.gltrace --count 0", 2, "");
  refused("t.gltrace --step here", 2, "");
  refused("t.gltrace --kinds own", 1, "There is nothing to ask here");
  refused("t.gltrace --answers nowhere", 3, "nowhere cannot be read");
  refused("t.gltrace --moves x", 2, "");
  refused("t.gltrace --csv /nowhere/x.csv --answers /dev/null", 2, "/nowhere/x.csv");
  write("bad.json", "{\"greenlens\": \"notes\"}");
  refused("t.gltrace --answers bad.json", 3, "bad.json is no file of answers");
  refused("t.gltrace --perform 7 --moves bad.json", 3, "bad.json is no attempt at a switch");
  refused("t.gltrace --perform last", 2, "There is no switch to perform at step last");
  write("moves", "run gr1\njump\n");
  refused("t.gltrace --perform 7 --moves moves", 2, "Line 2 of moves is no move: “jump”.");
}

// --- you are the switch
TEST_F(Quiz, ASwitchOfTest1Test2IsPerformedAsTheDocumentHasIt) {
  const Result performed = typed("--perform 36",
                                 "sp -0x340\nhint\nstart gr2 -0x470\nsave gr2 -0x300\n"
                                 "save gr2 432 bytes\nwhat\nsp -0x340\nrun gr1\nrestore gr1\n"
                                 "prev gr1 gr2\nhint!\nprev gr1 main\nrun gr1\n");
  EXPECT_EQ(performed.code, 1) << "some moves were refused";
  EXPECT_EQ(performed.err, "");
  expect_golden("test1_test2_perform.txt", performed.out);
}

TEST_F(Quiz, ASwitchThatIsPerformedRightlyEndsWell) {
  write("moves", "start main -0x240\nsave main -0x1a0\nrun gr1\n");
  const Result performed = greenlens("quiz t.gltrace --perform 7 --moves moves");
  EXPECT_EQ(performed.code, 0) << performed.out;
  EXPECT_THAT(performed.out, HasSubstr("The switch is done: 3 right moves, 0 refused, 0 hints."));
  write("half", "start main -0x240\n");
  const Result half = greenlens("quiz t.gltrace --perform 7 --moves half");
  EXPECT_EQ(half.code, 1);
  EXPECT_THAT(half.out, HasSubstr("Broken off: 1 of 3 moves, 0 refused, 0 hints."));
}

TEST_F(Quiz, AnAttemptIsKeptAndReplayed) {
  write("moves", "run gr1\nstart main -0x240\nsave main 0\nsave main -0x1a0\nrun gr1\n");
  const Result once = greenlens("quiz t.gltrace --perform 7 --moves moves --json");
  EXPECT_EQ(once.code, 1);
  const auto kept = nlohmann::json::parse(once.out);
  EXPECT_EQ(kept["refused"], 2);
  EXPECT_EQ(kept["over"], true);
  EXPECT_EQ(kept["tried"][0]["reason"], "start_first");
  EXPECT_EQ(kept["tried"][2]["reason"], "too_many");
  EXPECT_EQ(kept["tried"][2]["from"], -0x1a0);
  write("attempt.json", once.out);
  const Result again = greenlens("quiz t.gltrace --perform 7 --moves attempt.json --json");
  EXPECT_EQ(again.code, 1);
  EXPECT_EQ(nlohmann::json::parse(again.out), kept);
}

// --- the page
TEST_F(Quiz, TheQuestionsOfThePageHaveTheirMisconceptions) {
  std::ifstream page(GREENLENS_SOURCE_DIR "/docs/classroom.md");
  const std::regex row(
      R"(\| `([a-z_]+)`: [^|]* \| `([a-z0-9_]+)` \| (\d+) \| `([a-z_]+)` \| (\d+) \|.*)");
  std::set<std::string> seen;
  for (std::string line; std::getline(page, line);) {
    std::smatch found;
    if (!std::regex_match(line, found, row)) continue;
    const std::string id = found[1], scenario = found[2];
    if (!std::filesystem::exists(folder_ + "/" + scenario + ".gltrace")) recorded(scenario);
    const Result asked =
        greenlens("quiz " + scenario + ".gltrace --json --answers /dev/null --step " +
                  found[3].str() + " --kinds " + found[4].str() + " --seed " + found[5].str());
    EXPECT_EQ(asked.code, 1) << line << asked.err;
    EXPECT_THAT(asked.out, HasSubstr("\"misconception\": \"" + id + "\"")) << line;
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 9u) << "a row each";
}

// --- of what was really recorded
TEST_F(Quiz, IsThereForEveryScenario) {
  for (const scenarios::Scenario* scenario : scenarios_to_try()) {
    const std::string file = recorded(scenario->id);
    const Result asked = greenlens("quiz " + file + " --template --count 20 --level addresses");
    const bool has_switches = asked.code == 0;
    if (!has_switches) {
      EXPECT_THAT(asked.err, HasSubstr("nothing to ask")) << scenario->id;
      continue;
    }
    const auto questions = nlohmann::json::parse(asked.out)["questions"];
    EXPECT_GE(questions.size(), 4u) << scenario->id;
  }
}

TEST_F(Quiz, OfALeanRecordingAsksWhatIsRecorded) {
  EXPECT_EQ(greenlens("record test1_test2 --detail switches -o lean.gltrace").code, 0);
  const auto asked =
      nlohmann::json::parse(greenlens("quiz lean.gltrace --template --count 50").out)["questions"];
  EXPECT_GE(asked.size(), 8u);
  for (const auto& one : asked) {
    EXPECT_THAT(one["prompt"].get<std::string>(), Not(HasSubstr("registers"))) << "not recorded";
  }
}

}  // namespace
}  // namespace greenlens::cli
