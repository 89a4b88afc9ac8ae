// The notes beside a recording, as a person meets them on the command line.
#include "cli/notes.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class NotesOf : public Command {
 protected:
  void keep(const std::string& file, const std::string& entries) {
    std::ofstream(file + ".notes.json")
        << R"({"greenlens": "notes", "version": 1, "notes": [)" << entries << "]}";
  }
  void keep_old(const std::string& file, const std::string& lines) {
    std::ofstream(file + ".bookmarks") << "greenlens bookmarks 1\n" << lines;
  }
  nlohmann::json json(const std::string& arguments) {
    return nlohmann::json::parse(greenlens("show " + arguments + " --json").out);
  }
};

const std::string kThree = R"({"step": 12, "text": "partly saved\nbelow gr1"},
  {"step": 12, "on": "main", "where": "slice", "text": "here"}, {"step": 30},
  {"step": 99999, "text": "far"})";

TEST_F(NotesOf, AreListedWithWhatTheirStepsSay) {
  const std::string file = recorded("test1_test2");
  keep(file, kThree);
  const Result listed = greenlens("show " + file + " --notes");
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_EQ(listed.err, "");
  const auto list = json(file + " --notes");
  ASSERT_EQ(list["notes"].size(), 4u);
  EXPECT_EQ(list["notes"][0]["event"], 12);
  EXPECT_EQ(list["notes"][0]["text"], "partly saved\nbelow gr1");
  EXPECT_TRUE(list["notes"][0]["on"].is_null());
  EXPECT_EQ(list["notes"][1]["on"], "main");
  EXPECT_EQ(list["notes"][1]["where"], "slice");
  const std::string says = list["notes"][0]["says"];
  EXPECT_THAT(greenlens("show " + file + " --step 12").out, HasSubstr(says));
  EXPECT_THAT(
      listed.out,
      HasSubstr("12: " + says + "\n  ① partly saved\n    below gr1\n  ② main’s slice: here\n30: "));
  EXPECT_THAT(listed.out, HasSubstr("99999: This recording has no such step.\n  ① far\n"));
  EXPECT_TRUE(list["notes"][3]["step"].is_null());
  EXPECT_EQ(greenlens("show " + file + " --bookmarks").out, listed.out) << "as it was called";
}

TEST_F(NotesOf, AreStepsByWhatTheySay) {
  const std::string file = recorded("test1_test2");
  keep(file,
       R"({"step": 12, "text": "partly saved"}, {"step": 30}, {"step": 99999, "text": "far"})");
  for (const std::string front : {"note=", "bookmark="}) {
    for (const std::string grain : {"", " --grain line"}) {
      const Result by_words = greenlens("show " + file + grain + " --step '" + front + "partly'");
      EXPECT_EQ(by_words.code, 0) << by_words.err;
    }
    EXPECT_EQ(greenlens("show " + file + " --step '" + front + "partly saved'").out,
              greenlens("show " + file + " --step 12").out);
    for (const std::string name : {"nobody", "far", ""}) {
      const Result unknown = greenlens("show " + file + " --step '" + front + name + "'");
      EXPECT_EQ(unknown.code, 2);
      EXPECT_THAT(unknown.err, HasSubstr("No note of this recording says"));
    }
  }
  EXPECT_EQ(greenlens("export " + file + " --step note=partly -o a.svg").code, 0);
  EXPECT_EQ(greenlens("statistics " + file + " --range note=partly:").code, 0);
}

TEST_F(NotesOf, AStepHasThem) {
  const std::string file = recorded("test1_test2");
  keep(file, kThree);
  const std::string text = greenlens("show " + file + " --step 12").out;
  EXPECT_THAT(text, HasSubstr("\n① partly saved\n  below gr1\n② main’s slice: here\n"));
  EXPECT_THAT(greenlens("show " + file + " --step 30").out, HasSubstr("\nBookmarked.\n"));
  const auto twelve = json(file + " --step 12"), thirty = json(file + " --step 30");
  ASSERT_EQ(twelve["notes"].size(), 2u);
  EXPECT_EQ(twelve["notes"][1]["text"], "here");
  ASSERT_EQ(thirty["notes"].size(), 1u);
  EXPECT_EQ(thirty["notes"][0]["text"], "");
  EXPECT_FALSE(json(file + " --step 31").contains("notes"));
}

