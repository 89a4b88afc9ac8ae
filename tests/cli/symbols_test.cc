// A program without names is recorded, and its frames get their names later.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class SymbolsLater : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    const Result made = shell(
        "for tool in strip objcopy; do command -v $tool >/dev/null || exit 77; done\n"
        "cp " GREENLENS_LONG_PROGRAM
        " whole; cp whole prog; strip prog\n"
        "objcopy --only-keep-debug whole prog.debug; touch go\n"
        "\"$GREENLENS\" record ./prog . -o nameless --detail full >said && "
        "\"$GREENLENS\" record ./whole . -o named --detail full >said");
    if (made.code == 77) GTEST_SKIP() << "there is nothing to strip a program with";
    ASSERT_EQ(made.code, 0) << made.err;
  }
  // The functions of the C frames at the last step that tells some, outermost last.
  std::vector<std::string> functions_of(const std::string& file) {
    std::vector<std::string> functions;
    for (const nlohmann::json& frame : frames_of(file)) {
      std::string all = frame["function"];
      for (const auto& inlined : frame["inlined"]) {
        all = inlined["function"].get<std::string>() + " " + all;
      }
      functions.push_back(all + " " + std::to_string(frame["line"].get<int>()));
    }
    return functions;
  }
  nlohmann::json frames_of(const std::string& file) {
    const Result shown = greenlens("export " + file + " -o x.jsonl");
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_EQ(shown.err, "");
    const Result line = shell("grep registers_saved x.jsonl | sed -n 40p");
    return nlohmann::json::parse(line.out)["frames"];
  }
};

TEST_F(SymbolsLater, AFrameWithoutANameSaysWhy) {
  const nlohmann::json frames = frames_of("nameless");
  size_t stripped = 0;
  for (const nlohmann::json& frame : frames) {
    if (frame["module"] != "prog") continue;
    EXPECT_EQ(frame["function"], "");
    EXPECT_EQ(frame["nameless"], "stripped");
    EXPECT_NE(frame["code_offset"], 0);
    ++stripped;
  }
  EXPECT_GT(stripped, 2u);
  const Result shown = greenlens("show nameless --find 'registers saved'");
  EXPECT_THAT(greenlens("show nameless --step middle").out + shown.out +
                  shell("\"$GREENLENS\" show nameless --step $(grep -n registers_saved x.jsonl | "
                        "sed -n 40p | cut -d: -f1 | awk '{print $1 - 1}')")
                      .out,
              HasSubstr("no symbol: it is stripped"));
}

TEST_F(SymbolsLater, TheUnstrippedProgramAndItsDebugFileGiveTheSameNamesAsItWouldHaveHad) {
  const std::vector<std::string> expected = functions_of("named");
  EXPECT_NE(functions_of("nameless"), expected);
  for (const char* from : {"whole", "prog.debug"}) {
    const Result made = greenlens(std::string("symbols nameless -o later --from ") + from);
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("have got a name"), Not(HasSubstr(": 0 of"))));
    EXPECT_EQ(functions_of("later"), expected) << from;
    EXPECT_EQ(greenlens("check later").code, 0);
    // Keyframes say the same as events.
    EXPECT_EQ(greenlens("show later --step last").err, "");
    EXPECT_EQ(greenlens("show later --step middle").err, "");
  }
  // Also in the file's own place, and of a part.
  EXPECT_EQ(greenlens("cut nameless --range middle: -o part").code, 0);
  EXPECT_EQ(greenlens("symbols part -o part --from whole").code, 0);
  EXPECT_EQ(greenlens("check part").code, 0);
  EXPECT_EQ(greenlens("show part --step last").err, "");
  EXPECT_EQ(greenlens("export part -o x.jsonl").code, 0);
  EXPECT_NE(shell("grep -c switch_once x.jsonl").out, "0\n");
}

