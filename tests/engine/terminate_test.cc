// Greenlets that are told to end where no exception gets out: they are given up, the program is
// not.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

constexpr char kGivenUp[] =
    "Error ignored in greenlet g: GreenletError('GreenletExit cannot leave the destructor, other "
    "noexcept function or terminate handler that the greenlet is suspended in: its stack is lost, "
    "with what it holds')\n";

void wait() { main_greenlet().switch_to(); }
struct Local {
  ~Local() { asm volatile(""); }
};
void waits_noexcept() noexcept { wait(); }
void waits_noexcept_with_a_local() noexcept {
  Local local;
  wait();
}
struct Waits {
  ~Waits() { wait(); }
};
struct WaitsWithALocal {
  ~WaitsWithALocal() {
    Local local;
    wait();
  }
};

struct Place {
  const char* name;
  void (*stop)();
};
const Place kPlaces[] = {
    {"a noexcept function", waits_noexcept},
    {"one with a local", waits_noexcept_with_a_local},
    {"a destructor", [] { Waits waits; }},
    {"one with a local", [] { WaitsWithALocal waits; }},
    {"a destructor that an exception runs",
     [] {
       WaitsWithALocal waits;
       throw SomeError("in flight");
     }},
    {"one below frames that could be unwound",
     [] {
       Local local;
       try {
         waits_noexcept();
       } catch (...) {
         throw;
       }
     }},
};

Greenlet stopped_in(const Place& place) {
  Greenlet g("g", [&place](const Arguments&) -> Value {
    place.stop();
    return {};
  });
  g.switch_to();
  return g;
}

// What `action` writes to stderr.
template <typename Action>
std::string said_by(Action action) {
  testing::internal::CaptureStderr();
  action();
  return testing::internal::GetCapturedStderr();
}

TEST(WhereNothingGetsOut, AGreenletThatIsDroppedIsGivenUpAndTheRestGoesOn) {
  for (const Place& place : kPlaces) {
    Greenlet g = stopped_in(place);
    WeakGreenlet weak = g;
    EXPECT_EQ(said_by([&] { g = {}; }), kGivenUp) << place.name;
    EXPECT_TRUE(weak.expired());
    EXPECT_EQ(std::uncaught_exceptions(), 0);
    EXPECT_EQ(std::current_exception(), nullptr);
    EXPECT_EQ(Greenlet("next", [](const Arguments& a) { return a[0]; }).switch_to(1), Value(1));
  }
}

TEST(WhereNothingGetsOut, AGreenletIsGivenUpWhenItsThreadEnds) {
  for (const Place& place : kPlaces) {
    Greenlet g;
    EXPECT_EQ(said_by([&] { std::thread([&] { g = stopped_in(place); }).join(); }), kGivenUp)
        << place.name;
    EXPECT_TRUE(g.dead());
  }
}

TEST(WhereNothingGetsOut, OthersOfTheThreadEndAsEver) {
  auto unwound = std::make_shared<int>(0);
  std::string said = said_by([&] {
    std::thread([&] {
      Greenlet stopped = stopped_in(kPlaces[0]);
      auto* left = new std::vector<Greenlet>;  // on purpose: the thread's end ends them
      for (int i = 0; i < 3; ++i) {
        left->emplace_back("left", [unwound](const Arguments&) -> Value {
          std::shared_ptr<int> held(nullptr, [unwound](int*) { ++*unwound; });
          return main_greenlet().switch_to();
        });
        left->back().switch_to();
      }
      left->push_back(stopped);
    }).join();
  });
  EXPECT_EQ(said, kGivenUp);
  EXPECT_EQ(*unwound, 3);
}

struct CatchesItsEnd {
  Lines& lines;
  ~CatchesItsEnd() {
    try {
      wait();
    } catch (const GreenletExit&) {
      lines.push_back("caught");
    }
  }
};

TEST(WhereNothingGetsOut, WhoCatchesItsEndInThereGoesOnToItsOwn) {
  auto lines = std::make_unique<Lines>();
  Greenlet g("g", [&](const Arguments&) -> Value {
    CatchesItsEnd catches{*lines};
    throw SomeError("in flight");
  });
  g.switch_to();
  EXPECT_EQ(said_by([&] { g = {}; }), "Error ignored in greenlet g: SomeError('in flight')\n");
  EXPECT_EQ(*lines, Lines{"caught"});
}

