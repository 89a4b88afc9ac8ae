// A program may end at any moment, whatever greenlets it has: its exit code is its own.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/core/thread_state.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ExitedWithCode;
using testing::KilledBySignal;

// Waits; says so when it is killed.
Value waits_for_its_end(const Arguments&) {
  try {
    current().parent().switch_to();
  } catch (const GreenletExit&) {
    std::fprintf(stderr, "ended ");
    throw;
  }
  return {};
}

// These leave their handles behind: nothing is dropped before the program ends.
std::vector<Greenlet>& left_behind() {
  static auto* greenlets = new std::vector<Greenlet>;
  return *greenlets;
}
void leave_suspended(int count) {
  for (int i = 0; i < count; ++i) {
    left_behind().emplace_back("left", waits_for_its_end);
    left_behind().back().switch_to();
  }
}

TEST(ExitDeathTest, WithASuspendedGreenletEndsItAndKeepsTheExitCode) {
  EXPECT_EXIT((leave_suspended(1), std::exit(0)), ExitedWithCode(0), "^ended $");
  EXPECT_EXIT((leave_suspended(1), std::exit(7)), ExitedWithCode(7), "^ended $");
}

TEST(ExitDeathTest, WithManySuspendedGreenletsEndsThemAll) {
  EXPECT_EXIT((leave_suspended(20), std::exit(0)), ExitedWithCode(0), "^(ended ){20}$");
}

TEST(ExitDeathTest, WithGreenletsInsideOfGreenletsEndsThemAll) {
  auto program = [] {
    Greenlet outer("outer", [](const Arguments&) -> Value {
      leave_suspended(3);
      return waits_for_its_end({});
    });
    outer.switch_to();
    left_behind().push_back(outer);
    std::exit(0);
  };
  EXPECT_EXIT(program(), ExitedWithCode(0), "^(ended ){4}$");
}

TEST(ExitDeathTest, InsideAGreenletEndsTheOthers) {
  auto program = [] {
    leave_suspended(2);
    Greenlet("leaves", [](const Arguments&) -> Value { std::exit(3); }).switch_to();
  };
  EXPECT_EXIT(program(), ExitedWithCode(3), "^(ended ){2}$");
}

// A child of a greenlet that is killed then, in whose cleaning up others get parents.
TEST(ExitDeathTest, InsideAChildOfAGreenletEndsTheParentAndWhatItStarts) {
  auto program = [] {
    alarm(20);
    left_behind().emplace_back("parent", [](const Arguments&) -> Value {
      Greenlet child("child", [](const Arguments&) -> Value { std::exit(4); });
      try {
        child.switch_to();
      } catch (const GreenletExit&) {
        Greenlet late("late", nothing, main_greenlet());
        late.set_parent(current());
        Greenlet("helper", [](const Arguments&) -> Value {
          Greenlet parent = current().parent();
          return parent.switch_to();
        }).switch_to();
        std::fprintf(stderr, "parent ");
      }
      return {};
    });
    left_behind().back().switch_to();
  };
  EXPECT_EXIT(program(), ExitedWithCode(4), "^parent $");
}

// What refuses to die lies on the stack above the greenlet in which the program ends.
TEST(ExitDeathTest, BelowAGreenletThatRefusesToDieEndsTheOthers) {
  auto program = [] {
    static Greenlet refuses;
    refuses = Greenlet("refuses", [](const Arguments&) -> Value {
      Greenlet child(
          "child", [](const Arguments&) -> Value { std::exit(5); }, main_greenlet());
      try {
        child.switch_to();
      } catch (const GreenletExit&) {
      }
      static Greenlet late;
      late = Greenlet("late", waits_for_its_end, current().parent());
      refuses = Greenlet();
      late.switch_to();
      return current().parent().switch_to();
    });
    refuses.switch_to();
  };
  EXPECT_EXIT(program(), ExitedWithCode(5), "ended");
}

TEST(ExitDeathTest, WhileAnotherThreadHasGreenletsLeavesThemAlone) {
  auto program = [] {
    std::thread([] {
      leave_suspended(2);
      // From here on this thread stands still.
      std::thread([] { std::exit(0); }).join();
    }).join();
  };
  EXPECT_EXIT(program(), ExitedWithCode(0), "^$");
}

TEST(ExitDeathTest, WithGreenletsThatHandleExceptionsOrRefuseToEndStillEnds) {
  auto program = [] {
    left_behind().emplace_back("handles", [](const Arguments&) -> Value {
      try {
        throw std::runtime_error("handled");
      } catch (const std::runtime_error&) {
        return waits_for_its_end({});
      }
    });
    left_behind().back().switch_to();
    left_behind().emplace_back("refuses", [](const Arguments&) -> Value {
      for (;;) {
        try {
          main_greenlet().switch_to();
        } catch (const GreenletExit&) {
          std::fprintf(stderr, "refused ");
        }
      }
    });
    left_behind().back().switch_to();
    std::exit(0);
  };
  EXPECT_EXIT(program(), ExitedWithCode(0),
              "^ended refused GreenletExit did not kill greenlet refuses\n$");
}

// The thread's own state has gone by now, and its greenlets with it: a new one begins.
TEST(ExitDeathTest, LetsHandlersOfTheExitUseGreenlets) {
  auto program = [] {
    leave_suspended(1);
    std::atexit([] {
      set_trace(
          [](TraceEvent, const Greenlet&, const Greenlet&) { std::fprintf(stderr, "trace "); });
      Greenlet g("late", [](const Arguments&) -> Value { return 5; });
      if (current().is_main() && g.switch_to() == Value(5)) std::fprintf(stderr, "late ");
    });
    std::exit(0);
  };
  EXPECT_EXIT(program(), ExitedWithCode(0), "^ended trace trace late $");
}

TEST(ExitDeathTest, DropsStaticHandlesAfterTheirThreadsEnd) {
  auto program = [] {
    static Greenlet kept("static", waits_for_its_end);
    kept.switch_to();
    std::exit(0);
  };
  EXPECT_EXIT(program(), ExitedWithCode(0), "^ended $");
}

// Only a greenlet whose record was destroyed has nowhere to go.
TEST(ExitDeathTest, IsForcedWhenAFinishedGreenletHasNowhereToGo) {
  auto program = [] {
    Greenlet("lost", [](const Arguments&) -> Value {
      Core& self = *core::thread_state().current;
      core::CoreAccess::parent(self) = nullptr;
      core::CoreAccess::slice(self).stack_prev = nullptr;
      return {};
    }).switch_to();
  };
  EXPECT_EXIT(program(), KilledBySignal(SIGABRT), "greenlets cannot continue");
}

}  // namespace
}  // namespace greenlens::engine
