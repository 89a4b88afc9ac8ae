#include "tracer/facts/shown.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/hostile_trace.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::facts {
namespace {

using testing::hostile_text;
using testing::raw_in;

TEST(Shown, ControlsAreTheirPictures) {
  EXPECT_EQ(shown(std::string("a\0b\x1b[31m\x7f", 9)), "a␀b␛[31m␡");
  EXPECT_EQ(shown("one\ntwo\tthree\r"), "one␊two␉three␍");
  EXPECT_EQ(shown_lines("one\ntwo\tthree\r"), "one\ntwo\tthree␍");
}

TEST(Shown, WhatActsUnseenIsItsNumber) {
  EXPECT_EQ(shown("a\u202eb\u2066c\u009bd"), "a\\u{202e}b\\u{2066}c\\u{9b}d");
  EXPECT_EQ(shown("\U000e0041\uffff"), "\\u{e0041}\\u{ffff}");
}

TEST(Shown, BytesThatAreNoUtf8AreBytes) {
  EXPECT_EQ(shown("\xff"), "\\xff");
  EXPECT_EQ(shown("\xc0\x80"), "\\xc0\\x80") << "an overlong NUL";
  EXPECT_EQ(shown("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "a lone surrogate";
  EXPECT_EQ(shown("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond U+10FFFF";
  EXPECT_EQ(shown("a\xe2\x82"), "a\\xe2\\x82") << "cut off";
}

TEST(Shown, LettersStayAndWhatIsShownIsShownAsItIs) {
  const std::string letters = "gr1 é α 中 … 👍 na\u0308 \u200d";
  EXPECT_EQ(shown(letters), letters);
  EXPECT_EQ(shown(shown(hostile_text())), shown(hostile_text()));
  EXPECT_EQ(raw_in(shown(hostile_text())), "");
  EXPECT_EQ(raw_in(shown_lines(hostile_text() + "\n").substr(0, 20)), "");
}

TEST(Shown, ALongOneIsCutAtACharacterWithItsSize) {
  const std::string just(kMostShown, 'a');
  EXPECT_EQ(shown(just), just);
  for (const char* part : {"a", "é", "中", "\x1b", "\xff", "\u202e"}) {
    std::string longer;
    while (longer.size() < 100'000) longer += part;
    const std::string cut = shown(longer);
    EXPECT_LE(cut.size(), kMostShown);
    EXPECT_TRUE(cut.ends_with("… [" + std::to_string(longer.size()) + " B]")) << cut.substr(16000);
    EXPECT_EQ(shown(cut), cut);
    EXPECT_EQ(raw_in(cut), "");
  }
}

TEST(Json, IsReadBackAsItWasButForBytesThatAreNoUtf8) {
  std::string text = "é \u202e \U000e0041 \U0001ffff \x7f \u009b";
  for (char c = 0; c < ' '; ++c) text += c;
  const std::string written = json_text(Json({{"name", text}}));
  EXPECT_EQ(raw_in(written), "");
  EXPECT_EQ(Json::parse(written)["name"], text);
  const std::string bytes = json_text(Json({{"list", {"\xff|\x1b"}}, {"n", 1}}));
  EXPECT_EQ(raw_in(bytes), "");
  EXPECT_EQ(Json::parse(bytes)["list"][0], "\\xff|\x1b");
  EXPECT_EQ(Json::parse(bytes)["n"], 1);
}

}  // namespace
}  // namespace greenlens::facts
