// Bookmarks and their file, whatever is in it.
#include "tracer/session/bookmarks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tracer/facts/shown.h"

namespace greenlens::session {
namespace {

using ::testing::ElementsAre;

const std::string kHead = "greenlens bookmarks 1\n";

Bookmarks read(const std::string& lines) {
  const std::optional<Bookmarks> read = parse_bookmarks(kHead + lines);
  EXPECT_TRUE(read.has_value());
  return read.value_or(Bookmarks());
}

TEST(Bookmarks, ALineIsAStepAndWhatItIsCalled) {
  const Bookmarks marks = read("700\n412 main is only partly saved\n\n");
  EXPECT_THAT(marks.all,
              ElementsAre(Bookmark{412, "main is only partly saved"}, Bookmark{700, ""}));
  EXPECT_EQ(format_bookmarks(marks), kHead + "412 main is only partly saved\n700\n");
  EXPECT_EQ(unread_lines(marks), 0u);
}

TEST(Bookmarks, LinesOfOtherSystemsAndBlanksAroundThemAreRead) {
  const std::optional<Bookmarks> marks =
      parse_bookmarks("greenlens bookmarks 1\r\n  12\tgr1 starts  \r\n13");
  ASSERT_TRUE(marks.has_value());
  EXPECT_THAT(marks->all, ElementsAre(Bookmark{12, "gr1 starts"}, Bookmark{13, ""}));
}

TEST(Bookmarks, WhatIsNotUnderstoodStaysInTheFile) {
  const Bookmarks marks = read(
      "# for Monday\n12\nlater 14\n-3 below\n99999999999999999999999 "
      "far\n15x\n18446744073709551615\n");
  EXPECT_THAT(marks.all, ElementsAre(Bookmark{12, ""}, Bookmark{UINT64_MAX, ""}));
  EXPECT_THAT(marks.others, ElementsAre("# for Monday", "later 14", "-3 below",
                                        "99999999999999999999999 far", "15x"));
  EXPECT_EQ(unread_lines(marks), 4u);
  EXPECT_EQ(parse_bookmarks(format_bookmarks(marks)), marks);
}

TEST(Bookmarks, AnotherFileIsNotTakenForOne) {
  for (const std::string& text :
       {std::string("412\n"), std::string("\n"), std::string("greenlens bookmarks 2\n412\n"),
        std::string("greenlens bookmarks 10\n"),
        std::string("\x7f"
                    "ELF"),
        kHead + std::string(kMostBookmarkBytes, '1')}) {
    EXPECT_FALSE(parse_bookmarks(text).has_value()) << text.substr(0, 40);
  }
}

TEST(Bookmarks, WhatActsOnATerminalIsShownAndNoNoteIsMoreThanALine) {
  Bookmarks marks = read(std::string("5 red \x1b[31m and \0 and \xff\n", 25));
  ASSERT_EQ(marks.all.size(), 1u);
  EXPECT_EQ(marks.all[0].note, "red ␛[31m and ␀ and \\xff");
  note_bookmark(&marks, 6, "two\n7 lines");
  note_bookmark(&marks, 8, std::string(10'000, 'x'));
  EXPECT_EQ(marks.all[1].note.find('\n'), std::string::npos);
  EXPECT_LE(marks.all[2].note.size(), kMostNoteBytes);
  EXPECT_EQ(parse_bookmarks(format_bookmarks(marks)), marks) << "it is read as it was";
}

TEST(Bookmarks, WhateverIsReadIsReadAgainTheSame) {
  std::mt19937 random(5);
  constexpr char kLetters[] = "0129 #\t\r\n\x1b\xc3\xa9\xff=ab";
  const std::string letters(kLetters, sizeof kLetters);  // with the zero at the end
  for (int i = 0; i < 3000; ++i) {
    std::string lines;
    for (size_t n = random() % 60; n > 0; --n) lines += letters[random() % letters.size()];
    const std::optional<Bookmarks> once = parse_bookmarks(kHead + lines);
    ASSERT_TRUE(once.has_value());
    const std::optional<Bookmarks> again = parse_bookmarks(format_bookmarks(*once));
    ASSERT_TRUE(again.has_value());
    ASSERT_EQ(*again, *once) << lines;
    for (size_t k = 1; k < once->all.size(); ++k) {
      ASSERT_LT(once->all[k - 1].step, once->all[k].step);
    }
  }
}

TEST(Bookmarks, ThereAreNoMoreThanTheyMayBeAndNoneIsLostOnDisk) {
  std::string lines;
  for (size_t n = 0; n < kMostBookmarks + 5; ++n) lines += std::to_string(n) + '\n';
  Bookmarks marks = read(lines);
  EXPECT_EQ(marks.all.size(), kMostBookmarks);
  EXPECT_EQ(unread_lines(marks), 5u);
  EXPECT_FALSE(toggle_bookmark(&marks, 1'000'000));
  EXPECT_FALSE(note_bookmark(&marks, 1'000'000, "one too many"));
  EXPECT_TRUE(note_bookmark(&marks, 3, "one that is there"));
  EXPECT_TRUE(toggle_bookmark(&marks, 4)) << "and taken away";
  EXPECT_TRUE(toggle_bookmark(&marks, 1'000'000));
  // The longest notes and the most other lines that are read have room together.
  Bookmarks large = read(std::string(kMostBookmarkBytes / 2 - 2, '#'));
  for (uint64_t n = 0; n < kMostBookmarks; ++n) {
    note_bookmark(&large, UINT64_MAX - n, std::string(kMostNoteBytes, 'n'));
  }
  EXPECT_EQ(parse_bookmarks(format_bookmarks(large)), large);
}

TEST(Bookmarks, TogglingTwiceChangesNothing) {
  Bookmarks marks = read("3 three\n9\n");
  const Bookmarks before = marks;
  toggle_bookmark(&marks, 5);
  EXPECT_NE(bookmark_at(marks, 5), nullptr);
  toggle_bookmark(&marks, 5);
  EXPECT_EQ(marks, before);
}

TEST(Bookmarks, NextAndPreviousAreTheNearest) {
  const Bookmarks marks = read("0\n3\n9\n700\n");
  EXPECT_EQ(next_bookmark(marks, 0, 100)->step, 3u);
  EXPECT_EQ(next_bookmark(marks, 3, 100)->step, 9u);
  EXPECT_EQ(next_bookmark(marks, 9, 100), nullptr) << "the trace ends before it";
  EXPECT_EQ(next_bookmark(marks, 9, 700)->step, 700u);
  EXPECT_EQ(next_bookmark(marks, UINT64_MAX, UINT64_MAX), nullptr);
  EXPECT_EQ(previous_bookmark(marks, 4)->step, 3u);
  EXPECT_EQ(previous_bookmark(marks, 3)->step, 0u);
  EXPECT_EQ(previous_bookmark(marks, 0), nullptr);
}

TEST(Bookmarks, AreFoundByWhatTheyAreCalled) {
  const Bookmarks marks = read("3 Gr1 starts here\n5\n9 gr1 starts\n12 gr2\n");
  EXPECT_EQ(bookmark_called(marks, "GR1 STARTS")->step, 9u) << "the whole name counts more";
  EXPECT_EQ(bookmark_called(marks, "gr1")->step, 3u);
  EXPECT_EQ(bookmark_called(marks, " gr2 ")->step, 12u);
  EXPECT_EQ(bookmark_called(marks, "gr3"), nullptr);
  EXPECT_EQ(bookmark_called(marks, ""), nullptr) << "not the one without a name";
}

TEST(Bookmarks, OfTwoListsTheNewNotesCount) {
  const Bookmarks before = read("# mine\n3 old\n9 stays\n"), added = read("3 new\n5\n");
  const Bookmarks both = joined(before, added);
  EXPECT_THAT(both.all, ElementsAre(Bookmark{3, "new"}, Bookmark{5, ""}, Bookmark{9, "stays"}));
  EXPECT_EQ(both.others, before.others);
}

}  // namespace
}  // namespace greenlens::session
