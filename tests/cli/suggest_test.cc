#include "cli/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace greenlens::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Suggest, CountsLettersAddedRemovedChangedAndSwapped) {
  EXPECT_EQ(edit_distance("jump", "jump"), 0u);
  EXPECT_EQ(edit_distance("jmup", "jump"), 1u);
  EXPECT_EQ(edit_distance("jum", "jump"), 1u);
  EXPECT_EQ(edit_distance("", "jump"), 4u);
}

TEST(Suggest, NamesTheNearestFirstAndNothingThatIsFar) {
  EXPECT_THAT(near_names("test2", {"jump", "test1_test2"}), ElementsAre("test1_test2"));
  EXPECT_THAT(near_names("jumb", {"dump", "jump"}), ElementsAre("jump", "dump"));
  EXPECT_THAT(near_names("zebra", {"jump", "generator"}), IsEmpty());
}

}  // namespace
}  // namespace greenlens::cli
