// What an instruction does, as the stepper needs to know it.
#include "tracer/step/decoder.h"

#include <gtest/gtest.h>

#include <string>

#include "arch/arch.h"
#include "tracer/step/native_cpu.h"

namespace greenlens::step {
namespace {

using namespace std::string_literals;

class DecoderOfX86 : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::string(arch_describe()->name) != "x86-64") GTEST_SKIP() << "these are its bytes";
  }
  Decoded decode(const std::string& bytes) const { return decoder_.decode(bytes, 0x10); }
  const Cpu cpu_ = native_cpu();
  const Decoder decoder_{cpu_};
};

TEST_F(DecoderOfX86, AStoreWritesAndALoadReads) {
  const Decoded store = decode("\x48\x89\x6c\x24\x30"s);  // movq %rbp, 0x30(%rsp)
  ASSERT_EQ(store.memory.size(), 1u);
  EXPECT_EQ(store.size, 5u);
  EXPECT_EQ(store.memory[0].base, "rsp");
  EXPECT_EQ(store.memory[0].displacement, 0x30);
  EXPECT_EQ(store.memory[0].size, 8u);
  EXPECT_TRUE(store.memory[0].writes);
  EXPECT_FALSE(store.memory[0].reads);
  EXPECT_TRUE(store.writes.empty());
  const Decoded load = decode("\x48\x8b\x5c\x24\x28"s);  // movq 0x28(%rsp), %rbx
  ASSERT_EQ(load.memory.size(), 1u);
  EXPECT_TRUE(load.memory[0].reads);
  EXPECT_FALSE(load.memory[0].writes);
  EXPECT_EQ(load.writes, std::vector<std::string>{"rbx"});
}

// Capstone does not know which way these go, or what they load.
TEST_F(DecoderOfX86, ControlWordsGoTheRightWay) {
  const Decoded fnstcw = decode("\xd9\x7c\x24\x04"s), fldcw = decode("\xd9\x6c\x24\x04"s);
  const Decoded stmxcsr = decode("\x0f\xae\x1c\x24"s), ldmxcsr = decode("\x0f\xae\x14\x24"s);
  for (const Decoded* store : {&fnstcw, &stmxcsr}) {
    ASSERT_EQ(store->memory.size(), 1u);
    EXPECT_TRUE(store->memory[0].writes && !store->memory[0].reads) << store->text;
  }
  EXPECT_EQ(fnstcw.memory[0].size, 2u);
  EXPECT_EQ(stmxcsr.memory[0].size, 4u);
  for (const Decoded* load : {&fldcw, &ldmxcsr}) {
    ASSERT_EQ(load->memory.size(), 1u);
    EXPECT_TRUE(load->memory[0].reads && !load->memory[0].writes) << load->text;
  }
  EXPECT_EQ(fldcw.writes, std::vector<std::string>{"x87 control word"});
  EXPECT_EQ(ldmxcsr.writes, std::vector<std::string>{"mxcsr"});
}

TEST_F(DecoderOfX86, CallsReturnsJumpsAndLandingsAreToldApart) {
  EXPECT_TRUE(decode("\xff\x13"s).calls);
  EXPECT_TRUE(decode("\xc3"s).returns);
  EXPECT_TRUE(decode("\xf3\x0f\x1e\xfa"s).marks_a_landing);
  const Decoded jump = decode("\x75\x10"s);
  EXPECT_EQ(jump.text, "jne 0x22");  // from where it lies
  EXPECT_FALSE(jump.calls || jump.returns || jump.marks_a_landing);
  EXPECT_EQ(decode("\x06"s).size, 0u);  // not in this mode
  EXPECT_EQ(decode(""s).size, 0u);
}

TEST(NativeCpu, CanBeSteppedWhereABreakpointIsKnown) {
  EXPECT_EQ(can_step(), !breakpoint().empty());
}

}  // namespace
}  // namespace greenlens::step