TEST_F(NotesOf, APartHasThoseOfItsStepsAndCountsThemFromItsOwn) {
  const std::string file = recorded("test1_test2");
  keep(file, R"({"step": 5, "text": "before"}, {"step": 12, "text": "partly saved", "points": 2},
      {"step": 30}, {"step": 40, "text": "behind"})");
  EXPECT_EQ(greenlens("cut " + file + " --range note=partly:30 -o part").code, 0);
  EXPECT_EQ(json("part --step 0")["part"]["step"], 12);
  EXPECT_EQ(slurp(folder_ + "/part.notes.json"),
            "{\"greenlens\": \"notes\", \"version\": 1, \"notes\": [\n"
            "  {\"step\": 0, \"text\": \"partly saved\", \"points\": 2},\n"
            "  {\"step\": 18}\n]}\n");
  EXPECT_THAT(greenlens("show part --step 0").out, HasSubstr("① partly saved"));
  // One of steps without any has none, also where an older one had.
  EXPECT_EQ(greenlens("cut " + file + " --range 50:60 -o part").code, 0);
  EXPECT_FALSE(std::filesystem::exists(folder_ + "/part.notes.json"));
}

TEST_F(NotesOf, AFileThatIsNoneIsSaidAndTheRestIsShown) {
  const std::string file = recorded("test1_test2");
  std::ofstream(file + ".notes.json") << "{\n \x1b[31m something else";
  const Result listed = greenlens("show " + file + " --notes");
  EXPECT_EQ(listed.code, 3);
  EXPECT_THAT(listed.err, HasSubstr(file + ".notes.json is no JSON from line 2 on"));
  EXPECT_THAT(listed.err, Not(HasSubstr("\x1b")));
  EXPECT_EQ(greenlens("show " + file + " --step 12").code, 0);
  const Result exported = greenlens("export " + file + " -o a.txt");
  EXPECT_EQ(exported.code, 0);
  EXPECT_THAT(exported.err, HasSubstr("is no JSON from line 2 on"));
  EXPECT_EQ(greenlens("export " + file + " -o a.txt --no-notes").err, "");
  keep(file, "\n\"twelve\",\n{\"step\": 12}");
  const Result half = greenlens("show " + file + " --notes");
  EXPECT_EQ(half.code, 0);
  EXPECT_THAT(half.err, HasSubstr("One entry of " + file +
                                  ".notes.json is no note and is passed "
                                  "over: it is in line 2."));
}

TEST_F(NotesOf, BookmarksOfFormerVersionsAreReadAndStay) {
  const std::string file = recorded("test1_test2"), old = file + ".bookmarks";
  keep_old(file, "# for Monday\n12 partly saved\nlater\n30\n");
  const std::string before = slurp(old);
  const Result listed = greenlens("show " + file + " --notes");
  EXPECT_THAT(listed.out, HasSubstr("① partly saved"));
  EXPECT_THAT(listed.err, HasSubstr("One entry of " + old));
  auto read = read_notes(file);
  ASSERT_TRUE(static_cast<bool>(read));
  words::Notes notes = read->notes;
  words::remove_note(&notes, 12, 0);
  EXPECT_FALSE(write_notes(file, notes));
  EXPECT_EQ(read_notes(file)->notes, notes) << "the new file counts";
  EXPECT_EQ(slurp(old), before);
  // Those that were all taken away do not come back.
  EXPECT_FALSE(write_notes(file, {}));
  EXPECT_EQ(read_notes(file)->notes, words::Notes());
  std::filesystem::remove(file + ".notes.json");
  std::ofstream(old) << "something else";
  EXPECT_EQ(read_notes(file).fault().kind, facts::FaultKind::not_notes);
}

