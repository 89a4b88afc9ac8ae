#include "tracer/facts/amount.h"

#include <gtest/gtest.h>

#include <string>

namespace greenlens::facts {
namespace {

TEST(Amount, ADurationIsANumberAndItsUnit) {
  EXPECT_EQ(read_duration("1.5s"), 1'500'000'000u);
  EXPECT_EQ(read_duration("250ms"), 250'000'000u);
  EXPECT_EQ(read_duration("2h"), 7'200'000'000'000u);
  EXPECT_EQ(read_duration("3min"), 180'000'000'000u);
  EXPECT_EQ(read_duration("40us"), 40'000u);
  EXPECT_EQ(read_duration("40µs"), 40'000u);
  EXPECT_EQ(read_duration("7ns"), 7u);
  EXPECT_EQ(read_duration("0s"), 0u);
  for (const char* no : {"", "s", "5", "5 s", "-5s", "5S", "5sec", "nans", "1e3", "five s"}) {
    EXPECT_FALSE(read_duration(no)) << no;
  }
  EXPECT_EQ(read_duration("1e300h"), 9'000'000'000'000'000'000u) << "as long as can be";
}

TEST(Amount, ASizeIsANumberAndItsUnitOf1024) {
  EXPECT_EQ(read_bytes("4096"), 4096u);
  EXPECT_EQ(read_bytes("4096b"), 4096u);
  EXPECT_EQ(read_bytes("500KB"), 512'000u);
  EXPECT_EQ(read_bytes("500 kb"), 512'000u);
  EXPECT_EQ(read_bytes("1.5MiB"), 1'572'864u);
  EXPECT_EQ(read_bytes("2g"), 2'147'483'648u);
  EXPECT_EQ(read_bytes("1TB"), 1'099'511'627'776u);
  for (const char* no : {"", "0", "KB", "-5KB", "5 parsecs", "inf", "nan", "0.1", "5KBB"}) {
    EXPECT_FALSE(read_bytes(no)) << no;
  }
  EXPECT_EQ(read_bytes("1e300"), 9'000'000'000'000'000'000u);
}

}  // namespace
}  // namespace greenlens::facts