// Sets a terminate handler while it is there.
struct Handler {
  explicit Handler(std::terminate_handler handler) : before(std::set_terminate(handler)) {}
  ~Handler() { std::set_terminate(before); }
  std::terminate_handler before;
};

[[noreturn]] void waits_for_ever() {
  for (;;) wait();
}
void throws_an_error() { throw SomeError("nobody catches this"); }
void throws_noexcept() noexcept { throws_an_error(); }

TEST(WhereNothingGetsOut, ATerminateHandlerThatWaitsIsGivenUpAsWell) {
  for (bool by_an_error : {true, false}) {
    Handler handler(waits_for_ever);
    Place place{"", by_an_error ? throws_noexcept : +[] { std::terminate(); }};
    Greenlet dropped = stopped_in(place);
    EXPECT_EQ(said_by([&] { dropped = {}; }), kGivenUp);
    Greenlet left;
    EXPECT_EQ(said_by([&] { std::thread([&] { left = stopped_in(place); }).join(); }), kGivenUp);
    EXPECT_TRUE(left.dead());
  }
}

using testing::ExitedWithCode;
using testing::KilledBySignal;

TEST(WhereNothingGetsOutDeathTest, AProgramEndsNormallyWhateverIsSuspendedThere) {
  for (const Place& place : kPlaces) {
    EXPECT_EXIT((new Greenlet(stopped_in(place)), std::exit(3)), ExitedWithCode(3), "is lost");
  }
  auto in_a_handler = [] {
    std::set_terminate(waits_for_ever);
    static const Place place{"", throws_noexcept};
    new Greenlet(stopped_in(place));
    std::exit(4);
  };
  EXPECT_EXIT(in_a_handler(), ExitedWithCode(4), "is lost");
}

// Everything else ends the process as ever, through the program's handler, wherever that stands.
TEST(WhereNothingGetsOutDeathTest, OtherErrorsStillEndTheProcess) {
  auto dies_in_a_greenlet = [] {
    Greenlet("g", [](const Arguments&) -> Value {
      throws_noexcept();
      return {};
    }).switch_to();
  };
  auto says = +[] {
    std::fputs("the program's own", stderr);
    std::abort();
  };
  EXPECT_EXIT(dies_in_a_greenlet(), KilledBySignal(SIGABRT), "nobody catches this");
  EXPECT_EXIT((std::set_terminate(says), dies_in_a_greenlet()), KilledBySignal(SIGABRT),
              "^the program's own");
  EXPECT_EXIT((Greenlet("first", nothing), std::set_terminate(says), dies_in_a_greenlet()),
              KilledBySignal(SIGABRT), "^the program's own");
  EXPECT_EXIT((Greenlet("first", nothing), std::terminate()), KilledBySignal(SIGABRT),
              "terminate called");
  // An end that the program throws_an_error itself is one of these.
  EXPECT_EXIT(stopped_in(kPlaces[0]).throw_in(), KilledBySignal(SIGABRT), "GreenletExit");
}

// Before each of them there is one of the engine's.
template <int number>
void calls_the_one_before() {
  static std::terminate_handler before = nullptr;
  if (before == nullptr) {
    before = std::set_terminate(calls_the_one_before<number>);
    Greenlet("any use will do", nothing);
    return;
  }
  std::fprintf(stderr, "%d, ", number);
  before();
}

TEST(WhereNothingGetsOutDeathTest, EachHandlerMayCallTheOneThatItReplaced) {
  auto program = [] {
    Greenlet("first", nothing);  // the engine's is in force
    calls_the_one_before<1>();
    calls_the_one_before<2>();
    calls_the_one_before<3>();
    throws_noexcept();
  };
  EXPECT_EXIT(program(), KilledBySignal(SIGABRT), "^3, 2, 1, terminate called");
}

TEST(WhereNothingGetsOutDeathTest, AHandlerThatWasTakenAwayIsNotCalled) {
  auto program = [] {
    Greenlet("first", nothing);
    {
      Handler handler(+[] { std::_Exit(6); });
      Greenlet("second", nothing);
    }
    Greenlet("third", nothing);
    throws_noexcept();
  };
  EXPECT_EXIT(program(), KilledBySignal(SIGABRT), "^terminate called");
}

}  // namespace
}  // namespace greenlens::engine
