// Printing and interpreter frames from C (engine/c/print.h, engine/c/frame.h), as an observer hears
// them. docs/examples/relay uses both from C.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cwchar>
#include <string>
#include <vector>

#include "engine/c/frame.h"
#include "engine/c/print.h"
#include "engine/cpp/greenlet.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

class Hearing : public NullObserver {
 public:
  std::vector<std::string> heard;
  void line_reached(Where, const Core&, Where program, const char*) override {
    heard.push_back(std::string(program.function) + ":" + std::to_string(program.line));
  }
  void printed(Where, const Core&, std::string_view line) override {
    heard.push_back("> " + std::string(line));
  }
  void frame_pushed(Where, const Core&, const InterpreterFrame& frame, const char*) override {
    heard.push_back(std::string("into ") + frame.where.function);
  }
  void frame_popped(Where, const Core&, const InterpreterFrame& frame, const char*) override {
    heard.push_back(std::string("out of ") + frame.where.function);
  }
};

class CProgram : public testing::Test {
 protected:
  void SetUp() override {
    set_observer(&hearing_);
    set_output(-1);
  }
  void TearDown() override {
    set_output(1);
    set_observer(nullptr);
  }
  Hearing hearing_;
};

int print_in_two_frames(bool early) {
  GREENLENS_FRAME;
  if (early) return 1;
  greenlens_frame* inner = greenlens_push_frame_at("script.c", "inner", 7);
  greenlens_print("%d and %s", 3, "four");
  greenlens_pop_frame(inner);
  return 0;
}
constexpr int kPrint = __LINE__ - 4;

TEST_F(CProgram, PrintsALineAndSaysWhereItStands) {
  print_in_two_frames(false);
  EXPECT_THAT(hearing_.heard,
              ElementsAre("into print_in_two_frames", "into inner",
                          "print_in_two_frames:" + std::to_string(kPrint), "> 3 and four",
                          "out of inner", "out of print_in_two_frames"));
}

TEST_F(CProgram, AFramesEndIsOnEveryWayOut) {
  print_in_two_frames(true);
  EXPECT_THAT(hearing_.heard,
              ElementsAre("into print_in_two_frames", "out of print_in_two_frames"));
  greenlens_pop_frame(nullptr);
}

TEST_F(CProgram, WhatCannotBeFormattedIsAnErrorAndPrintsNothing) {
  const wchar_t no_text[] = {static_cast<wchar_t>(0x7fffffff), 0};
  EXPECT_EQ(greenlens_print("%ls", no_text), GREENLENS_ERROR);
  EXPECT_STREQ(greenlens_error_kind(), "ValueError");
  EXPECT_THAT(hearing_.heard, ElementsAre());
  greenlens_clear_error();
  EXPECT_EQ(greenlens_print_at(__FILE__, __func__, 1, nullptr), GREENLENS_OK);
  EXPECT_EQ(hearing_.heard.back(), "> ");
}

}  // namespace
}  // namespace greenlens::engine
