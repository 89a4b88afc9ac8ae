// Generators made of greenlets: they yield from any depth, which a language's own cannot.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <coroutine>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

// A greenlet whose switches are values that it yields. Its state lies in the heap.
class Generator {
 public:
  explicit Generator(std::function<void()> body) {
    greenlet_ = std::make_unique<Greenlet>("generator", [body](const Arguments&) -> Value {
      body();
      return Value::tuple({});
    });
    greenlet_->set_attribute("generator", true);
  }

  // The next value, or none at its end.
  std::optional<int> next() {
    greenlet_->set_parent(current());
    Value value = greenlet_->switch_to();
    if (greenlet_->dead()) return {};
    return static_cast<int>(*value.as_int());
  }
  std::vector<int> all() {
    std::vector<int> values;
    while (std::optional<int> value = next()) values.push_back(*value);
    return values;
  }

 private:
  std::unique_ptr<Greenlet> greenlet_;
};

// Yields out of the innermost generator, however deep the call. No handle of it waits on its stack:
// it would keep itself for ever.
void yield(int value) {
  if (!current().has_attribute("generator")) throw std::runtime_error("yield outside a genlet");
  current().parent().switch_to(value);
}

void yield_below(int depth, int value) {
  if (depth == 0) return yield(value);
  yield_below(depth - 1, value);
}

Generator counting(int first, int count) {
  return Generator([=] {
    for (int i = 0; i < count; ++i) yield(first + i);
  });
}

TEST(Generators, ThreeInterleaveFiveValuesEach) {
  Generator a = counting(0, 5), b = counting(100, 5), c = counting(200, 5);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(a.next(), i);
    EXPECT_EQ(b.next(), 100 + i);
    EXPECT_EQ(c.next(), 200 + i);
  }
  EXPECT_FALSE(a.next() || b.next() || c.next());
}

TEST(Generators, YieldFromNestedCalls) {
  Generator g([] {
    for (int depth = 0; depth < 4; ++depth) yield_below(depth * 10, depth);
  });
  EXPECT_THAT(g.all(), ElementsAre(0, 1, 2, 3));
}

TEST(Generators, YieldThroughTwoLevels) {
  Generator g([] {
    Generator numbers = counting(1, 4);
    while (std::optional<int> n = numbers.next()) {
      yield(*n);
      yield(*n * *n);
    }
  });
  EXPECT_THAT(g.all(), ElementsAre(1, 1, 2, 4, 3, 9, 4, 16));
}

void permute(std::vector<int>& values, size_t from) {
  if (from == values.size()) {
    yield(
        std::accumulate(values.begin(), values.end(), 0, [](int a, int b) { return 10 * a + b; }));
    return;
  }
  // The recursion is one of generators: each level runs the next in one of its own.
  for (size_t i = from; i < values.size(); ++i) {
    std::swap(values[from], values[i]);
    Generator inner([&values, from] { permute(values, from + 1); });
    while (std::optional<int> value = inner.next()) yield(*value);
    std::swap(values[from], values[i]);
  }
}

TEST(Generators, MakeAll24PermutationsRecursively) {
  auto values = std::make_unique<std::vector<int>>(std::vector<int>{1, 2, 3, 4});
  Generator g([&values] { permute(*values, 0); });
  std::vector<int> seen = g.all();
  EXPECT_EQ(seen.size(), 24u);
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()), seen.end());
  EXPECT_EQ(seen.front(), 1234);
  EXPECT_EQ(seen.back(), 4321);
}

TEST(Generators, TwoAreZipped) {
  Generator a = counting(0, 3), b = counting(10, 5);
  std::vector<int> sums;
  for (;;) {
    std::optional<int> x = a.next(), y = b.next();
    if (!x || !y) break;
    sums.push_back(*x + *y);
  }
  EXPECT_THAT(sums, ElementsAre(10, 12, 14));
}

TEST(Generators, RefuseToYieldOutsideOfOne) {
  try {
    yield(1);
    FAIL() << "yielded in main";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "yield outside a genlet");
  }
}

// The language's own generator for comparison: its body is one frame in the heap, so a function
// that it calls cannot yield for it, and each level hands on what the one below yields.
struct Stackless {
  struct promise_type {
    int value = 0;
    Stackless get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int v) noexcept {
      value = v;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  Stackless(std::coroutine_handle<promise_type> h) : handle(h) {}
  Stackless(Stackless&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~Stackless() {
    if (handle) handle.destroy();
  }
  std::optional<int> next() {
    handle.resume();
    if (handle.done()) return {};
    ++resumptions;
    return handle.promise().value;
  }
  static inline int resumptions = 0;
  std::coroutine_handle<promise_type> handle;
};

Stackless stackless_below(int depth, int value) {
  if (depth == 0) {
    co_yield value;
  } else {
    Stackless inner = stackless_below(depth - 1, value);
    while (std::optional<int> v = inner.next()) co_yield *v;
  }
}

TEST(Generators, OfTheLanguagePassThroughEveryLevelAndGreenletsJump) {
  Stackless::resumptions = 0;
  Stackless stackless = stackless_below(10, 7);
  EXPECT_EQ(stackless.next(), 7);
  EXPECT_EQ(Stackless::resumptions, 11);  // one for each level

  int switches = 0;
  set_trace([&](TraceEvent, const Greenlet&, const Greenlet&) { ++switches; });
  Generator jumping([] { yield_below(10, 7); });
  EXPECT_EQ(jumping.next(), 7);
  EXPECT_EQ(switches, 2);  // there and back, from whatever depth
  set_trace({});
}

}  // namespace
}  // namespace greenlens::engine
