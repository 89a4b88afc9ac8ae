// Finding lines by words.
#include "tracer/words/matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace greenlens::words {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Indices of the lines that match.
std::vector<size_t> matching(const std::vector<std::string>& lines, const std::string& search) {
  std::vector<size_t> found;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (matches(lines[i], search_words(search))) found.push_back(i);
  }
  return found;
}

TEST(Matching, FindsEveryWordInAnyOrderAndCase) {
  std::vector<std::string> lines = {"gr1 switches to gr2.", "gr2 starts.", "Main prints."};
  EXPECT_THAT(matching(lines, ""), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(matching(lines, "   "), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(matching(lines, "GR2"), ElementsAre(0u, 1u));
  EXPECT_THAT(matching(lines, "gr2 switches"), ElementsAre(0u));
  EXPECT_THAT(matching(lines, "main"), ElementsAre(2u));
  EXPECT_THAT(matching(lines, "nowhere"), IsEmpty());
}

}  // namespace
}  // namespace greenlens::words
