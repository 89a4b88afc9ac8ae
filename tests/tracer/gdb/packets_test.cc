#include "tracer/gdb/packets.h"

#include <gmock/gmock.h>

#include <random>
#include <vector>

namespace greenlens::gdb {
namespace {

using testing::ElementsAre;

std::vector<std::string> all_of(Packets* packets) {
  std::vector<std::string> all;
  while (auto one = packets->next()) all.push_back(*one);
  return all;
}

TEST(Packets, HaveTheSumThatTheManualShows) {
  EXPECT_EQ(packet("qC"), "$qC#b4");
  EXPECT_EQ(packet("OK"), "$OK#9a");
  EXPECT_EQ(packet(""), "$#00");
}

TEST(Packets, ComeInPiecesOfAnySize) {
  const std::string stream = "+" + packet("T05thread:p01.4dbe;") + "+" + packet("OK") + packet("");
  for (size_t piece = 1; piece <= stream.size(); ++piece) {
    Packets packets;
    std::vector<std::string> all;
    for (size_t at = 0; at < stream.size(); at += piece) {
      packets.feed(std::string_view(stream).substr(at, piece));
      for (const std::string& one : all_of(&packets)) all.push_back(one);
    }
    EXPECT_THAT(all, ElementsAre("T05thread:p01.4dbe;", "OK", "")) << piece;
  }
}

TEST(Packets, AreWithoutEscapesAndRepetitions) {
  Packets packets;
  packets.feed(packet("a}\x03z"));  // '#' may not stand there itself
  packets.feed(packet("0* "));      // four zeros: the manual's example
  EXPECT_THAT(all_of(&packets), ElementsAre("a#z", "0000"));
}

TEST(Packets, WithAWrongSumArePassedOver) {
  Packets packets;
  packets.feed("$OK#9b" + packet("E01") + "$OK#zz");
  EXPECT_THAT(all_of(&packets), ElementsAre("E01"));
}

TEST(Packets, BearNoise) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    Packets packets;
    std::string noise(random() % 64, '\0');
    constexpr std::string_view kLetters = "$#}*0a+-";
    for (char& c : noise) c = kLetters[random() % kLetters.size()];
    packets.feed(noise);
    all_of(&packets);
    // What was begun in the noise ends with the first packet; the next one is understood.
    packets.feed("#00" + packet("OK"));
    const std::vector<std::string> all = all_of(&packets);
    ASSERT_FALSE(all.empty()) << noise;
    EXPECT_EQ(all.back(), "OK") << noise;
  }
}

TEST(Hex, IsThereAndBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(bytes_of_hex(hex_of_bytes(bytes)), bytes);
  EXPECT_EQ(bytes_of_hex("0g12"), "");
  EXPECT_EQ(bytes_of_hex("12xx"), "\x12");
  EXPECT_EQ(bytes_of_hex("123"), "\x12");
  EXPECT_EQ(hex(0), "0");
  EXPECT_EQ(hex(UINT64_MAX), "ffffffffffffffff");
  EXPECT_EQ(number_of_hex("4dbe;"), 0x4dbeu);
  EXPECT_EQ(number_of_hex(""), 0u);
}

}  // namespace
}  // namespace greenlens::gdb
