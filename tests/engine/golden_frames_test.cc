// Interpreter frames and what else of the language belongs to a greenlet: the original's words.
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <vector>

#include "engine/core/core.h"
#include "engine/cpp/frame.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/repr.h"
#include "tests/engine/golden/original.h"

namespace greenlens::engine {
namespace {

class RecursionError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Python's list of the functions on a frame chain, innermost first.
std::string chain(const InterpreterFrame* frame) {
  std::string out;
  for (; frame != nullptr; frame = frame->f_back) {
    out += (out.empty() ? "'" : ", '") + std::string(frame->where.function) + "'";
  }
  return "[" + out + "]";
}

void leaf(const Value& tag) {
  Frame frame;
  main_greenlet().switch_to(tag);
}
void mid(const Value& tag) {
  Frame frame;
  leaf(tag);
}
Value top(const Arguments& arguments) {
  Frame frame;
  mid(arguments[0]);
  return {};
}
Value depth_probe(const Arguments&) {
  Frame frame;
  return chain(core::thread_top_frame());
}

// What Python's sys.setrecursionlimit(200) makes of every call.
constexpr uint32_t kRecursionLimit = 200;
void check_depth() {
  if (core::thread_recursion_depth() > kRecursionLimit)
    throw RecursionError("maximum depth exceeded");
}
int recurse(int n) {
  Frame frame;
  check_depth();
  return n == 0 ? 0 : 1 + recurse(n - 1);
}
int park(int n) {
  Frame frame;
  check_depth();
  if (n == 0) {
    main_greenlet().switch_to("parked");
    return 0;
  }
  return 1 + park(n - 1);
}

void five_park_at_depth_100() {
  std::vector<Greenlet> parked;
  for (int i = 0; i < 5; ++i) {
    parked.emplace_back("parked", [](const Arguments& arguments) -> Value {
      return park(static_cast<int>(*arguments[0].as_int()));
    });
  }
  for (Greenlet& g : parked) g.switch_to(100);
  print("5 greenlets parked at depth 100 with recursionlimit 200; rec(100) in main =",
        recurse(100));
}

std::string exception_now() {
  std::exception_ptr error = std::current_exception();
  return error ? describe(error) : "None";
}

void frames_program() {
  Frame frame;
  Greenlet g1("g1", top), g2("g2", top);
  g1.switch_to("a");
  g2.switch_to("b");
  print("main chain      ", chain(core::thread_top_frame()));
  print("g1.gr_frame     ", chain(g1.core()->top_frame()));
  print("g2.gr_frame     ", chain(g2.core()->top_frame()));
  bool has_frame = main_greenlet().core()->top_frame() != nullptr;
  print("running gr_frame", has_frame ? "a frame" : "None");
  Greenlet probe("probe", depth_probe);
  print("inside greenlet ", probe.switch_to(),
        "<- chain ends at the greenlet entry: f_back of the first frame is cut");
  five_park_at_depth_100();
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      throw KeyError("in g");
    } catch (const KeyError&) {
      main_greenlet().switch_to();
      return exception_now();
    }
  });
  g.switch_to();
  print("exc_info in main while g handles KeyError:", exception_now());
  print("exc_info back in g:", g.switch_to());
}

TEST(Golden, FramesPrintAsTheOriginal) {
  // The top of a C++ program is a function.
  expect_prints_as_the_original(
      "frames", frames_program,
      {{"main chain       ['<module>']", "main chain       ['frames_program']"}});
}

TEST(Golden, TheRecursionLimitOfTheFramesProgramIsReal) {
  EXPECT_EQ(recurse(199), 199);
  EXPECT_THROW(recurse(200), RecursionError);
}

}  // namespace
}  // namespace greenlens::engine
