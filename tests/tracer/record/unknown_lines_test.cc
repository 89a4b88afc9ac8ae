// The same without debug information (this file is compiled with none): what cannot be known is not
// guessed.
#include <gmock/gmock.h>

#include <optional>

#include "engine/cpp/frame.h"
#include "engine/cpp/greenlet.h"
#include "tests/tracer/record/recorded.h"

namespace greenlens::record {
namespace {

TEST(UnknownLines, ALineThatOnlyTheLibraryKnowsIsNone) {
  const store::Timeline timeline = recorded(__FILE__, [] {
    std::vector<engine::Greenlet> vector;
    vector.emplace_back("v", [](const engine::Arguments&) { return engine::Value(); });
    std::optional<engine::Frame> frame;
    frame.emplace();
  });
  const auto lines = all<facts::LineReached>(timeline);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].at.file, "");
  EXPECT_EQ(lines[0].at.function, "");
  EXPECT_EQ(lines[0].at.line, 0u);
  EXPECT_EQ(all<facts::FramePushed>(timeline).at(0).at.line, 0u);
}

TEST(UnknownLines, ALambdaIsStillNamedByItsFunction) {
  const store::Timeline timeline = recorded(__FILE__, [] { engine::print("in a lambda"); });
  const auto line = all<facts::LineReached>(timeline).at(0);
  EXPECT_EQ(line.at.line, static_cast<uint32_t>(__LINE__ - 2));
  // Here Clang counts the lambdas of all that is compiled with it.
#ifdef __clang__
  EXPECT_THAT(line.at.function, ::testing::MatchesRegex("TestBody, lambda [0-9]+"));
#else
  EXPECT_EQ(line.at.function, "TestBody, lambda 1");
#endif
}

}  // namespace
}  // namespace greenlens::record
