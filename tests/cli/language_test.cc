// In which language the command speaks.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Command, SpeaksTheLanguageThatItIsAskedFor) {
  const std::string file = recorded("test1_test2");
  EXPECT_THAT(greenlens("show " + file + " --step last").out, HasSubstr("The program has come"));
  for (const char* before : {"--lang zh-Hans show", "--lang=zh_CN.UTF-8 show"}) {
    EXPECT_THAT(greenlens(before + (' ' + file) + " --step last").out,
                HasSubstr("程序运行到了末尾"));
  }
  EXPECT_THAT(greenlens("show " + file + " --step last --lang zh-Hant").out,
              HasSubstr("程式執行到了末尾"));
}

TEST_F(Command, SpeaksTheLanguageOfItsEnvironment) {
  const std::string list = " \"$GREENLENS\" glossary slice";
  EXPECT_THAT(shell("LC_ALL=zh_CN.UTF-8" + list).out, HasSubstr("切片"));
  EXPECT_THAT(shell("LC_ALL= LC_MESSAGES= LANG=zh_TW.UTF-8" + list).out, HasSubstr("位元組"));
  EXPECT_THAT(shell("LC_ALL=C.UTF-8 LANG=zh_TW.UTF-8" + list).out, HasSubstr("greenlet’s own"));
  EXPECT_THAT(shell("GREENLENS_LANG=zh-Hans LC_ALL=C.UTF-8" + list).out, HasSubstr("字节"));
  EXPECT_THAT(shell("GREENLENS_LANG=zh-Hans" + list + " --lang en").out,
              HasSubstr("greenlet’s own"));
}

TEST_F(Command, ListsTheLanguagesWhenThereIsNoSuchOne) {
  for (const Result& result : {greenlens("list --lang xx"), greenlens("--lang xx"),
                               shell("GREENLENS_LANG=xx \"$GREENLENS\" list")}) {
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(
        result.err,
        "greenlens: There is no language “xx”: choose one of en (English), zh-Hans (简体中文), "
        "zh-Hant (繁體中文).\n");
  }
}

TEST_F(Command, HelpsAndRefusesInThatLanguage) {
  const Result help = greenlens("show --help --lang zh-Hans");
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, AllOf(HasSubstr("用法:"), HasSubstr("选项:"), HasSubstr("--step"),
                              Not(HasSubstr("Options"))));
  const Result all = greenlens("--help --lang zh-Hant");
  EXPECT_THAT(all.out,
              AllOf(HasSubstr("命令:"), HasSubstr("視窗中的按鍵"), Not(HasSubstr("Subcommands"))));
  const Result wrong = greenlens("show --lang zh-Hans");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("缺少必需的内容"));
  EXPECT_THAT(greenlens("show no_such_file --step 1 --lang zh-Hans").err, HasSubstr("无法读取"));
}

// Keys, and words that programs read, are the same in all.
TEST_F(Command, SpeaksTheSameToPrograms) {
  const std::string file = recorded("test1_test2");
  for (const char* ask : {"--step 34 --json --words", "--step 40 --json --registers"}) {
    auto english = nlohmann::json::parse(greenlens("show " + file + ' ' + ask).out);
    auto chinese =
        nlohmann::json::parse(greenlens("show " + file + ' ' + ask + " --lang zh-Hans").out);
    EXPECT_NE(english["sentence"], chinese["sentence"]);
    english.erase("sentence");
    chinese.erase("sentence");
    EXPECT_EQ(english, chinese);
  }
  EXPECT_EQ(greenlens("list --json").out, greenlens("list --json --lang zh-Hans").out);
}

TEST_F(Command, WritesPagesAndPicturesInThatLanguage) {
  const std::string file = recorded("test1_test2");
  EXPECT_EQ(greenlens("export " + file + " -o p.html --lang zh-Hant").code, 0);
  const std::string page = slurp(folder_ + "/p.html");
  EXPECT_THAT(page, AllOf(HasSubstr("<html lang=\"zh-Hant\">"), HasSubstr("複製指向這一步的連結"),
                          Not(HasSubstr("Copy link"))));
  EXPECT_EQ(greenlens("export " + file + " -o p.svg --step 40 --lang zh-Hans").code, 0);
  EXPECT_THAT(slurp(folder_ + "/p.svg"),
              AllOf(HasSubstr("xml:lang=\"zh-CN\""), HasSubstr("堆中副本")));
  EXPECT_EQ(greenlens("export " + file + " -o e.svg --step 40").code, 0);
  EXPECT_THAT(slurp(folder_ + "/e.svg"), Not(HasSubstr("xml:lang")));
}

}  // namespace
}  // namespace greenlens::cli
