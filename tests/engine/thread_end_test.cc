// pthread_exit and pthread_cancel in greenlets: the thread ends as it would without them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <thread>

#include "engine/c/api.h"
#include "engine/c/bridge.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

// What the threads under test say, one after the other. In the heap: stacks move.
Lines* heard = new Lines;

// Says so when its scope ends, however that ends.
struct Scope {
  std::string name;
  ~Scope() { heard->push_back(name); }
};

int exit_value;  // its address is what threads return

// Runs `program` in a thread of its own and returns what joining it gives.
void* joined(std::function<void()> program, bool cancel = false) {
  heard->clear();
  pthread_t thread;
  auto run = [](void* of_program) -> void* {
    thread_local Scope at_the_end{"thread-local"};
    (*static_cast<std::function<void()>*>(of_program))();
    return nullptr;
  };
  EXPECT_EQ(pthread_create(&thread, nullptr, run, &program), 0);
  EXPECT_EQ(cancel ? pthread_cancel(thread) : 0, 0);
  void* result = nullptr;
  EXPECT_EQ(pthread_join(thread, &result), 0);
  return result;
}

// By a call, and not by a signal within one: through the frame of a signal handler not every
// emulator's C library finds its way, with greenlets or without.
[[noreturn]] void wait_to_be_cancelled() {
  for (;;) {
    pthread_testcancel();
    sched_yield();
  }
}

[[noreturn]] void exit_thread() { pthread_exit(&exit_value); }

TEST(ThreadEnd, PthreadExitInAGreenletUnwindsItAndMainAndJoinersGetTheValue) {
  void* result = joined([] {
    Scope in_main{"main"};
    Greenlet g("g", [](const Arguments&) -> Value {
      Scope in_greenlet{"greenlet"};
      exit_thread();
    });
    g.switch_to();
    heard->push_back("goes on");
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("greenlet", "main", "thread-local"));
}

TEST(ThreadEnd, CancellingAThreadInAGreenletUnwindsItAndMain) {
  void* result = joined(
      [] {
        Scope in_main{"main"};
        Greenlet g("g", [](const Arguments&) -> Value {
          Scope in_greenlet{"greenlet"};
          wait_to_be_cancelled();
        });
        g.switch_to();
      },
      true);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  EXPECT_THAT(*heard, ElementsAre("greenlet", "main", "thread-local"));
}

TEST(ThreadEnd, GoesFromParentToParent) {
  void* result = joined([] {
    Scope in_main{"main"};
    Greenlet outer("outer", [](const Arguments&) -> Value {
      Scope in_outer{"outer"};
      Greenlet inner("inner", [](const Arguments&) -> Value {
        Scope in_inner{"inner"};
        exit_thread();
      });
      try {
        inner.switch_to();
      } catch (...) {
        heard->push_back("caught, and passed on");
        throw;
      }
      return {};
    });
    outer.switch_to();
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard,
              ElementsAre("inner", "caught, and passed on", "outer", "main", "thread-local"));
}

TEST(ThreadEnd, EndsSuspendedGreenletsAsAThreadsEndDoes) {
  for (bool in_main : {false, true}) {
    void* result = joined([in_main] {
      Greenlet waits("waits", [](const Arguments& arguments) -> Value {
        Scope here{"suspended"};
        return to_main(arguments);
      });
      waits.switch_to();
      auto* kept = new Greenlet(waits);  // so that it is suspended until the very end
      static_cast<void>(kept);
      if (in_main) exit_thread();
      Greenlet("exits", [](const Arguments&) -> Value { exit_thread(); }).switch_to();
    });
    EXPECT_EQ(result, &exit_value);
    EXPECT_THAT(*heard, ElementsAre("suspended", "thread-local")) << in_main;
  }
}

TEST(ThreadEnd, CancellingMainWhileGreenletsAreSuspendedEndsThemAll) {
  void* result = joined(
      [] {
        auto* kept = new Greenlet("waits", [](const Arguments& arguments) -> Value {
          Scope here{"suspended"};
          return to_main(arguments);
        });
        kept->switch_to();
        Scope in_main{"main"};
        wait_to_be_cancelled();
      },
      true);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  EXPECT_THAT(*heard, ElementsAre("main", "suspended", "thread-local"));
}

TEST(ThreadEnd, PassesThroughAnUnstartedParentWithoutRunningIt) {
  void* result = joined([] {
    Scope in_main{"main"};
    Greenlet parent("parent", [](const Arguments&) -> Value {
      heard->push_back("runs");
      return {};
    });
    Greenlet(
        "child", [](const Arguments&) -> Value { exit_thread(); }, parent)
        .switch_to();
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("main", "thread-local"));
}

TEST(ThreadEnd, InALookupOrATraceFunctionEndsTheThreadAsWell) {
  void* result = joined([] {
    Scope in_main{"main"};
    Greenlet g = Greenlet::with_lookup("g", []() -> Greenlet::Body { exit_thread(); });
    g.switch_to();
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("main", "thread-local"));

  result = joined([] {
    Scope in_main{"main"};
    set_trace([](TraceEvent, const Greenlet&, const Greenlet&) { exit_thread(); });
    Greenlet g("g", nothing);
    g.switch_to();
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("main", "thread-local"));
}

// A handle is dropped where nothing may be thrown: the end waits for the next call.
TEST(ThreadEnd, InAGreenletThatIsKilledWaitsForTheKillersNextCall) {
  void* result = joined([] {
    Scope in_main{"main"};
    {
      Greenlet g("g", [](const Arguments& arguments) -> Value {
        try {
          return to_main(arguments);
        } catch (const GreenletExit&) {
          exit_thread();
        }
      });
      g.switch_to();
    }
    heard->push_back("killed");
    current();
    heard->push_back("goes on");
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("killed", "main", "thread-local"));
}

TEST(ThreadEnd, InAHandlerLeavesItsExceptionBehind) {
  void* result = joined([] {
    Scope in_main{"main"};
    Greenlet g("g", [](const Arguments&) -> Value {
      try {
        throw SomeError("handled");
      } catch (const SomeError&) {
        exit_thread();
      }
    });
    try {
      throw SomeError("main's own");
    } catch (const SomeError&) {
      g.switch_to();
    }
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("main", "thread-local"));
}

int exit_in_c(void*, const greenlens_value*, const greenlens_value*, greenlens_value**) {
  exit_thread();
}

TEST(ThreadEnd, PassesThroughTheCInterface) {
  void* result = joined([] {
    Scope in_main{"main"};
    greenlens_greenlet* g = greenlens_new("g", exit_in_c, nullptr, nullptr);
    greenlens_switch(g, nullptr, nullptr, nullptr);
    heard->push_back("goes on");
  });
  EXPECT_EQ(result, &exit_value);
  EXPECT_THAT(*heard, ElementsAre("main", "thread-local"));
}

}  // namespace
}  // namespace greenlens::engine
