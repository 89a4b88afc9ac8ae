// Pure parts of choosing: by a few letters, a file in a folder, a program's arguments.
#include <gtest/gtest.h>

#include "gui/arguments.h"
#include "gui/chord.h"
#include "gui/fuzzy.h"
#include "gui/recent.h"
#include "gui/views/browser/model.h"
#include "gui/views/picker/model.h"

namespace greenlens::gui {
namespace {

TEST(Fuzzy, FindsLettersInTheirOrderAndWordsInAny) {
  EXPECT_TRUE(suits("Timeline: fewer steps", "tifest"));
  EXPECT_TRUE(suits("Timeline: fewer steps", "STEPS time"));
  EXPECT_FALSE(suits("Timeline: fewer steps", "xyz"));
  EXPECT_FALSE(suits("Timeline", "enil"));
  EXPECT_TRUE(suits("anything", ""));
  EXPECT_TRUE(suits("anything", "   "));
}

TEST(Fuzzy, WhatIsThereAsAWholeIsBetter) {
  const auto better = [](const char* one, const char* other, const char* typed) {
    return suits(one, typed).value_or(-1) > suits(other, typed).value_or(-1);
  };
  EXPECT_TRUE(better("Next switch", "Show what it is", "swit"));
  EXPECT_TRUE(better("Quit", "Play quietly… not", "quit"));
  EXPECT_TRUE(better("By line", "Timeline", "line"));
  EXPECT_TRUE(better("Zoom in", "azbooxm", "zm"));
}

TEST(Arguments, ArePartedAsAShellDoesIt) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(split_arguments(""), Words());
  EXPECT_EQ(split_arguments("  a  b\tc "), (Words{"a", "b", "c"}));
  EXPECT_EQ(split_arguments("'a b' \"c d\" e\\ f"), (Words{"a b", "c d", "e f"}));
  EXPECT_EQ(split_arguments("''"), Words{""});
  EXPECT_EQ(split_arguments("a'b'\"c\""), Words{"abc"});
  EXPECT_EQ(split_arguments("'\\' \"\\\"\""), (Words{"\\", "\""}));
  for (const char* open : {"'a", "\"a", "a\\", "\"a\\\""})
    EXPECT_FALSE(split_arguments(open)) << open;
}

TEST(Arguments, ALineOfThemLeadsBackToThem) {
  const std::vector<std::vector<std::string>> all = {
      {}, {"a"}, {""}, {"a b", "c"}, {"'", "\"", "\\"}, {"-n", "ü", "$HOME", "*", "\n"}};
  for (const auto& words : all) EXPECT_EQ(split_arguments(join_arguments(words)), words);
}

TEST(Recent, TheNewestComesFirstOnceAndTheyAreBounded) {
  std::vector<std::string> recent;
  for (int i = 0; i < 30; ++i) recent = with_recent(recent, "/f" + std::to_string(i));
  EXPECT_EQ(recent.size(), kMostRecent);
  EXPECT_EQ(recent.front(), "/f29");
  recent = with_recent(recent, "/f25");
  EXPECT_EQ(recent.front(), "/f25");
  EXPECT_EQ(recent.size(), kMostRecent);
  EXPECT_EQ(std::count(recent.begin(), recent.end(), "/f25"), 1);
  EXPECT_EQ(with_recent(recent, "/a\nb"), recent) << "a line of the settings is one name";
  EXPECT_EQ(folder_of("/a/b"), "/a");
  EXPECT_EQ(folder_of("/a"), "/");
  EXPECT_EQ(folder_of("a"), "");
}

}  // namespace

namespace browser {
namespace {

Listing lesson() {
  return {"/home/ada/lesson",
          {{"zebra.gltrace", false, 1234},
           {"old", true, 0},
           {"Apple.gltrace", false, 20'000'000},
           {"picture.svg", false, 512},
           {".hidden.gltrace", false, 3},
           {"apricot.gltrace", false, 999}},
          false,
          {}};
}

std::vector<std::string> names(const std::vector<Row>& rows) {
  std::vector<std::string> all;
  for (const Row& row : rows) all.push_back(row.name);
  return all;
}

TEST(Browser, ListsFoldersFirstAndOnlyWhatIsWanted) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(rows(lesson(), ".gltrace", "")),
            (Names{"..", "old", "Apple.gltrace", "apricot.gltrace", "zebra.gltrace"}));
  EXPECT_EQ(names(rows(lesson(), "", "")).back(), "zebra.gltrace");
  EXPECT_EQ(rows(lesson(), "", "").size(), 6u);
  EXPECT_EQ(rows(lesson(), "", ".").size(), 7u) << "what is hidden, for who names it";
  Listing root{"/", {{"home", true, 0}}, false, {}};
  EXPECT_EQ(names(rows(root, "", "")), Names{"home"}) << "nothing is above it";
}