TEST_F(SymbolsLater, AnotherBuildAndWhatIsNoneAreRefused) {
  const auto refused = [&](const std::string& from, const char* why) {
    const Result made = greenlens("symbols nameless -o later --from " + from);
    EXPECT_EQ(made.code, 2) << from;
    EXPECT_THAT(made.err, HasSubstr(why));
    EXPECT_EQ(slurp(folder_ + "/later"), "");
  };
  EXPECT_EQ(shell("mkdir other; cp " GREENLENS_CRASHING_PROGRAM " other/prog").code, 0);
  refused("other/prog", "another build");
  refused(GREENLENS_CRASHING_PROGRAM, "none of the files");
  refused("prog", "no names");
  refused("nameless", "no names");
  refused("nowhere", "cannot be read: No such file");
  EXPECT_EQ(greenlens("symbols whole -o later --from whole").code, 3);
}

TEST_F(SymbolsLater, AnOldRecordingIsSaidToBeTooOld) {
  const Result made =
      greenlens("symbols " GREENLENS_SOURCE_DIR
                "/tests/tracer/store/corpus/v2_sample.gltrace -o later --from whole");
  EXPECT_EQ(made.code, 1);
  EXPECT_THAT(made.err, HasSubstr("record it again"));
}

// Of a program whose code is in no file any more by the time that somebody asks for its names.
class CodeInNoFile : public Command {
 protected:
  // The C frames of the first switch. The copies in "kept" stay.
  nlohmann::json recorded(const std::string& how) {
    const Result made =
        shell("mkdir -p kept; cp " GREENLENS_VANISHING_PROGRAM " prog; cp " GREENLENS_PLUGIN
              " plugin.so; cp prog plugin.so kept\n"
              "\"$GREENLENS\" record ./prog -o x --detail full -- " +
              how + " ./plugin.so");
    EXPECT_EQ(made.code, 0) << made.err;
    return frames_of("x");
  }
  nlohmann::json frames_of(const std::string& file) {
    EXPECT_EQ(greenlens("export " + file + " -o x.jsonl").code, 0);
    const Result line = shell("tail -n +2 x.jsonl | grep -m1 registers_saved");
    const nlohmann::json event = nlohmann::json::parse(line.out);
    step_ = std::to_string(event["step"].get<int>());
    return event["frames"];
  }
  size_t count(const nlohmann::json& frames, const std::string& module,
               const std::string& nameless) {
    return static_cast<size_t>(
        std::count_if(frames.begin(), frames.end(), [&](const nlohmann::json& frame) {
          return frame.value("module", "") == module && frame.value("nameless", "") == nameless;
        }));
  }
  std::string step_;
};

TEST_F(CodeInNoFile, OfADeletedFileItIsSaidAndACopyHasTheNames) {
  const nlohmann::json frames = recorded("deleted");
  EXPECT_GT(count(frames, "prog", "no_file"), 2u) << frames;
  EXPECT_EQ(count(frames, "plugin.so", "no_file"), 1u) << frames;
  EXPECT_THAT(
      greenlens("show x --step " + step_).out,
      ContainsRegex("\\(plugin\\.so\\+0x[0-9a-f]+, no symbol: the file could not be read any "
                    "more\\)"));
  const Result made = greenlens("symbols x -o later --from kept/prog --from kept/plugin.so");
  EXPECT_EQ(made.code, 0) << made.err;
  const nlohmann::json named = frames_of("later");
  EXPECT_EQ(count(named, "prog", "no_file") + count(named, "plugin.so", "no_file"), 0u) << named;
  EXPECT_THAT(greenlens("show later --step " + step_).out,
              AllOf(HasSubstr("switch_once"), HasSubstr("plugin_calls")));
}

TEST_F(CodeInNoFile, OfCodeThatIsInMemoryAloneItIsSaid) {
  const nlohmann::json frames = recorded("unnamed");
  EXPECT_EQ(count(frames, "", "no_module"), 1u) << frames;
  EXPECT_EQ(count(frames, "prog", "no_file"), 0u) << frames;
  EXPECT_THAT(greenlens("show x --step " + step_).out,
              AllOf(HasSubstr("(no symbol: this code is in no file)"), HasSubstr("switch_once")));
  // Nothing can have its names.
  const Result made = greenlens("symbols x -o later --from kept/plugin.so");
  EXPECT_EQ(made.code, 2);
  EXPECT_THAT(made.err, HasSubstr("none of the files"));
}

}  // namespace
}  // namespace greenlens::cli
