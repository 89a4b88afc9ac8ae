// Exceptions of other languages, as a Rust panic or an Ada exception that leaves its own code: C++
// unwinds for them and cannot keep them.
#include <gtest/gtest.h>
#include <unwind.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "engine/c/api.h"
#include "engine/c/bridge.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

int thrown = 0, destroyed = 0;

// As the other language's runtime does.
[[noreturn]] void throw_foreign() {
  static _Unwind_Exception exception;
  std::memset(&exception, 0, sizeof exception);
  std::memcpy(&exception.exception_class, "GLENTEST", 8);
  exception.exception_cleanup = [](_Unwind_Reason_Code, _Unwind_Exception*) { ++destroyed; };
  ++thrown;
  _Unwind_RaiseException(&exception);
  std::abort();  // nobody catches it
}

// Everything is unwound, the object is given back, and the error says what it was.
template <typename Action>
void expect_that_it_says_so(Action action) {
  thrown = destroyed = 0;
  std::string said = refusal(action);
  EXPECT_NE(said.find("an exception of another language than C++"), std::string::npos) << said;
  EXPECT_EQ(thrown, 1);
  EXPECT_EQ(destroyed, 1);
  EXPECT_EQ(std::current_exception(), nullptr);
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

struct Unwound {
  bool& flag;
  ~Unwound() { flag = true; }
};

TEST(ForeignExceptions, OutOfABodyReachTheParentAsAnErrorThatSaysSo) {
  bool unwound = false;
  Greenlet g("g", [&](const Arguments&) -> Value {
    Unwound scope{unwound};
    throw_foreign();
  });
  expect_that_it_says_so([&] { g.switch_to(); });
  EXPECT_TRUE(unwound && g.dead());
}

TEST(ForeignExceptions, OutOfABodyThatWasSwitchedInAHandlerDoTheSame) {
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      throw SomeError("its own");
    } catch (const SomeError&) {
      main_greenlet().switch_to();
      throw_foreign();
    }
  });
  g.switch_to();
  expect_that_it_says_so([&] { g.switch_to(); });
  EXPECT_TRUE(g.dead());
}

TEST(ForeignExceptions, OutOfABodyOfCDoTheSame) {
  auto body = [](void*, const greenlens_value*, const greenlens_value*, greenlens_value**) -> int {
    throw_foreign();
  };
  greenlens_greenlet* g = greenlens_new("g", body, nullptr, nullptr);
  expect_that_it_says_so([&] { from_c(g).switch_to(); });
  EXPECT_TRUE(greenlens_is_dead(g));
  greenlens_release(g);

  g = greenlens_new("g", body, nullptr, nullptr);
  EXPECT_EQ(greenlens_switch(g, nullptr, nullptr, nullptr), GREENLENS_ERROR);
  EXPECT_STREQ(greenlens_error_kind(), GREENLENS_GREENLET_ERROR);
  greenlens_clear_error();
  greenlens_release(g);
}

TEST(ForeignExceptions, OutOfALookupReachTheSwitcherAndItMayTryAgain) {
  bool fails = true;
  Greenlet g = Greenlet::with_lookup("g", [&]() -> Greenlet::Body {
    if (fails) throw_foreign();
    return [](const Arguments&) -> Value { return "found"; };
  });
  expect_that_it_says_so([&] { g.switch_to(); });
  fails = false;
  EXPECT_EQ(g.switch_to(), Value("found"));
}

TEST(ForeignExceptions, OutOfATraceFunctionEndTracingAndAreThrownInTheTarget) {
  Greenlet g("g", to_main);
  set_trace([](TraceEvent, const Greenlet&, const Greenlet& target) {
    if (target.is_main()) throw_foreign();
  });
  expect_that_it_says_so([&] { g.switch_to(); });
  EXPECT_FALSE(get_trace());
  EXPECT_TRUE(g.active());
}

TEST(ForeignExceptions, OutOfAGreenletThatIsKilledAreIgnoredWithAWord) {
  thrown = destroyed = 0;
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
    }
    throw_foreign();
  });
  g.switch_to();
  testing::internal::CaptureStderr();
  g = {};
  std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(said.rfind("Error ignored in greenlet g: ", 0), 0u) << said;
  EXPECT_NE(said.find("another language"), std::string::npos) << said;
  EXPECT_TRUE(thrown == 1 && destroyed == 1);
}

}  // namespace
}  // namespace greenlens::engine
