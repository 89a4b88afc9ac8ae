// Other ways as people and programs write them.
#include <gtest/gtest.h>

#include "tracer/store/trace_info.h"
#include "tracer/store/what_if.h"

namespace greenlens::store {
namespace {

using facts::Deed;

TEST(WhatIf, IsReadAsItIsWritten) {
  for (const char* text : {"switch gr2", "switch gr2 = hello", "throw gr2", "throw gr2 = trouble",
                           "drop gr2", "switch worker 1 = a = b"}) {
    const auto read = deed_from_text(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(deed_text(*read), text);
  }
  EXPECT_EQ(*deed_from_text("  switch   gr2  =  5 "), (WhatIf{0, 0, Deed::switch_to, "gr2", "5"}));
  EXPECT_EQ(deed_from_text("switch worker 1 = a = b")->greenlet, "worker 1");
}

TEST(WhatIf, AnythingElseIsNone) {
  for (const char* text : {"", "switch", "switch ", "jump gr2", "drop gr2 = 5", "gr2", " = 5"}) {
    EXPECT_FALSE(deed_from_text(text)) << text;
  }
  for (const char* text : {"", "33", "33 switch gr2", ": switch gr2", "33:", "33: jump gr2"}) {
    EXPECT_FALSE(read_what_if(text)) << text;
  }
}

TEST(WhatIf, StandsAtAStepThatMayHaveAColon) {
  EXPECT_EQ(read_what_if("33: switch gr2")->step, "33");
  EXPECT_EQ(read_what_if(" last : drop gr1")->step, "last");
  const auto noted = read_what_if("note=see: here: throw gr2 = a: b");
  ASSERT_TRUE(noted);
  EXPECT_EQ(noted->step, "note=see: here");
  EXPECT_EQ(noted->deed.value, "a: b");
}

TEST(WhatIf, IsToldToTheProgramWithItsPlace) {
  const WhatIf way{33, 7, Deed::throw_in, "gr2", "trouble"};
  EXPECT_EQ(order_text(way), "33/7: throw gr2 = trouble");
  EXPECT_EQ(order_from_text(order_text(way)), way);
  for (const char* text : {"", "33: switch gr2", "/7: switch gr2", "33/: switch gr2", "a/b: drop c",
                           "33/7: jump gr2", "99999999999999999999/1: drop gr2"}) {
    EXPECT_FALSE(order_from_text(text)) << text;
  }
}

TEST(WhatIf, StandsInWhatARecordingSaysOfItself) {
  TraceInfo info;
  info.what_ifs = {{33, 7, Deed::drop, "gr1", ""}, {60, 9, Deed::switch_to, "gr2", "5"}};
  const auto read = from_json(to_json(info));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->what_ifs, info.what_ifs);
  EXPECT_EQ(title_with("a title", {{"depth", "4"}}, info.what_ifs),
            "a title, depth = 4; 33: drop gr1; 60: switch gr2 = 5");
  EXPECT_EQ(to_json(TraceInfo()).find("what_ifs"), std::string::npos);
}

TEST(WhatIf, AWrongOneIsNamed) {
  TraceInfo info;
  info.what_ifs = {{33, 7, Deed::drop, "gr1", ""}};
  std::string json = to_json(info);
  json.replace(json.find("\"drop\""), 6, "\"dance\"");
  const auto read = from_json(json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.fault().details, "what_ifs[0].deed");
}

}  // namespace
}  // namespace greenlens::store
