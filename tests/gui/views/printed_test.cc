// The line of the latest output.
#include <gtest/gtest.h>

#include "gui/views/printed/model.h"
#include "tests/gui/driver.h"

namespace greenlens::gui::printed {
namespace {

using testing::Driver;
using testing::Mode;

TEST(Printed, HasTheLatestLinesThatFit) {
  EXPECT_EQ(latest_that_fit({}, 100, 30), 0u);
  EXPECT_EQ(latest_that_fit({50, 50}, 100, 30), 2u) << "nothing is left out";
  EXPECT_EQ(latest_that_fit({50, 50, 50}, 100, 30), 1u) << "there is a word about the others";
  EXPECT_EQ(latest_that_fit({50, 50, 50}, 130, 30), 2u);
  EXPECT_EQ(latest_that_fit({10, 90, 50}, 130, 30), 1u) << "none out of its turn";
  EXPECT_EQ(latest_that_fit({200}, 100, 30), 1u) << "never none";
}

TEST(Printed, IsALineOfTheLayoutForAWallAndLeadsToItsSteps) {
  Driver driver(Mode::replay);
  driver.run("last");
  const uint64_t end = driver.cursor();
  const uint64_t count = driver.trace().printed_until(end);
  ASSERT_GT(count, 2u);
  const store::PrintedLine last = driver.trace().printed(count, 1).at(0);
  const std::string label = "latest " + std::to_string(last.step);
  EXPECT_FALSE(driver.sees(label)) << "where the output has a panel of its own";
  driver.press({'2', false, true});
  driver.settle();
  ASSERT_TRUE(driver.sees(label));
  EXPECT_NE(driver.words().find(last.text), std::string::npos);
  driver.click(label);
  EXPECT_EQ(driver.cursor(), last.step);
  driver.seek(0);
  driver.settle();
  EXPECT_FALSE(driver.sees(label));
  EXPECT_NE(driver.words().find(driver.text("ui.output.none")), std::string::npos);
}

TEST(Printed, SaysHowManyLinesHaveNoRoom) {
  Driver driver(Mode::replay, {460, 500});
  driver.run("last");
  driver.press({'2', false, true});
  driver.settle();
  const uint64_t count = driver.trace().printed_until(driver.cursor());
  size_t seen = 0;
  for (const store::PrintedLine& line : driver.trace().printed(1, count)) {
    seen += driver.sees("latest " + std::to_string(line.step));
  }
  ASSERT_LT(seen, count);
  EXPECT_NE(driver.words().find("+ " + std::to_string(count - seen) + " before"),
            std::string::npos);
}

}  // namespace
}  // namespace greenlens::gui::printed
