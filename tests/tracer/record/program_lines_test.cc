// The lines that a recording says the program stood on, and the names of its functions: also where
// the compiler's own note of them is a header of the library's, or "operator()". Built without
// optimization and with it.
#include <gmock/gmock.h>

#include <algorithm>
#include <any>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <variant>

#include "engine/cpp/frame.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/print.h"
#include "tests/support/first_thread.h"
#include "tests/tracer/record/recorded.h"

namespace greenlens::record {
namespace {

using engine::Arguments;
using engine::Frame;
using engine::Greenlet;
using engine::Value;
using ::testing::ElementsAre;
using ::testing::Pair;

using Lines = std::vector<std::pair<std::string, int>>;

// Function and line of each step of a function of this file.
Lines lines_of(void (*function)()) {
  Lines lines;
  for (const auto& fact : all<facts::LineReached>(recorded(__FILE__, function))) {
    EXPECT_TRUE(fact.at.file.ends_with("program_lines_test.cc")) << fact.at.file;
    lines.emplace_back(fact.at.function, static_cast<int>(fact.at.line));
  }
  return lines;
}

Value body(const Arguments&) { return {}; }

void make_in_containers() {
  std::vector<Greenlet> vector;
  vector.emplace_back("v", body);
  std::list<Greenlet> list;
  list.emplace_front("l", body);
  std::map<int, Greenlet> map;
  map.try_emplace(1, "m", body);
}
constexpr int kContainers = __LINE__ - 8;

TEST(ProgramLines, AGreenletMadeInAContainerIsMadeByTheProgramsLine) {
  EXPECT_THAT(lines_of(make_in_containers),
              ElementsAre(Pair("make_in_containers", kContainers + 2),
                          Pair("make_in_containers", kContainers + 4),
                          Pair("make_in_containers", kContainers + 6)));
}

void make_by_the_library() {
  auto unique = std::make_unique<Greenlet>("u", body);
  auto shared = std::make_shared<Greenlet>("s", body);
  std::optional<Greenlet> optional;
  optional.emplace("o", body);
  std::variant<int, Greenlet> variant;
  variant.emplace<Greenlet>("v", body);
  std::any any;
  any.emplace<Greenlet>("a", body);
  auto tupled = std::make_from_tuple<Greenlet>(std::tuple("t", &body));
}
constexpr int kLibrary = __LINE__ - 11;

TEST(ProgramLines, AGreenletMadeByTheLibraryIsMadeByTheProgramsLine) {
  EXPECT_THAT(
      lines_of(make_by_the_library),
      ElementsAre(
          Pair("make_by_the_library", kLibrary + 1), Pair("make_by_the_library", kLibrary + 2),
          Pair("make_by_the_library", kLibrary + 4), Pair("make_by_the_library", kLibrary + 6),
          Pair("make_by_the_library", kLibrary + 8), Pair("make_by_the_library", kLibrary + 9)));
}

// A template of the program's own is the program.
template <typename... Arguments>
Greenlet own_maker(Arguments... arguments) {
  return Greenlet(arguments...);
}
constexpr int kOwnMaker = __LINE__ - 2;

void call_by_the_library() {
  std::invoke([] { engine::print("by invoke"); });
  std::apply([](auto... values) { engine::print(values...); }, std::tuple(1, 2));
  Greenlet made = std::invoke(own_maker<const char*, decltype(&body)>, "i", body);
}
constexpr int kCalls = __LINE__ - 5;

TEST(ProgramLines, WhatTheLibraryCallsIsTheProgramsOwnLine) {
  const std::string lambda = "call_by_the_library, lambda at line ";
  EXPECT_THAT(lines_of(call_by_the_library),
              ElementsAre(Pair(lambda + std::to_string(kCalls + 1), kCalls + 1),
                          Pair(lambda + std::to_string(kCalls + 2), kCalls + 2),
                          Pair("own_maker", kOwnMaker)));
}

struct Functor {
  Value operator()(const Arguments&) const {
    Frame frame;
    engine::print("in a functor");
    return {};
  }
};

struct Program {
  void run() {
    Greenlet greenlet("g", [this](const Arguments&) -> Value {
      Frame frame;
      auto inner = [](auto what) {
        Frame inner_frame;
        engine::print(what);
      };
      inner("in the inner one");
      return count;
    });
    greenlet.switch_to();
    Greenlet other("f", Functor());
    other.switch_to();
  }
  int count = 0;
};
constexpr int kRun = __LINE__ - 16;

std::vector<std::string> functions_pushed(const store::Timeline& timeline) {
  std::vector<std::string> functions;
  for (const auto& fact : all<facts::FramePushed>(timeline)) functions.push_back(fact.at.function);
  return functions;
}

TEST(ProgramLines, ALambdasFramesAndLinesAreNamedByItsFunctionAndLine) {
  const store::Timeline timeline = recorded(__FILE__, [] { Program().run(); });
  const std::string outer = "run, lambda at line " + std::to_string(kRun + 1);
  const std::string inner = "run, lambda at line " + std::to_string(kRun + 3);
  EXPECT_THAT(functions_pushed(timeline), ElementsAre(outer, inner, "Functor::operator()"));
  std::vector<std::string> reached;
  for (const auto& fact : all<facts::LineReached>(timeline)) reached.push_back(fact.at.function);
  EXPECT_THAT(reached, ElementsAre("run", "run", inner, "run", "run", "Functor::operator()"));
}

TEST(ProgramLines, AFrameThatTheLibraryMakesIsTheProgramsFunction) {
  const store::Timeline timeline = recorded(__FILE__, [] {
    std::optional<Frame> frame;
    frame.emplace();
    auto other = std::make_unique<Frame>();
    engine::print("with two frames");
  });
  ASSERT_EQ(functions_pushed(timeline).size(), 2u);
  for (const std::string& function : functions_pushed(timeline)) {
    EXPECT_THAT(function, ::testing::StartsWith("TestBody, lambda at line "));
  }
  // The frames are the function's: its lines are noted in them.
  const state::State& end = timeline.state(timeline.size() - 3);
  ASSERT_EQ(greenlens::testing::first_thread(end).frames.size(), 2u);
  EXPECT_EQ(greenlens::testing::first_thread(end)
                .frames.at(greenlens::testing::first_thread(end).top_frame)
                .at.line,
            all<facts::LineReached>(timeline)[0].at.line);
}

// Three calls that have no frames of their own, not even without optimization.
[[gnu::always_inline]] inline void innermost(Greenlet& greenlet) { greenlet.switch_to(); }
[[gnu::always_inline]] inline void middle(Greenlet& greenlet) { innermost(greenlet); }
[[gnu::always_inline]] inline void outermost(Greenlet& greenlet) { middle(greenlet); }
[[gnu::noinline]] void has_the_frame(Greenlet& greenlet) {
  outermost(greenlet);
  engine::print("so that it is no tail call");
}
constexpr int kHasTheFrame = __LINE__ - 4;

TEST(ProgramLines, InlinedCallsAreNamedInsideOfTheFrameThatTheyStandIn) {
  const store::Timeline timeline = recorded(__FILE__, [] {
    Greenlet greenlet("g", body);
    has_the_frame(greenlet);
  });
  const auto saved = all<facts::RegistersSaved>(timeline).at(0);
  const auto frame = std::find_if(
      saved.frames.begin(), saved.frames.end(),
      [](const facts::CFrame& one) { return one.function == "greenlens::record::has_the_frame"; });
  ASSERT_NE(frame, saved.frames.end());
  EXPECT_EQ(frame->line, static_cast<uint32_t>(kHasTheFrame + 1));
  std::vector<std::pair<std::string, int>> inlined;
  for (const facts::SourceLine& call : frame->inlined) {
    inlined.emplace_back(call.function, static_cast<int>(call.line));
  }
  // The library's own may stand further inside.
  if (inlined.size() > 3) inlined.erase(inlined.begin(), inlined.end() - 3);
  EXPECT_THAT(inlined, ElementsAre(Pair("greenlens::record::innermost", kHasTheFrame - 3),
                                   Pair("greenlens::record::middle", kHasTheFrame - 2),
                                   Pair("greenlens::record::outermost", kHasTheFrame - 1)));
}

}  // namespace
}  // namespace greenlens::record
