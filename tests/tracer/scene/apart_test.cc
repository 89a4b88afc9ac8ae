// Names that are shortened are still told apart.
#include "tracer/scene/apart.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tracer/scene/text_width.h"

namespace greenlens::scene {
namespace {

std::vector<std::string> shown(const std::vector<std::string>& names, float width) {
  std::vector<NameInRoom> rooms;
  for (const std::string& name : names) rooms.push_back({name, width, 12});
  return told_apart(rooms, Face::bold);
}
using Names = std::vector<std::string>;

TEST(ToldApart, AreWholeWhereTheyFitAndElseLoseTheirEnds) {
  EXPECT_EQ(shown({"gr1", "gr2"}, 80), (Names{"gr1", "gr2"}));
  const Names cut = shown({"accepts connections", "writes the journal"}, 80);
  EXPECT_TRUE(cut[0].starts_with("accept") && cut[0].ends_with("…")) << cut[0];
  EXPECT_TRUE(cut[1].starts_with("writes") && cut[1].ends_with("…")) << cut[1];
}

TEST(ToldApart, LoseTheirMiddlesWhereTheirBeginningsAreTheSame) {
  const Names cut = shown({"connection worker 1", "connection worker 2"}, 80);
  EXPECT_TRUE(cut[0].starts_with("c") && cut[0].ends_with("1")) << cut[0];
  EXPECT_TRUE(cut[1].starts_with("c") && cut[1].ends_with("2")) << cut[1];
}

TEST(ToldApart, LoseWhatTheyShareWhereTheirEndsAreTheSameToo) {
  const Names cut = shown({"the worker A of connections", "the worker B of connections"}, 80);
  EXPECT_TRUE(cut[0].starts_with("…A")) << cut[0];
  EXPECT_TRUE(cut[1].starts_with("…B")) << cut[1];
}

TEST(ToldApart, HaveTheShorterNameWhereTheWholeOneHasNoRoom) {
  const auto both = [](float width) {
    return told_apart(
        {{"main · thread 1", width, 12, "main ·1"}, {"main · thread 2", width, 12, "main ·2"}},
        Face::bold);
  };
  EXPECT_EQ(both(200), (Names{"main · thread 1", "main · thread 2"}));
  EXPECT_EQ(both(60), (Names{"main ·1", "main ·2"}));
}

TEST(ToldApart, AreNoWiderThanTheirRoomAndNoTwoAlike) {
  std::minstd_rand random(3);
  const Names parts = {"worker", "é–é", " ", "connection", "12", "x", "…", "日本"};
  for (int round = 0; round < 300; ++round) {
    std::set<std::string> different;
    const std::string begin = parts[random() % parts.size()] + parts[random() % parts.size()];
    while (different.size() < 4) {
      different.insert(begin + "long enough to be cut " + std::to_string(random() % 90 + 10) +
                       begin);
    }
    const Names names(different.begin(), different.end());
    const float width = static_cast<float>(random() % 60 + 50);
    const Names cut = shown(names, width);
    EXPECT_EQ(std::set<std::string>(cut.begin(), cut.end()).size(), names.size())
        << names[0] << " as " << cut[0] << ", " << cut[1] << ", " << cut[2] << " in " << width;
    for (const std::string& name : cut) {
      EXPECT_LE(text_width(name, 12, Face::bold), width + 0.1f) << name;
    }
  }
}

}  // namespace
}  // namespace greenlens::scene
