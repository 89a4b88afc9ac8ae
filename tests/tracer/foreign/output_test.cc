// Bytes that a program writes become lines, however they are cut.
#include "tracer/foreign/output.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace greenlens::foreign {
namespace {

using Text = std::vector<std::string>;

TEST(OutputLines, AreTheSameHoweverTheBytesCome) {
  const std::string all = "one\ntwo\n\nthree";
  for (size_t cut = 0; cut <= all.size(); ++cut) {
    Lines lines;
    Text got = lines.take(all.substr(0, cut));
    for (std::string& line : lines.take(all.substr(cut))) got.push_back(std::move(line));
    EXPECT_EQ(got, (Text{"one", "two", ""})) << cut;
    EXPECT_EQ(lines.rest(), "three") << cut;
    EXPECT_EQ(lines.rest(), "");
  }
}

TEST(OutputLines, ALineWithoutAnEndIsCut) {
  Lines lines;
  const Text got = lines.take(std::string(Lines::kLongest * 2 + 3, 'x'));
  ASSERT_EQ(got.size(), 2u);
  EXPECT_EQ(got[0].size(), Lines::kLongest);
  EXPECT_EQ(lines.rest(), "xxx");
}

}  // namespace
}  // namespace greenlens::foreign
