// A few lines of a source.
#include "tracer/words/source_excerpt.h"

#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"

namespace greenlens::words {
namespace {

TEST(ASourceExcerpt, IsTheLineAndItsNeighbours) {
  const store::TraceInfo info = testing::sample_info();
  const std::string file = info.sources[0].file;
  EXPECT_EQ(source_excerpt(info, {file, "test1", 2}, 1, 2),
            "     1  Value test1(const Arguments&) {\n"
            ">    2    Frame frame;\n"
            "     3    print(\"[gr1] main  -> test1\");\n"
            "     4    gr2.switch_to();\n");
  EXPECT_EQ(source_excerpt(info, {file, "program", 22}, 0, 9), ">   22  }\n")
      << "as far as there are";
  EXPECT_EQ(source_excerpt(info, {file, "", 1}, 5, 0), ">    1  Value test1(const Arguments&) {\n");
}

TEST(ASourceExcerpt, OfWhatIsNotKnownIsNothing) {
  const store::TraceInfo info = testing::sample_info();
  EXPECT_EQ(source_excerpt(info, {"elsewhere.cc", "", 2}, 1, 1), "");
  EXPECT_EQ(source_excerpt(info, {info.sources[0].file, "", 0}, 1, 1), "");
  EXPECT_EQ(source_excerpt(info, {info.sources[0].file, "", UINT32_MAX}, 1, UINT32_MAX), "");
}

}  // namespace
}  // namespace greenlens::words
