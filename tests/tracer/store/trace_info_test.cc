// What a recording says of itself, there and back.
#include "tracer/store/trace_info.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/sample_trace.h"

namespace greenlens::store {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(TraceInfoText, SaysWhichProcessItIsOfAndOlderOnesDoNot) {
  TraceInfo info = testing::sample_info();
  EXPECT_THAT(to_json(info), Not(HasSubstr("process")));
  ASSERT_TRUE(from_json(to_json(info)));
  EXPECT_FALSE(from_json(to_json(info))->process);
  info.process = ProcessInfo{4711, 4000, 12, 34, "a machine", {"python3", "app.py", "\xff"}};
  const auto again = from_json(to_json(info));
  ASSERT_TRUE(again);
  ASSERT_TRUE(again->process);
  EXPECT_EQ(again->process->number, 4711u);
  EXPECT_EQ(again->process->parent, 4000u);
  EXPECT_EQ(again->process->began_ns, 12u);
  EXPECT_EQ(again->process->began_wall_ns, 34u);
  EXPECT_EQ(again->process->boot, "a machine");
  EXPECT_EQ(again->process->command[1], "app.py");
  facts::Json json = info_json(info);
  json["process"].erase("parent");
  const auto wrong = info_from_json(json);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.fault().details, "process.parent");
}

TEST(TraceInfoText, SaysWhichLineAnInstructionWasMadeFrom) {
  TraceInfo info = testing::sample_info();
  EXPECT_THAT(to_json(info), Not(HasSubstr("code_lines")));
  info.code_lines = {{0, 1, 12}, {4, 0, 7}};
  EXPECT_THAT(to_json(info), HasSubstr("[[0,1,12],[4,0,7]]"));
  const auto again = from_json(to_json(info));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->code_lines, info.code_lines);
  std::swap(info.code_lines[0], info.code_lines[1]);
  const auto sorted = from_json(to_json(info));
  ASSERT_TRUE(sorted);
  EXPECT_EQ(sorted->code_lines, again->code_lines) << "ascending, however they stand there";
}

TEST(TraceInfoText, SaysWhichOfThoseLinesCannotBe) {
  TraceInfo info = testing::sample_info();
  facts::Json json = info_json(info);
  for (const char* wrong : {"7", "[7]", "[[0,0,1],[0,2,1]]", "[[0,0]]", "[[0,0,-1]]", "[[0,0,1,1]]",
                            "[[0,0,4294967296]]", "[\"\"]"}) {
    json["code_lines"] = facts::Json::parse(wrong);
    const auto read = info_from_json(json);
    ASSERT_FALSE(read) << wrong;
    EXPECT_THAT(read.fault().details, HasSubstr("code_lines")) << wrong;
  }
  json["code_lines"] = facts::Json::array();
  EXPECT_TRUE(info_from_json(json));
}

TEST(TraceInfoText, SaysWhichRegistersAnInstructionUses) {
  TraceInfo info = testing::sample_info();
  EXPECT_THAT(to_json(info), Not(HasSubstr("code_uses")));
  info.code_uses = {{4, {"rsp"}, {"rsp", "rip"}}, {0, {}, {}}};
  const auto again = from_json(to_json(info));
  ASSERT_TRUE(again);
  std::swap(info.code_uses[0], info.code_uses[1]);
  EXPECT_EQ(again->code_uses, info.code_uses) << "ascending, however they stand there";
  facts::Json json = info_json(info);
  for (const char* wrong :
       {"7", "[7]", "[[0,[]]]", "[[0,[],[],[]]]", "[[-1,[],[]]]", "[[0,[1],[]]]",
        "[[0,[],\"rsp\"]]", "[[4294967296,[],[]]]", "{\"a\":[0,[],[]]}"}) {
    json["code_uses"] = facts::Json::parse(wrong);
    const auto read = info_from_json(json);
    ASSERT_FALSE(read) << wrong;
    EXPECT_THAT(read.fault().details, HasSubstr("code_uses")) << wrong;
  }
}

}  // namespace
}  // namespace greenlens::store
