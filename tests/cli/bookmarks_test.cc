// The bookmarks beside a recording, as a person meets them on the command line.
#include "cli/bookmarks.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;

class BookmarksOf : public Command {
 protected:
  void keep(const std::string& file, const std::string& lines) {
    std::ofstream(file + ".bookmarks") << "greenlens bookmarks 1\n" << lines;
  }
};

TEST_F(BookmarksOf, AreListedWithWhatTheirStepsSay) {
  const std::string file = recorded("test1_test2");
  keep(file, "# for Monday\n12 partly saved\n30\n99999 far\n");
  const Result listed = greenlens("show " + file + " --bookmarks");
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_EQ(listed.err, "");
  const auto json = nlohmann::json::parse(greenlens("show " + file + " --bookmarks --json").out);
  ASSERT_EQ(json["bookmarks"].size(), 3u);
  EXPECT_EQ(json["bookmarks"][0]["event"], 12);
  EXPECT_EQ(json["bookmarks"][0]["note"], "partly saved");
  const std::string says = json["bookmarks"][0]["says"];
  EXPECT_THAT(greenlens("show " + file + " --step 12").out, HasSubstr(says));
  EXPECT_THAT(listed.out, HasSubstr("12: " + says + " [partly saved]\n30: "));
  EXPECT_THAT(listed.out, HasSubstr("99999: This recording has no such step. [far]\n"));
  EXPECT_TRUE(json["bookmarks"][2]["step"].is_null());
}

TEST_F(BookmarksOf, AreStepsByTheirNames) {
  const std::string file = recorded("test1_test2");
  keep(file, "12 partly saved\n30\n99999 far\n");
  for (const std::string grain : {"", " --grain line"}) {
    const Result by_name = greenlens("show " + file + grain + " --step 'bookmark=partly'");
    EXPECT_EQ(by_name.code, 0) << by_name.err;
  }
  EXPECT_EQ(greenlens("show " + file + " --step 'bookmark=partly saved'").out,
            greenlens("show " + file + " --step 12").out);
  for (const std::string name : {"nobody", "far", ""}) {
    const Result unknown = greenlens("show " + file + " --step 'bookmark=" + name + "'");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("No bookmark of this recording is called"));
  }
  EXPECT_EQ(greenlens("export " + file + " --step bookmark=partly -o a.svg").code, 0);
  EXPECT_EQ(greenlens("cut " + file + " --range bookmark=partly:30 -o part").code, 0);
  EXPECT_EQ(nlohmann::json::parse(greenlens("show part --step 0 --json").out)["part"]["step"], 12);
  EXPECT_EQ(greenlens("statistics " + file + " --range bookmark=partly:").code, 0);
}

TEST_F(BookmarksOf, AStepSaysThatItIsOne) {
  const std::string file = recorded("test1_test2");
  keep(file, "12 partly saved\n30\n");
  EXPECT_THAT(greenlens("show " + file + " --step 12").out, HasSubstr("Bookmark “partly saved”."));
  EXPECT_THAT(greenlens("show " + file + " --step 30").out, HasSubstr("Bookmarked."));
  const auto json = [&](const std::string& step) {
    return nlohmann::json::parse(greenlens("show " + file + " --json --step " + step).out);
  };
  EXPECT_EQ(json("12")["bookmark"], "partly saved");
  EXPECT_EQ(json("30")["bookmark"], "");
  EXPECT_FALSE(json("31").contains("bookmark"));
}

TEST_F(BookmarksOf, AFileThatIsNoneIsSaidAndTheRestIsShown) {
  const std::string file = recorded("test1_test2");
  std::ofstream(file + ".bookmarks") << "\x1b[31m something else";
  const Result listed = greenlens("show " + file + " --bookmarks");
  EXPECT_EQ(listed.code, 3);
  EXPECT_THAT(listed.err, HasSubstr(file + ".bookmarks is no list of bookmarks"));
  EXPECT_EQ(greenlens("show " + file + " --step 12").code, 0);
  keep(file, "twelve\n12\n");
  const Result half = greenlens("show " + file + " --bookmarks");
  EXPECT_EQ(half.code, 0);
  EXPECT_THAT(half.err, HasSubstr("One line of " + file + ".bookmarks"));
}

TEST_F(BookmarksOf, AreWrittenInOnePieceAndLeaveNoFileForNone) {
  const std::string file = folder_ + "/x.gltrace", beside = file + ".bookmarks";
  const session::Bookmarks two{{{3, "three"}, {9, ""}}, {}};
  EXPECT_FALSE(write_bookmarks(file, two));
  EXPECT_EQ(slurp(beside), "greenlens bookmarks 1\n3 three\n9\n");
  EXPECT_EQ(*read_bookmarks(file), two);
  EXPECT_FALSE(write_bookmarks(file, {}));
  EXPECT_EQ(shell("ls").out.find("bookmarks"), std::string::npos);
  EXPECT_FALSE(write_bookmarks(file, {})) << "there is nothing to take away";
  EXPECT_EQ(*read_bookmarks(file), session::Bookmarks());
  std::ofstream(beside) << "somebody else's";
  EXPECT_EQ(write_bookmarks(file, two).kind, facts::FaultKind::not_bookmarks);
  EXPECT_EQ(slurp(beside), "somebody else's");
  const std::string nowhere = folder_ + "/no/x.gltrace";
  EXPECT_EQ(write_bookmarks(nowhere, two).kind, facts::FaultKind::bookmarks_unwritable);
}

TEST_F(BookmarksOf, APictureOfTheWindowShowsThem) {
  const std::string file = recorded("test1_test2");
  if (greenlens("snapshot " + file + " --step 9 -o without.png").code != 0) {
    GTEST_SKIP() << "nothing can be drawn here";
  }
  keep(file, "30 here\n");
  EXPECT_EQ(greenlens("snapshot " + file + " --step 9 -o with.png").code, 0);
  const bool same = slurp(folder_ + "/with.png") == slurp(folder_ + "/without.png");
  EXPECT_FALSE(same);
}

}  // namespace
}  // namespace greenlens::cli
