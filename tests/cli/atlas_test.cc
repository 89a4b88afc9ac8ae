// greenlens atlas: what its user meets.
#include <gmock/gmock.h>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(Command, ShowsTheSwitchesOfAllCpusBesideEachOther) {
  const Result all = greenlens("atlas");
  EXPECT_EQ(all.code, 0) << all.err;
  EXPECT_THAT(all.out,
              ContainsRegex("x86-64 +i386 +AArch64 +ARM +riscv64 +ppc64le +s390x +mips64el"));
  EXPECT_THAT(all.out, ContainsRegex("frame, bytes +64 +32 +176 +104 +208 +552 +192 +160"));
  EXPECT_THAT(all.out, ContainsRegex("return address in +stack +stack +x30 +lr +ra +lr +r14 +ra"));
  EXPECT_THAT(all.out, ContainsRegex("byte order +little +little .* +big +little"));
  EXPECT_THAT(all.out, HasSubstr("fs0–fs11"));
  EXPECT_THAT(all.out, HasSubstr("  - A call leaves the return address in ra"));
  EXPECT_THAT(all.out, Not(HasSubstr("«")));
}

TEST_F(Command, ShowsTheFrameAndTheCodeOfOneCpu) {
  const Result one = greenlens("atlas riscv64");
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_THAT(one.out, StartsWith("riscv64\n"));
  EXPECT_THAT(one.out,
              ContainsRegex("\n *200 +8  return address +return address +return address\n"));
  EXPECT_THAT(one.out, ContainsRegex("\nmove sp +0x[0-9a-f]+ +[0-9]+  [0-9a-f ]+add sp,sp,a0\n"));
  EXPECT_THAT(one.out, HasSubstr("What is different from x86-64:"));
  EXPECT_THAT(greenlens("atlas RISCV64").out, one.out);
  EXPECT_THAT(greenlens("atlas riscv64 --with AArch64").out,
              HasSubstr("What is different from AArch64:"));
  EXPECT_THAT(greenlens("atlas x86_64").out, Not(HasSubstr("What is different")));
}

TEST_F(Command, SaysTheAtlasToPrograms) {
  const auto all = nlohmann::json::parse(greenlens("atlas --json").out);
  EXPECT_EQ(all["version"], 1);
  ASSERT_EQ(all["cpus"].size(), 8u);
  const auto one = nlohmann::json::parse(greenlens("atlas s390x --json").out);
  EXPECT_EQ(one["byte_order"], "big");
  EXPECT_EQ(one["frame_size"], 192);
  EXPECT_EQ(one["conventions"]["link_register"], "r14");
  EXPECT_TRUE(one["conventions"]["own_address"].is_null());
  EXPECT_EQ(one["registers"]["floating"].size(), 8u);
  EXPECT_EQ(one["frame"].back()["register"], "return address");
  EXPECT_EQ(one["instructions"], one["code"].size());
  EXPECT_EQ(one["compared_with"], "x86_64");
  EXPECT_FALSE(one["differs"].empty());
  auto within = all["cpus"][6];
  within["version"] = 1;
  EXPECT_EQ(within, one);
}

TEST_F(Command, NamesCpusThatAreNearToOneThatThereIsNot) {
  const Result near = greenlens("atlas riscv46");
  EXPECT_EQ(near.code, 2);
  EXPECT_THAT(near.err, HasSubstr("“riscv46”; did you mean riscv64?"));
  const Result unknown = greenlens("atlas vax");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(
      unknown.err,
      HasSubstr("There is no stack switch for a CPU “vax”. There is one for x86-64, i386,"));
  EXPECT_EQ(unknown.out, "");
  EXPECT_EQ(greenlens("atlas s390x --with vax").code, 2);
  EXPECT_EQ(greenlens("atlas --with s390x").code, 2);
}

}  // namespace
}  // namespace greenlens::cli
