// C++ exceptions belong to the greenlet that handles them, wherever it switches.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <exception>
#include <memory>
#include <stdexcept>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

TEST(Exceptions, OfNewGreenletsAreNoneAndTheStartersStayInForceForTheStarter) {
  Lines seen;
  Greenlet child("child", [&](const Arguments&) -> Value {
    seen.push_back(std::current_exception() ? "some" : "none");
    try {
      throw std::out_of_range("the child's");
    } catch (const std::out_of_range&) {
      main_greenlet().switch_to();
    }
    return {};
  });
  try {
    throw std::runtime_error("the starter's");
  } catch (const std::runtime_error&) {
    child.switch_to();
    try {
      throw;
    } catch (const std::exception& error) {
      seen.push_back(error.what());
    }
    child.switch_to();
    try {
      std::rethrow_exception(std::current_exception());
    } catch (const std::exception& error) {
      seen.push_back(error.what());
    }
  }
  EXPECT_EQ(std::current_exception(), nullptr);
  EXPECT_THAT(seen, testing::ElementsAre("none", "the starter's", "the starter's"));
}

// Handles three exceptions one inside the other, switches in each handler, and rethrows each.
Value nested_handlers(const Arguments& arguments) {
  int base = static_cast<int>(*arguments[0].as_int());
  Tuple caught;
  try {
    throw base + 1;
  } catch (int) {
    main_greenlet().switch_to();
    try {
      throw base + 2;
    } catch (int) {
      main_greenlet().switch_to();
      try {
        try {
          throw base + 3;
        } catch (int) {
          main_greenlet().switch_to();
          throw;
        }
      } catch (int third) {
        caught.push_back(third);
      }
      try {
        main_greenlet().switch_to();
        throw;
      } catch (int second) {
        caught.push_back(second);
      }
    }
    main_greenlet().switch_to();
    try {
      throw;
    } catch (int first) {
      caught.push_back(first);
    }
  }
  caught.push_back(std::current_exception() == nullptr);
  return Value::tuple(std::move(caught));
}

TEST(Exceptions, NestedInHandlersThatSwitchAreRethrownByTheirOwnGreenlet) {
  std::vector<Greenlet> greenlets;
  std::vector<Value> ends(4);
  for (int i = 0; i < 4; ++i) greenlets.emplace_back("nested", nested_handlers);
  // One after the other, then backwards, then in no order: each is at another place.
  const int order[] = {0, 1, 2, 3, 3, 2, 1, 0, 0, 0, 1, 3, 2, 2, 2, 1, 3, 0, 3, 1, 1, 0, 2, 3};
  for (int i : order) {
    ends[static_cast<size_t>(i)] = greenlets[static_cast<size_t>(i)].switch_to(10 * i);
    EXPECT_EQ(std::current_exception(), nullptr);
  }
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(ends[static_cast<size_t>(i)],
              Value::tuple({10 * i + 3, 10 * i + 2, 10 * i + 1, true}));
  }
}

struct DepthError {
  int depth;
};

__attribute__((noinline)) void throw_below(int frames, int depth) {
  if (frames > 0) {
    throw_below(frames - 1, depth);
    asm volatile("");  // not a tail call
    return;
  }
  main_greenlet().switch_to("waits inside a try block");
  throw DepthError{depth};
}

TEST(Exceptions, OfFourGreenletsSuspendedInTryBlocksAtFourDepthsFindTheirOwnHandlers) {
  auto body = [](const Arguments& arguments) -> Value {
    int depth = static_cast<int>(*arguments[0].as_int());
    try {
      throw_below(depth, depth);
    } catch (const DepthError& error) {
      return error.depth;
    }
    return "nothing was thrown";
  };
  std::vector<Greenlet> greenlets;
  const int depths[] = {1, 40, 7, 200};
  for (int depth : depths) {
    greenlets.emplace_back("deep", body);
    greenlets.back().switch_to(depth);
  }
  for (size_t i : {2u, 0u, 3u, 1u}) EXPECT_EQ(greenlets[i].switch_to(), Value(depths[i]));
}

