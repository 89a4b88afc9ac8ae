// The keys of the window on the command line.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Keys : public Command {
 protected:
  Result keys(const std::string& arguments = "") {
    return shell("XDG_CONFIG_HOME=" + folder_ + "/config \"$GREENLENS\" keys " + arguments);
  }
  void write(const std::string& text) {
    std::filesystem::create_directories(folder_ + "/config/greenlens");
    std::ofstream(folder_ + "/config/greenlens/keys") << text;
  }
};

TEST_F(Keys, WhatIsPrintedIsAFileThatChangesNothing) {
  const Result printed = keys();
  EXPECT_EQ(printed.code, 0) << printed.err;
  EXPECT_THAT(printed.out, HasSubstr("step                   = Right               # Step\n"));
  EXPECT_THAT(printed.out, HasSubstr("theme_dark             = none "));
  write(printed.out);
  const Result again = keys();
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.err, "");
  EXPECT_EQ(again.out, printed.out);
}

TEST_F(Keys, AreThoseOfTheFileAndWhatIsWrongWithItIsSaid) {
  write("step = D\ntell_all = none\nnonsense\n");
  const Result printed = keys();
  EXPECT_EQ(printed.code, 1);
  EXPECT_THAT(printed.err, HasSubstr("config/greenlens/keys"));
  EXPECT_THAT(printed.err, HasSubstr("Line 3 (“nonsense”)"));
  EXPECT_THAT(printed.out, HasSubstr("step                   = D "));
  EXPECT_THAT(keys("--defaults").out, HasSubstr("step                   = Right "));
  const Result help = shell("XDG_CONFIG_HOME=" + folder_ + "/config \"$GREENLENS\" --help");
  EXPECT_THAT(help.out, HasSubstr("  D                     Step\n"));
}

TEST_F(Keys, AFolderInPlaceOfTheFileIsSaid) {
  std::filesystem::create_directories(folder_ + "/config/greenlens/keys");
  const Result printed = keys();
  EXPECT_EQ(printed.code, 3);
  EXPECT_THAT(printed.err, HasSubstr("config/greenlens/keys cannot be read"));
  EXPECT_THAT(printed.out, HasSubstr("step "));
}

}  // namespace
}  // namespace greenlens::cli
