// A function that is called at each line of the program: where it is called, and what it may do.
#include "engine/cpp/line_function.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/core.h"

namespace greenlens::engine {
namespace {

// Hears of lines, and of nothing else.
class LinesHeard : public NullObserver {
 public:
  explicit LinesHeard(std::vector<std::string>* heard) : heard_(heard) {}
  void line_reached(Where, const Core& current, Where, const char*) override {
    heard_->push_back("line of " + current.name());
  }
  void switch_requested(Where, const Core& origin, const Core& requested, DeliveryKind,
                        std::string_view) override {
    heard_->push_back(origin.name() + " to " + requested.name());
  }

 private:
  std::vector<std::string>* heard_;
};

class LineFunctions : public ::testing::Test {
 protected:
  LineFunctions() : lines_(&heard_) {
    set_output(-1);
    set_observer(&lines_);
  }
  ~LineFunctions() override {
    set_line_function({});
    set_observer(nullptr);
    set_output(1);
  }
  // Does it at the first line from now on, and at no other.
  void at_next_line(std::function<void()> deed) {
    set_line_function([this, deed = std::move(deed)] {
      set_line_function({});
      heard_.emplace_back("called");
      deed();
    });
  }
  std::vector<std::string> heard_;
  LinesHeard lines_;
};

Value wait_in_main(const Arguments& arguments) {
  main_greenlet().switch_to(arguments[0]);
  return "done";
}

TEST_F(LineFunctions, AreCalledBehindTheObserverAndBeforeTheLineGoesOn) {
  Greenlet one("one", wait_in_main);
  heard_.clear();
  at_next_line([] {});
  one.switch_to();
  ASSERT_GE(heard_.size(), 3u);
  EXPECT_EQ(heard_[0], "line of main");
  EXPECT_EQ(heard_[1], "called");
  EXPECT_EQ(heard_[2], "main to one");
}

TEST_F(LineFunctions, AreCalledAtEachKindOfLine) {
  Greenlet one("one", wait_in_main), two("two", wait_in_main);
  size_t calls = 0;
  set_line_function([&] { ++calls; });
  print("a line");
  print();
  Greenlet three("three", wait_in_main);
  three.set_parent(one);
  EXPECT_EQ(calls, 4u);
  one.switch_to(1);  // and its own switch
  two.switch_to(1, kw("a", 2));
  EXPECT_EQ(calls, 8u);
  one.switch_to(2);
  two.throw_in();
  EXPECT_EQ(calls, 10u);
}

TEST_F(LineFunctions, MaySwitchAndTheLineGoesOnWhenSomebodySwitchesBack) {
  Greenlet one("one", wait_in_main), two("two", wait_in_main);
  Value from_two;
  at_next_line([&] { from_two = switch_from_line(two, {{7}, {}}); });
  const Value from_one = one.switch_to(5);
  EXPECT_EQ(from_two, Value(7));
  EXPECT_EQ(from_one, Value(5));
  EXPECT_TRUE(two.active());
}

TEST_F(LineFunctions, TellNoLineOfTheirOwn) {
  Greenlet one("one", wait_in_main), two("two", [](const Arguments&) { return Value(); });
  heard_.clear();
  at_next_line([&] { switch_from_line(two, {}); });
  one.switch_to();
  EXPECT_EQ(heard_[1], "called");
  EXPECT_EQ(heard_[2], "main to two") << "the line was told before";
}

TEST_F(LineFunctions, MayThrowIntoSomebody) {
  Greenlet one("one", wait_in_main), two("two", wait_in_main);
  two.switch_to();
  at_next_line(
      [&] { throw_from_line(two, std::make_exception_ptr(std::runtime_error("trouble"))); });
  EXPECT_THROW(one.switch_to(), std::runtime_error) << "two does not catch it, and main is above";
  EXPECT_TRUE(two.dead());
  EXPECT_FALSE(one.active()) << "the line did not go on";
}

// Of each form of a call that uses the handle.
TEST_F(LineFunctions, AHandleThatIsDroppedNamesNobodyWhenTheLineGoesOn) {
  Greenlet one;
  const auto dropped_at = [&](auto call) {
    one = Greenlet("one", wait_in_main);
    one.switch_to();
    at_next_line([&] { one = {}; });
    EXPECT_THROW(call(), GreenletError);
  };
  dropped_at([&] { one.switch_to(); });
  dropped_at([&] { one.switch_to(5); });
  dropped_at([&] { one.switch_to(5, kw("a", 1)); });
  dropped_at([&] { one.switch_with({}); });
  dropped_at([&] { one.throw_in(); });
  dropped_at([&] { one.set_parent(main_greenlet()); });
}

TEST_F(LineFunctions, AHandleThatSomebodyElseHasIsNotTheLast) {
  Greenlet one("one", wait_in_main), kept = one;
  one.switch_to(1);
  at_next_line([&] { kept = {}; });
  EXPECT_EQ(one.switch_to(2), Value("done"));
}

TEST_F(LineFunctions, WhatTheyThrowLeavesTheCall) {
  Greenlet one("one", wait_in_main);
  at_next_line([] { throw std::runtime_error("no"); });
  EXPECT_THROW(one.switch_to(), std::runtime_error);
  EXPECT_EQ(one.switch_to(3), Value(3)) << "and nothing else has changed";
}

TEST_F(LineFunctions, AreNotCalledWhereNobodyObserves) {
  set_observer(nullptr);
  Greenlet one("one", wait_in_main);
  size_t calls = 0;
  set_line_function([&] { ++calls; });
  one.switch_to();
  print("a line");
  EXPECT_EQ(calls, 0u);
}

TEST_F(LineFunctions, FindTheNewestWhoIsCalledSo) {
  Greenlet first("same", wait_in_main), second("same", wait_in_main), other("other", wait_in_main);
  EXPECT_EQ(newest_called("same"), second);
  EXPECT_EQ(newest_called("other"), other);
  second = {};
  EXPECT_EQ(newest_called("same"), first);
  EXPECT_EQ(newest_called("nobody").core(), nullptr);
}

TEST(ToInt, IsTheIntOrAnError) {
  EXPECT_EQ(Value(7).to_int(), 7);
  EXPECT_THROW(Value().to_int(), GreenletError);
  EXPECT_THROW(Value("7").to_int(), GreenletError);
}

}  // namespace
}  // namespace greenlens::engine
