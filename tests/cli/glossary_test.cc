// greenlens glossary: what its user meets.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(Command, SaysWhatATermMeans) {
  const Result one = greenlens("glossary stack_stop");
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(one.out, StartsWith("stack_stop\n  The address at which a slice ends"));
  EXPECT_EQ(greenlens("glossary 'main greenlets'").out, greenlens("glossary main_greenlet").out);
  const Result all = greenlens("glossary");
  EXPECT_THAT(all.out, HasSubstr(one.out));
}

TEST_F(Command, SaysTheGlossaryToPrograms) {
  const auto all = nlohmann::json::parse(greenlens("glossary --format json").out);
  EXPECT_GE(all.size(), 50u);
  const auto one = nlohmann::json::parse(greenlens("glossary slices --format json").out);
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0]["id"], "slice");
  EXPECT_EQ(one[0]["spellings"][1], "slices");
}

TEST_F(Command, NamesTermsThatAreNearToOneThatThereIsNot) {
  const Result near = greenlens("glossary stack_stpo");
  EXPECT_EQ(near.code, 2);
  EXPECT_THAT(near.err, HasSubstr("did you mean stack_stop"));
  const Result unknown = greenlens("glossary xyzzyx");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("There is no term “xyzzyx”"));
}

}  // namespace
}  // namespace greenlens::cli
