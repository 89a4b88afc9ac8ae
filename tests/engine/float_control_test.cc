// The words that control floating-point arithmetic belong to a greenlet, as its registers do.
#include <gtest/gtest.h>

#include <cfenv>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

// Not known to the compiler, so that it divides when the program runs, and here.
volatile double dividend = 1.0, divisor = 3.0, quotient;
__attribute__((noinline)) double third() {
  quotient = dividend / divisor;
  return quotient;
}

// What a third is in each rounding mode; downward is less than upward in all formats.
double third_in(int mode) {
  int before = std::fegetround();
  std::fesetround(mode);
  double result = third();
  std::fesetround(before);
  return result;
}

TEST(FloatControl, RoundingModesAreEachGreenletsOwn) {
  const double up = third_in(FE_UPWARD), down = third_in(FE_DOWNWARD);
  ASSERT_LT(down, up);
  const int main_mode = std::fegetround();
  auto body = [](const Arguments& arguments) -> Value {
    std::fesetround(static_cast<int>(*arguments[0].as_int()));
    for (;;) main_greenlet().switch_to(third());
  };
  Greenlet rounds_up("rounds up", body), rounds_down("rounds down", body);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(rounds_up.switch_to(FE_UPWARD), Value(up));
    EXPECT_EQ(std::fegetround(), main_mode);
    EXPECT_EQ(rounds_down.switch_to(FE_DOWNWARD), Value(down));
    EXPECT_EQ(std::fegetround(), main_mode);
  }
}

TEST(FloatControl, AGreenletStartsWithItsStartersRoundingModeAndMainKeepsItsOwn) {
  std::fesetround(FE_UPWARD);
  Greenlet g("g", [](const Arguments&) -> Value {
    int inherited = std::fegetround();
    std::fesetround(FE_TOWARDZERO);
    main_greenlet().switch_to(inherited);
    return std::fegetround();
  });
  EXPECT_EQ(g.switch_to(), Value(FE_UPWARD));
  EXPECT_EQ(std::fegetround(), FE_UPWARD);
  std::fesetround(FE_TONEAREST);
  EXPECT_EQ(g.switch_to(), Value(FE_TOWARDZERO));
  EXPECT_EQ(std::fegetround(), FE_TONEAREST);
}

TEST(FloatControl, ThrowingIntoAGreenletFindsItsRoundingModeToo) {
  Greenlet g("g", [](const Arguments&) -> Value {
    std::fesetround(FE_DOWNWARD);
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
    }
    return std::fegetround();
  });
  g.switch_to();
  EXPECT_EQ(g.throw_in(), Value(FE_DOWNWARD));
  EXPECT_EQ(std::fegetround(), FE_TONEAREST);
}

TEST(FloatControl, ExceptionMasksAreEachGreenletsOwn) {
  const int main_mask = fegetexcept();
  if (feenableexcept(FE_DIVBYZERO) < 0 || fegetexcept() == main_mask) {
    GTEST_SKIP() << "This CPU cannot trap floating-point exceptions.";
  }
  feenableexcept(FE_DIVBYZERO), fedisableexcept(FE_DIVBYZERO);
  auto body = [](const Arguments& arguments) -> Value {
    feenableexcept(static_cast<int>(*arguments[0].as_int()));
    for (;;) main_greenlet().switch_to(fegetexcept());
  };
  Greenlet traps_zero("traps division by zero", body), traps_overflow("traps overflow", body);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(traps_zero.switch_to(FE_DIVBYZERO), Value(main_mask | FE_DIVBYZERO));
    EXPECT_EQ(fegetexcept(), main_mask);
    EXPECT_EQ(traps_overflow.switch_to(FE_OVERFLOW), Value(main_mask | FE_OVERFLOW));
    EXPECT_EQ(fegetexcept(), main_mask);
  }
}

// Numbers in callee-saved registers, on both sides of many switches.
TEST(FloatControl, NumbersInRegistersSurviveOnBothSides) {
  auto sums = [](const Arguments& arguments) -> Value {
    double a = static_cast<double>(*arguments[0].as_int()), b = a + 0.5, c = a * 3, d = a - 7;
    for (int i = 0; i < 1000; ++i) {
      main_greenlet().switch_to();
      a += 1, b += 2, c += 3, d += 4;
    }
    return a + b + c + d;
  };
  Greenlet first("first", sums), second("second", sums);
  double x = 0.25, y = 0.75;
  Value one_end, other_end;
  for (int i = 0; i <= 1000; ++i) {
    one_end = first.switch_to(1), other_end = second.switch_to(2);
    x += 0.5, y *= 1.001;
  }
  EXPECT_EQ(one_end, Value(1 + 1.5 + 3 - 6 + 10000.0));
  EXPECT_EQ(other_end, Value(2 + 2.5 + 6 - 5 + 10000.0));
  EXPECT_EQ(x, 0.25 + 0.5 * 1001);
  EXPECT_GT(y, 2.0);
}

}  // namespace
}  // namespace greenlens::engine
