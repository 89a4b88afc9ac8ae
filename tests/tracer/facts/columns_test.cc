// Maps of structs in columns.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tracer/facts/fields.h"

namespace greenlens::facts {
namespace {

struct Numbered {
  uint32_t number = 7;
  std::string text = "as ever";
  bool yes = false;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("number", &Numbered::number), f("text", &Numbered::text), f("yes", &Numbered::yes);
  }
};
// As an older version had it, and as a later one may.
struct OlderNumbered {
  uint32_t number = 7;
  std::string text = "as ever";
  template <typename F>
  static constexpr void fields(F&& f) {
    f("number", &OlderNumbered::number), f("text", &OlderNumbered::text);
  }
};
using NumberedThings = std::map<uint32_t, Numbered>;
using OlderThings = std::map<uint32_t, OlderNumbered>;

template <typename T>
std::string bytes_of(const T& map) {
  std::string bytes;
  write_value(&bytes, map);
  return bytes;
}

template <typename T>
bool read_all(const std::string& bytes, T* map) {
  std::string_view in = bytes;
  return read_value(&in, map) && in.empty();
}

NumberedThings three() {
  return {{2, {1, "a", true}}, {5, {2, "", true}}, {4000000000u, {3, "ccc", true}}};
}

TEST(Columns, AMapComesBack) {
  NumberedThings read_back = {{1, {}}};
  ASSERT_TRUE(read_all(bytes_of(three()), &read_back));
  EXPECT_TRUE(same_value(read_back, three()));
  ASSERT_TRUE(read_all(bytes_of(NumberedThings()), &read_back));
  EXPECT_TRUE(read_back.empty());
}

// Count, keys beside each other, fields, columns; what is the same in all stands there once.
TEST(Columns, AreWhatTheFormatSays) {
  const NumberedThings two = {{3, {300, "ab", true}}, {4, {1, "", true}}};
  const std::string expected(
      "\x02\x03\x01\x03"
      "\x06\xac\x02\x01"
      "\x08\x02"
      "ab\x00"
      "\x03\x01",
      15);
  EXPECT_EQ(bytes_of(two), expected);
}

TEST(Columns, OlderAndLaterVersionsAreRead) {
  OlderThings older = {{2, {1, "a"}}, {5, {2, ""}}};
  NumberedThings items;
  ASSERT_TRUE(read_all(bytes_of(older), &items));
  EXPECT_TRUE(same_value(items, NumberedThings{{2, {1, "a", false}}, {5, {2, "", false}}}));
  ASSERT_TRUE(read_all(bytes_of(three()), &older));
  EXPECT_TRUE(
      same_value(older, OlderThings{{2, {1, "a"}}, {5, {2, ""}}, {4000000000u, {3, "ccc"}}}));
}

TEST(Columns, NothingCutOrTurnedIsReadBeyondItsEnd) {
  const std::string bytes = bytes_of(three());
  NumberedThings items;
  for (size_t end = 0; end < bytes.size(); ++end) {
    EXPECT_FALSE(read_all(bytes.substr(0, end), &items)) << end;
  }
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      std::string turned = bytes;
      turned[at] = static_cast<char>(value);
      read_all(turned, &items);  // must not crash
    }
  }
}

TEST(Columns, KeysAscendAndFit) {
  NumberedThings items;
  const std::string same_key("\x02\x03\x00\x00", 4);
  EXPECT_FALSE(read_all(same_key, &items));
  std::string too_large("\x02\x03", 2);
  write_varint(&too_large, 0xfffffffd);
  too_large.push_back(0);
  EXPECT_FALSE(read_all(too_large, &items));
  EXPECT_TRUE(read_all(std::string("\x02\x03\x01\x00", 4), &items));
  EXPECT_TRUE(same_value(items, NumberedThings{{3, {}}, {4, {}}}));
}

// Else some bytes could stand for any number of texts.
TEST(Columns, OnlyANumberStandsForAll) {
  NumberedThings items;
  const std::string number("\x02\x03\x01\x01\x03\x09", 6);
  ASSERT_TRUE(read_all(number, &items));
  EXPECT_EQ(items[4].number, 9u);
  const std::string text(
      "\x02\x03\x01\x02\x03\x09\x05\x01"
      "a",
      9);
  EXPECT_FALSE(read_all(text, &items));
}

}  // namespace
}  // namespace greenlens::facts
