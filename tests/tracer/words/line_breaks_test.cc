// Where lines of text end, with blanks between words and without.
#include "tracer/words/line_breaks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tracer/words/columns.h"
#include "tracer/words/languages.h"
#include "tracer/words/messages.h"

namespace greenlens::words {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> parts(std::string_view text) {
  std::vector<std::string> all;
  for (const Piece& piece : pieces_of(text)) {
    all.push_back((piece.behind_blank ? " " : "") + std::string(piece.text));
  }
  return all;
}

TEST(LineBreaks, LatinWordsAreWhole) {
  EXPECT_THAT(parts("one two, (three)"), ElementsAre("one", " two,", " (three)"));
  EXPECT_THAT(parts("a  b"), ElementsAre("a", " ", " b"));
  EXPECT_THAT(parts("naïve → “x”"), ElementsAre("naïve", " →", " “x”"));
  EXPECT_THAT(parts(""), ElementsAre());
}

TEST(LineBreaks, ChineseBreaksBetweenAnyLetters) {
  EXPECT_THAT(parts("栈指针"), ElementsAre("栈", "指", "针"));
  EXPECT_THAT(parts("切换到 gr1 的栈"), ElementsAre("切", "换", "到", " gr1", " 的", "栈"));
}

TEST(LineBreaks, NoLineBeginsWithAClosingSignOrEndsWithAnOpeningOne) {
  EXPECT_THAT(parts("栈，堆。"), ElementsAre("栈，", "堆。"));
  EXPECT_THAT(parts("（栈）：堆"), ElementsAre("（栈）：", "堆"));
  EXPECT_THAT(parts("看「堆」！"), ElementsAre("看", "「堆」！"));
  EXPECT_THAT(parts("“栈”。"), ElementsAre("“栈”。"));
}

TEST(LineBreaks, TheirPiecesAreTheText) {
  for (const Language& language : kLanguages) {
    for (const auto& [id, text] : Messages::of(language.id).all()) {
      std::string joined;
      for (const std::string& part : parts(text)) joined += part;
      EXPECT_EQ(joined, text) << language.id << ", " << id;
    }
  }
  EXPECT_THAT(parts("\xff栈\xe6"), ElementsAre("\xff", "栈", "\xe6")) << "whatever the bytes are";
}

TEST(LineBreaks, NoLineIsWiderThanItsColumns) {
  constexpr size_t kColumns = 40;
  for (const Language& language : kLanguages) {
    if (std::string_view(language.id) == "en") continue;
    for (const auto& [id, text] : Messages::of(language.id).all()) {
      const std::string lines = wrapped(text, kColumns);
      for (size_t begin = 0; begin < lines.size();) {
        const size_t end = lines.find('\n', begin);
        const std::string line = lines.substr(begin, end - begin);
        EXPECT_TRUE(columns_in(line) <= kColumns || pieces_of(line).size() == 1)
            << id << ": " << line;
        begin = end + 1;
      }
    }
  }
  EXPECT_EQ(wrapped("栈指针在堆中，副本", 12), "栈指针在堆\n中，副本\n");
  EXPECT_EQ(wrapped("栈指针 sp 在", 9), "栈指针 sp\n在\n");
}

}  // namespace
}  // namespace greenlens::words
