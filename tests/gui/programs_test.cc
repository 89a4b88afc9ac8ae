// Programs of one's own: what is typed into the form by which they are run, and what becomes of it.
#include <gtest/gtest.h>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/views/arguments/model.h"
#include "gui/views/browser/model.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;

constexpr Chord kAgain{'R', false, true};

// Whatever is ordered runs, and is noted.
AppOptions starting(std::vector<StartOrder>* orders) {
  AppOptions options;
  options.start = [orders](const StartOrder& order) -> Opened {
    orders->push_back(order);
    return std::unique_ptr<session::EventSource>(
        std::make_unique<testing::LiveSource>(testing::sample_events()));
  };
  return options;
}

void drop_what_is_unsaved(Driver* driver) {
  driver->press({'D'});
  driver->type("d");
}

TEST(Programs, GetTheArgumentsThatWereEdited) {
  std::vector<StartOrder> orders;
  AppOptions options = starting(&orders);
  options.source = std::make_unique<testing::LiveSource>(testing::sample_events());
  options.shown_name = "./prog";
  options.started.arguments = {"-n", "a b"};
  Driver driver(std::move(options));
  driver.press(find_command("run_program")->key);
  ASSERT_EQ(driver.choices().overlay, "arguments");
  driver.type("-m 'c d");
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().overlay, "arguments") << "a quotation has no end";
  driver.tap("'");
  driver.press({kKeyEnter});
  drop_what_is_unsaved(&driver);
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(orders[0], (StartOrder{"./prog", {"-m", "c d"}}));
  driver.press(kAgain);
  drop_what_is_unsaved(&driver);
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_EQ(orders[1], orders[0]) << "once more as it was run";
}

TEST(Programs, WithASwitchOfTheirOwnAreWatchedAgain) {
  std::vector<StartOrder> orders;
  AppOptions options = starting(&orders);
  options.source = std::make_unique<testing::LiveSource>(testing::sample_events());
  options.shown_name = "./uthread";
  options.started.switches = "thread_switch";
  Driver driver(std::move(options));
  driver.press(find_command("run_program")->key);
  driver.press({kKeyTab});
  driver.type("auto");
  driver.press({kKeyEnter});
  drop_what_is_unsaved(&driver);
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(orders[0], (StartOrder{"./uthread", {}, "auto"}));
  driver.press(kAgain);
  drop_what_is_unsaved(&driver);
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_EQ(orders[1], orders[0]);
}

TEST(Programs, AreNamedByTheFieldThatTabLeadsTo) {
  Driver driver(Mode::live);
  driver.press(find_command("run_program")->key);
  driver.press({kKeyTab, true});
  driver.type("broken");
  driver.press({kKeyEnter});
  drop_what_is_unsaved(&driver);
  EXPECT_NE(driver.look().notice.words.find("broken cannot be started"), std::string::npos);
}

// The fields in their order: program, arguments, switch, stacks, stub, CPU; then each line.
TEST(Programs, ThatAStubLeadsAreRunWithAllThatTheFormSays) {
  std::vector<StartOrder> orders;
  Driver driver(starting(&orders));
  driver.press(find_command("run_program")->key);
  ASSERT_EQ(driver.choices().overlay, "arguments");
  driver.type("kernel/kernel");
  driver.press({kKeyTab});
  driver.press({kKeyTab});
  driver.type("swtch");
  driver.press({kKeyTab});
  driver.type("stack0");
  driver.press({kKeyTab});
  driver.type("localhost:1234");
  driver.press({kKeyTab});
  driver.type("riscv64");
  driver.click(driver.text("ui.arguments.lines"));
  driver.click(driver.text("ui.arguments.run"));
  ASSERT_EQ(orders.size(), 1u);
  const StartOrder whole{"kernel/kernel", {}, "swtch", "stack0", "localhost:1234", "riscv64", true};
  EXPECT_EQ(orders[0], whole);
  // Once more, and when it is edited again.
  driver.press(kAgain);
  drop_what_is_unsaved(&driver);
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_EQ(orders[1], whole);
  driver.press(find_command("run_program")->key);
  driver.click(driver.text("ui.arguments.run"));
  drop_what_is_unsaved(&driver);
  ASSERT_EQ(orders.size(), 3u);
  EXPECT_EQ(orders[2], whole);
}

