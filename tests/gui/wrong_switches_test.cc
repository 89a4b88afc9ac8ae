// Trying a wrong switch: one of the list, or a file of one's own.
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui {
namespace {

using testing::Driver;

AppOptions options_with(std::vector<std::string>* started) {
  AppOptions options;
  options.wrong_switches = {
      {"", "x86-64", {{"lab:one", "A register is forgotten", "What that breaks."}}},
      {"riscv64", "RISC-V", {{"lab:two", "Its return address is", "What that breaks."}}}};
  options.start = [started](const StartOrder& order) -> Opened {
    started->push_back(order.name + (order.cpu.empty() ? "" : " on " + order.cpu));
    return std::unique_ptr<session::EventSource>(
        std::make_unique<testing::LiveSource>(testing::sample_events()));
  };
  return options;
}

TEST(WrongSwitches, OneOfTheListIsStarted) {
  std::vector<std::string> started;
  Driver driver(options_with(&started));
  ASSERT_TRUE(driver.run("try_wrong_switch"));
  driver.frame();
  ASSERT_TRUE(driver.sees("A register is forgotten")) << driver.labels();
  driver.click("A register is forgotten");
  driver.settle();
  EXPECT_EQ(started, std::vector<std::string>{"lab:one"});
  EXPECT_EQ(driver.choices().overlay, "");
}

TEST(WrongSwitches, ThoseOfAnotherCpuAreStartedThere) {
  std::vector<std::string> started;
  Driver driver(options_with(&started));
  ASSERT_TRUE(driver.run("try_wrong_switch"));
  driver.frame();
  EXPECT_FALSE(driver.sees("Its return address is"));
  driver.click("lab: RISC-V");
  driver.frame();
  ASSERT_TRUE(driver.sees("Its return address is")) << driver.labels();
  EXPECT_FALSE(driver.sees("A register is forgotten"));
  driver.click("Its return address is");
  driver.settle();
  EXPECT_EQ(started, std::vector<std::string>{"lab:two on riscv64"});
}

TEST(WrongSwitches, AFileOfOnesOwnIsStartedOnTheCpuThatIsChosen) {
  std::vector<std::string> started;
  Driver driver(options_with(&started));
  ASSERT_TRUE(driver.run("try_wrong_switch"));
  driver.frame();
  driver.click("lab: RISC-V");
  driver.frame();
  driver.click("file of a switch");
  driver.frame();
  driver.type("mine.S");
  driver.press({kKeyEnter});
  driver.settle();
  EXPECT_EQ(started, std::vector<std::string>{"lab:mine.S on riscv64"});
}

TEST(WrongSwitches, AFileOfOnesOwnIsStarted) {
  std::vector<std::string> started;
  Driver driver(options_with(&started));
  ASSERT_TRUE(driver.run("try_wrong_switch"));
  driver.frame();
  driver.press({kKeyEnter});
  EXPECT_TRUE(started.empty()) << "there is no name yet";
  driver.type("mine.S");
  driver.press({kKeyEnter});
  driver.settle();
  EXPECT_EQ(started, std::vector<std::string>{"lab:mine.S"});
}

}  // namespace
}  // namespace greenlens::gui