TEST_F(NotesOf, AreWrittenInOnePieceAndLeaveNoFileForNone) {
  const std::string file = folder_ + "/x.gltrace", beside = file + ".notes.json";
  const words::Notes two{
      {{3, "three", "", words::NoteOn::whole, ""}, {9, "", "", words::NoteOn::whole, ""}}, {}, ""};
  EXPECT_FALSE(write_notes(file, two));
  EXPECT_EQ(slurp(beside),
            "{\"greenlens\": \"notes\", \"version\": 1, \"notes\": [\n"
            "  {\"step\": 3, \"text\": \"three\"},\n  {\"step\": 9}\n]}\n");
  EXPECT_EQ(read_notes(file)->notes, two);
  EXPECT_FALSE(write_notes(file, {}));
  EXPECT_EQ(shell("ls").out.find("notes"), std::string::npos);
  EXPECT_FALSE(write_notes(file, {})) << "there is nothing to take away";
  EXPECT_EQ(read_notes(file)->notes, words::Notes());
  std::ofstream(beside) << "[\"somebody else's\"]";
  EXPECT_EQ(write_notes(file, two).kind, facts::FaultKind::not_notes);
  EXPECT_EQ(slurp(beside), "[\"somebody else's\"]");
  const std::string nowhere = folder_ + "/no/x.gltrace";
  EXPECT_EQ(write_notes(nowhere, two).kind, facts::FaultKind::notes_unwritable);
}

TEST_F(NotesOf, APictureOfTheWindowShowsThem) {
  const std::string file = recorded("test1_test2");
  if (greenlens("snapshot " + file + " --step 9 -o without.png").code != 0) {
    GTEST_SKIP() << "nothing can be drawn here";
  }
  keep(file, R"({"step": 30, "text": "here"})");
  EXPECT_EQ(greenlens("snapshot " + file + " --step 9 -o with.png").code, 0);
  const bool same = slurp(folder_ + "/with.png") == slurp(folder_ + "/without.png");
  EXPECT_FALSE(same);
}

// What stands where: every format that has notes at its steps, with them and without.
TEST_F(NotesOf, AreInEveryFormatThatHasSteps) {
  const std::string file = recorded("test1_test2");
  keep(
      file,
      R"({"step": 40, "text": "MARKED"}, {"step": 40, "on": "gr2", "where": "copy", "text": "HALF"})");
  for (const std::string out :
       {"a.svg --step 40", "b.svg --scene sheet --step 40", "c.svg --scene tree --step 40",
        "d.svg --scene timeline --step 40", "e.scene.json --step 40", "f.md", "g.txt", "h.html"}) {
    const std::string name = out.substr(0, out.find(' '));
    EXPECT_EQ(greenlens("export " + file + " -o " + out).code, 0) << out;
    EXPECT_THAT(slurp(folder_ + '/' + name), HasSubstr("MARKED")) << out;
    EXPECT_THAT(slurp(folder_ + '/' + name), HasSubstr("HALF")) << out;
    EXPECT_EQ(greenlens("export " + file + " --no-notes -o " + out).code, 0) << out;
    EXPECT_THAT(slurp(folder_ + '/' + name), Not(HasSubstr("MARKED"))) << out;
  }
  const Result refused = greenlens("export " + file + " --no-notes -o a.csv");
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--no-notes"));
}

TEST_F(NotesOf, AFormHasNoneAndItsSolutionHas) {
  const std::string file = recorded("test1_test2");
  keep(
      file,
      R"({"step": 40, "text": "ANSWER"}, {"step": 40, "on": "gr2", "where": "copy", "text": "HALF"})");
  for (const std::string scene : {"sheet", "slide", "stack", "tree"}) {
    EXPECT_EQ(
        greenlens("export " + file + " --step 40 --scene " + scene + " --blank copies -o exam.svg")
            .code,
        0);
    EXPECT_THAT(slurp(folder_ + "/exam.svg"), Not(HasSubstr("ANSWER"))) << scene;
    EXPECT_THAT(slurp(folder_ + "/exam.svg"), Not(HasSubstr("HALF"))) << scene;
    EXPECT_THAT(slurp(folder_ + "/exam-solution.svg"), HasSubstr("ANSWER")) << scene;
  }
}

}  // namespace
}  // namespace greenlens::cli