TEST(Exceptions, ThatNobodyCatchesGoToTheParentAndIntoNobodyElsesHandler) {
  bool other_caught = false;
  Greenlet other("other", [&](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (...) {
      other_caught = true;
    }
    return {};
  });
  other.switch_to();
  struct NoStandardError {};
  Greenlet standard("standard", [](const Arguments&) -> Value { throw std::bad_alloc(); });
  Greenlet not_standard("not standard", [](const Arguments&) -> Value { throw NoStandardError(); });
  EXPECT_TRUE(raises<std::bad_alloc>([&] { standard.switch_to(); }));
  EXPECT_TRUE(raises<NoStandardError>([&] { not_standard.switch_to(); }));
  EXPECT_FALSE(other_caught);
  other.switch_to();
  EXPECT_FALSE(other_caught);
}

TEST(Exceptions, AThousandTimesLeakNeitherGreenletsNorErrors) {
  auto held = std::make_shared<int>(0);
  struct Holding : std::runtime_error {
    explicit Holding(std::shared_ptr<int> h) : runtime_error("holding"), held(std::move(h)) {}
    std::shared_ptr<int> held;
  };
  WeakGreenlet last;
  for (int i = 0; i < 1000; ++i) {
    Greenlet g("raising", [&](const Arguments&) -> Value { throw Holding(held); });
    last = g;
    try {
      g.switch_to();
      FAIL() << "nothing was thrown";
    } catch (const Holding& error) {
      EXPECT_EQ(error.held, held);
    }
  }
  EXPECT_TRUE(last.expired());
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Exceptions, ArriveWhileTheirReceiverHandlesOneOfItsOwn) {
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      throw std::logic_error("my own");
    } catch (const std::logic_error&) {
      std::string text;
      try {
        main_greenlet().switch_to();
      } catch (const std::runtime_error& thrown_in) {
        text = thrown_in.what();
      }
      try {
        throw;
      } catch (const std::logic_error& again) {
        return text + ", then " + again.what();
      }
    }
  });
  g.switch_to();
  EXPECT_EQ(g.throw_error(std::runtime_error("thrown in")), Value("thrown in, then my own"));
}

TEST(Exceptions, HandledBySomeoneWhoIsKilledAreLetGo) {
  auto held = std::make_shared<int>(0);
  {
    Greenlet g("g", [&](const Arguments&) -> Value {
      try {
        throw held;
      } catch (const std::shared_ptr<int>&) {
        main_greenlet().switch_to();
      }
      return {};
    });
    g.switch_to();
    EXPECT_GT(held.use_count(), 1);
  }
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_EQ(std::current_exception(), nullptr);
}

// A destructor that runs because of an exception uses greenlets that throw and catch their own.
TEST(Exceptions, InFlightDoNotDisturbGreenletsThatADestructorRuns) {
  struct RunsAGreenlet {
    Lines& seen;
    ~RunsAGreenlet() {
      EXPECT_EQ(std::uncaught_exceptions(), 1);
      Greenlet helper("helper", [](const Arguments&) -> Value {
        EXPECT_EQ(std::uncaught_exceptions(), 0);
        try {
          throw std::out_of_range("the helper's");
        } catch (const std::out_of_range& error) {
          return error.what();
        }
      });
      seen.push_back(helper.switch_to().str());
      EXPECT_EQ(std::uncaught_exceptions(), 1);
    }
  };
  Lines seen;
  try {
    RunsAGreenlet guard{seen};
    throw std::runtime_error("in flight");
  } catch (const std::runtime_error& error) {
    seen.push_back(error.what());
  }
  EXPECT_THAT(seen, testing::ElementsAre("the helper's", "in flight"));
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

}  // namespace
}  // namespace greenlens::engine