TEST(Programs, WhatDoesNotGoTogetherIsSaidWhereItIsTyped) {
  std::vector<StartOrder> orders;
  AppOptions options = starting(&orders);
  options.source = std::make_unique<testing::LiveSource>(testing::sample_events());
  options.shown_name = "kernel";
  options.started.stub = ":1234";
  options.started.arguments = {"-v"};
  Driver driver(std::move(options));
  const auto wrong = [&](const facts::Fault& fault) {
    return words::sentence(driver.look().messages, fault);
  };
  driver.press(find_command("run_program")->key);
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().overlay, "arguments") << "nothing was lost";
  const std::string needs = wrong({facts::FaultKind::needs_own_switch, "kernel", 0, 0, ""});
  EXPECT_TRUE(driver.sees(needs)) << driver.labels();
  driver.press({kKeyTab});
  driver.type("swtch");
  EXPECT_FALSE(driver.sees(needs)) << "it may be right now";
  driver.press({kKeyEnter});
  EXPECT_TRUE(driver.sees(wrong({facts::FaultKind::stubs_arguments, "kernel", 0, 0, "-v"})));
  EXPECT_TRUE(orders.empty());
}

TEST(Programs, WhatIsWrongWithThemIsKnownBeforeTheyAreStarted) {
  using facts::FaultKind;
  const auto wrong = [](const StartOrder& order) { return arguments::wrong_with(order).kind; };
  EXPECT_EQ(wrong({"./prog", {"-v"}}), FaultKind::none);
  EXPECT_EQ(wrong({"./prog", {"-v"}, "auto"}), FaultKind::none);
  EXPECT_EQ(wrong({"./prog", {"-v"}, "swtch", "stack0"}), FaultKind::none);
  EXPECT_EQ(wrong({"kernel", {}, "swtch", "", ":1"}), FaultKind::none);
  EXPECT_EQ(wrong({"kernel", {}, "", "", ":1"}), FaultKind::needs_own_switch);
  EXPECT_EQ(wrong({"./prog", {}, "", "stack0"}), FaultKind::needs_own_switch);
  EXPECT_EQ(wrong({"kernel", {"-v"}, "swtch", "", ":1"}), FaultKind::stubs_arguments);
}

TEST(Programs, AnOrderIsTypedAndReadBack) {
  const StartOrder whole{"a b/prog", {"-n", "a b", ""}, "swtch,sched", "s1,s2", "/tmp/stub", "arm",
                         true};
  EXPECT_EQ(arguments::order_of(arguments::typed(whole)), whole);
  arguments::Typed open = arguments::typed(whole);
  open.line = "'a b";
  EXPECT_FALSE(arguments::order_of(open));
}

// Whoever looks for the file meanwhile keeps the rest.
TEST(Programs, WhatWasTypedIsStillThereWhenTheFileWasFound) {
  std::vector<StartOrder> orders;
  AppOptions options = starting(&orders);
  Driver driver(std::move(options));
  driver.press(find_command("run_program")->key);
  driver.press({kKeyTab});
  driver.press({kKeyTab});
  driver.type("swtch");
  driver.click(driver.text("ui.arguments.browse"));
  ASSERT_EQ(driver.choices().overlay, "browser");
  const StartOrder& order = driver.choices().order;
  EXPECT_EQ(order.switches, "swtch");
  const auto chosen = browser::request_for(driver.choices().browsing, order, "/bin/prog");
  EXPECT_EQ(std::get<ask::EditProgram>(chosen).order, (StartOrder{"/bin/prog", {}, "swtch"}));
}

}  // namespace
}  // namespace greenlens::gui