TEST(Browser, WhatIsTypedIsAFolderAndTheBeginningOfAName) {
  const std::string at = "/home/ada/lesson", home = "/home/ada";
  EXPECT_EQ(typed("", at, home), (Typed{at, ""}));
  EXPECT_EQ(typed("ap", at, home), (Typed{at, "ap"}));
  EXPECT_EQ(typed("old/x", at, home), (Typed{at + "/old", "x"}));
  EXPECT_EQ(typed("/tmp/x", at, home), (Typed{"/tmp", "x"}));
  EXPECT_EQ(typed("/", at, home), (Typed{"/", ""}));
  EXPECT_EQ(typed("~", at, home), (Typed{home, ""}));
  EXPECT_EQ(typed("~/x", at, home), (Typed{home, "x"}));
  EXPECT_EQ(typed("../x", at, home), (Typed{home, "x"}));
  EXPECT_EQ(typed("..", at, home), (Typed{home, ""}));
  EXPECT_EQ(typed("../../../../x", at, home), (Typed{"/", "x"}));
  EXPECT_EQ(typed("./a//b", at, home), (Typed{at + "/a", "b"}));
}

TEST(Browser, CompletesAsFarAsThereIsOnlyOneWay) {
  const std::vector<Row> all = rows(lesson(), ".gltrace", "");
  EXPECT_EQ(completed(all, "z"), "zebra.gltrace");
  EXPECT_EQ(completed(all, "o"), "old/");
  EXPECT_EQ(completed(all, "apr"), "apricot.gltrace");
  EXPECT_EQ(completed(all, "x"), "x");
  EXPECT_EQ(row_beginning(all, "AP"), 2u);
  EXPECT_EQ(row_beginning(all, "ap"), 3u) << "as it is written comes first";
  EXPECT_FALSE(row_beginning(all, ""));
}

TEST(Browser, EnterGoesIntoFoldersChoosesFilesAndAsksBeforeItReplaces) {
  using What = Entered::What;
  const Listing listing = lesson();
  const Browsing open{FileUse::open, "", ".gltrace", "", ""};
  const Browsing save{FileUse::save_recording, "", ".gltrace", "", ""};
  const auto then = [&](const Browsing& browsing, const char* text) {
    return entered(browsing, listing, typed(text, listing.folder, "/home/ada"), nullptr);
  };
  EXPECT_EQ(then(open, "old").what, What::goes);
  EXPECT_EQ(then(open, "old").path, "/home/ada/lesson/old");
  EXPECT_EQ(then(open, "zebra.gltrace").what, What::chooses);
  EXPECT_EQ(then(open, "picture.svg").what, What::chooses) << "whatever it is called";
  EXPECT_EQ(then(open, "").what, What::nothing);
  EXPECT_EQ(then(save, "new").what, What::chooses);
  EXPECT_EQ(then(save, "new").path, "/home/ada/lesson/new.gltrace");
  EXPECT_EQ(then(save, "zebra").what, What::asks) << "with the ending it is there";
  EXPECT_EQ(then(save, "zebra.gltrace").what, What::asks);
  EXPECT_EQ(then(save, "old").what, What::goes);
  const Row up{"..", true, 0}, file{"zebra.gltrace", false, 1234};
  EXPECT_EQ(entered(open, listing, {}, &up).path, "/home/ada");
  EXPECT_EQ(entered(open, listing, {}, &file).what, What::chooses);
  EXPECT_EQ(entered(save, listing, {}, &file).what, What::asks);
}

TEST(Browser, SizesAreReadable) {
  EXPECT_EQ(size_text(0), "0 B");
  EXPECT_EQ(size_text(999), "999 B");
  EXPECT_EQ(size_text(1000), "1.0 KB");
  EXPECT_EQ(size_text(1530), "1.5 KB");
  EXPECT_EQ(size_text(999'600), "1.0 MB");
  EXPECT_EQ(size_text(20'000'000), "20 MB");
  EXPECT_EQ(size_text(UINT64_MAX), "18446744 TB");
}

}  // namespace
}  // namespace browser

namespace picker {
namespace {

TEST(Picker, KeysGoFromCardToCard) {
  EXPECT_EQ(moved(kKeyDown, -1, 3, 8), 0);
  EXPECT_EQ(moved(kKeyEnd, -1, 3, 8), 7);
  EXPECT_EQ(moved(kKeyRight, 0, 3, 8), 1);
  EXPECT_EQ(moved(kKeyDown, 1, 3, 8), 4);
  EXPECT_EQ(moved(kKeyDown, 6, 3, 8), 6) << "there is none below";
  EXPECT_EQ(moved(kKeyUp, 4, 3, 8), 1);
  EXPECT_EQ(moved(kKeyUp, 1, 3, 8), 1);
  EXPECT_EQ(moved(kKeyPageDown, 0, 3, 8), 7);
  EXPECT_EQ(moved(kKeyDown, 0, 3, 0), -1);
}

}  // namespace
}  // namespace picker
}  // namespace greenlens::gui
