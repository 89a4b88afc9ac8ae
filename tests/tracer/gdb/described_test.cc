#include "tracer/gdb/described.h"

#include <gmock/gmock.h>

#include <map>
#include <string>

namespace greenlens::gdb {
namespace {

std::vector<Described> described(const std::map<std::string, std::string>& annexes) {
  return registers_described([&](const std::string& annex) {
    const auto found = annexes.find(annex);
    return found == annexes.end() ? std::string() : found->second;
  });
}

TEST(Described, CountsOnOverWhatIsIncluded) {
  const std::vector<Described> all =
      described({{"target.xml",
                  R"(<?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd"><target>
           <xi:include href="core.xml"/><xi:include href="fpu.xml"/></target>)"},
                 {"core.xml", R"(<feature name="core"><reg name="a" bitsize="64"/>
           <reg name="pc" bitsize="64" type="code_ptr"/></feature>)"},
                 {"fpu.xml", R"(<feature name="fpu"><reg name="fcsr" bitsize="32" regnum="70"/>
           <reg name="v" bitsize="2048"/></feature>)"}});
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[1].name, "pc");
  EXPECT_EQ(all[1].number, 1u);
  EXPECT_EQ(all[1].bytes, 8u);
  EXPECT_EQ(all[2].number, 70u);
  EXPECT_EQ(all[2].bytes, 4u);
  EXPECT_EQ(all[3].number, 71u);
  EXPECT_EQ(all[3].bytes, 256u);
}

TEST(Described, IsNothingWithoutADescription) { EXPECT_TRUE(described({}).empty()); }

TEST(Described, EndsWhenItIncludesItself) {
  const auto all = described({{"target.xml", R"(<target><xi:include href="target.xml"/>
      <reg name="a" bitsize="99999999"/></target>)"}});
  EXPECT_FALSE(all.empty());
  for (const Described& one : all) EXPECT_LE(one.bytes, size_t{1} << 13);
}

TEST(Described, TakesNothingFromWhatIsNoXml) {
  EXPECT_TRUE(described({{"target.xml", "<target><reg name='a' "}}).empty());
  EXPECT_TRUE(described({{"target.xml", std::string(100, '\0')}}).empty());
}

}  // namespace
}  // namespace greenlens::gdb
