// How deep sentences go, and in which language: for every command, by option and environment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(Command, TellsAStepAtTheLevelThatIsAskedFor) {
  const std::string show = "show " + recorded("test1_test2") + " --grain story --step 7";
  EXPECT_THAT(greenlens(show).out, HasSubstr("gr2’s whole slice is copied to the heap"));
  EXPECT_EQ(greenlens(show + " --level mechanism").out, greenlens(show).out);
  EXPECT_THAT(greenlens(show + " --level=story").out, HasSubstr("All of gr2 goes to the heap"));
  EXPECT_EQ(greenlens("--level story " + show).out, greenlens(show + " --level story").out);
  EXPECT_THAT(greenlens(show + " --level addresses").out, HasSubstr("slp_save_state"));
  EXPECT_EQ(shell("GREENLENS_LEVEL=story \"$GREENLENS\" " + show).out,
            greenlens(show + " --level story").out);
  EXPECT_EQ(shell("GREENLENS_LEVEL=story \"$GREENLENS\" " + show + " --level mechanism").out,
            greenlens(show).out)
      << "what is said counts";
}

TEST_F(Command, TellsAWholeProgramAtALevel) {
  const Result story = greenlens("run test1_test2 --text --level story");
  EXPECT_EQ(story.code, 0) << story.err;
  EXPECT_THAT(story.out, HasSubstr("gr1 begins."));
  EXPECT_THAT(story.out, Not(HasSubstr("0x")));
  EXPECT_THAT(greenlens("run test1_test2 --text").out, HasSubstr("0x"));
}

TEST_F(Command, RefusesALevelAndALanguageThatThereAreNot) {
  const std::string show = "show " + recorded("test1_test2") + " --step 7";
  for (const std::string option : {"--level", "--lang"}) {
    for (const std::string value : {"nonsense", "''"}) {
      const Result refused = greenlens(show + " " + option + " " + value);
      EXPECT_EQ(refused.code, 2) << option << " " << value;
      EXPECT_THAT(refused.err, StartsWith("greenlens: There is no ")) << option << " " << value;
      EXPECT_EQ(refused.out, "");
    }
  }
  EXPECT_EQ(shell("GREENLENS_LEVEL=deep \"$GREENLENS\" " + show).code, 2);
}

TEST_F(Command, SpeaksTheLanguageThatIsAskedFor) {
  const std::string show = "show " + recorded("test1_test2") + " --grain story --step 7";
  EXPECT_THAT(greenlens(show + " --lang zh-Hans").out, HasSubstr("gr2 的整个切片复制到堆"));
  EXPECT_THAT(greenlens(show + " --lang zh-Hant").out, HasSubstr("gr2 的整個切片複製到堆積"));
  EXPECT_THAT(greenlens(show + " --lang zh-Hant --level story").out, HasSubstr("全部"));
  EXPECT_EQ(shell("LC_ALL=zh_TW.UTF-8 \"$GREENLENS\" " + show).out,
            greenlens(show + " --lang zh-Hant").out);
  EXPECT_EQ(shell("LC_ALL=de_DE.UTF-8 \"$GREENLENS\" " + show).out, greenlens(show).out);
  // What programs read is the same in every language.
  EXPECT_THAT(greenlens(show + " --json --lang zh-Hans").out, HasSubstr("\"slice_saved\""));
}

}  // namespace
}  // namespace greenlens::cli
