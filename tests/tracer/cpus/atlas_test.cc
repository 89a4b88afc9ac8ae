// Every CPU's switch, as any machine knows it.
#include "tracer/cpus/atlas.h"

#include <gmock/gmock.h>

#include "assets/assets.h"
#include "tracer/cpus/differences.h"

namespace greenlens::cpus {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const words::Messages& english() { return words::Messages::of("en"); }

const Cpu& of(const char* name) {
  const Cpu* cpu = find(name);
  EXPECT_NE(cpu, nullptr) << name;
  return cpu != nullptr ? *cpu : all().front();
}

TEST(Atlas, HasEveryFolderOfArchInItsOrder) {
  std::vector<std::string> ids;
  for (const Cpu& cpu : all()) ids.push_back(cpu.id);
  EXPECT_THAT(ids, ElementsAre("x86_64", "i386", "aarch64", "arm", "riscv64", "ppc64le", "s390x",
                               "mips64el"));
}

TEST(Atlas, EveryLineOfEachIsUnderstood) {
  for (const Cpu& cpu : all()) {
    std::string error;
    read_cpu(cpu.id, assets::text("arch/" + cpu.id + "/atlas.txt"), &error);
    EXPECT_EQ(error, "") << cpu.id;
    EXPECT_EQ(cpu.source, "arch/" + cpu.id + "/switch.S");
  }
}

TEST(Atlas, EachFrameAscendsUpToTheReturnAddressAndEachCodeIsWhole) {
  for (const Cpu& cpu : all()) {
    int end = 0;
    for (const Slot& slot : cpu.slots) {
      EXPECT_GE(slot.offset, end) << cpu.id << ' ' << slot.name;
      end = slot.offset + slot.size;
    }
    EXPECT_EQ(end, cpu.frame_size) << cpu.id;
    EXPECT_EQ(count(cpu, Kind::return_address), 1) << cpu.id;
    std::vector<std::string> marks;
    for (const Instruction& one : cpu.code) {
      if (!one.mark.empty()) marks.push_back(one.mark);
      EXPECT_EQ(one.bytes.size() + 1, 3 * size_t{one.size}) << cpu.id << ' ' << one.text;
    }
    EXPECT_THAT(marks, ElementsAre("spill", "call save", "move sp", "call restore", "reload"));
  }
}

TEST(Atlas, KnowsTheFramesAndTheCodeOfTheSwitches) {
  const Cpu& first = of("x86-64");
  EXPECT_EQ(first.abi, "System V AMD64");
  EXPECT_EQ(first.frame_size, 64);
  EXPECT_EQ(names(first, Kind::general), "r12–r15, rbp, rbx");
  EXPECT_EQ(names(first, Kind::control), "mxcsr, x87 control word");
  EXPECT_EQ(count(first, Kind::floating), 0);
  EXPECT_EQ(code_size(first), 117u);
  EXPECT_EQ(first.code.size(), 31u);
  EXPECT_EQ(move_of_sp(first).text, "addq %rax,%rsp");
  EXPECT_EQ(move_of_sp(first).offset, 60u);
  EXPECT_EQ(lengths(first), "1–5");

  const Cpu& riscv = of("riscv64");
  EXPECT_EQ(riscv.frame_size, 208);
  EXPECT_EQ(names(riscv, Kind::general), "s0–s11");
  EXPECT_EQ(names(riscv, Kind::floating), "fs0–fs11");
  EXPECT_EQ(move_of_sp(riscv).text, "add sp,sp,a0");
  EXPECT_EQ(lengths(riscv), "2–4");

  const Cpu& power = of("ppc64le");
  EXPECT_EQ(power.frame_size, 552);
  EXPECT_EQ(names(power, Kind::general), "r2, r14–r31");
  EXPECT_EQ(names(power, Kind::vector), "v20–v31");
  EXPECT_EQ(names(power, Kind::control), "cr, fpscr, vrsave, vscr");
  EXPECT_EQ(lengths(power), "4");
  EXPECT_EQ(power.conventions.red_zone, 288);

  EXPECT_TRUE(of("s390x").big_endian);
  EXPECT_FALSE(of("mips64el").big_endian);
}

// A byte that the linker fills in is none that anybody knows.
TEST(Atlas, LeavesOutWhatTheLinkerFillsIn) {
  for (const Cpu& cpu : all()) {
    size_t unknown = 0;
    for (const Instruction& one : cpu.code) unknown += one.bytes.find("..") != std::string::npos;
    EXPECT_EQ(unknown, cpu.id == "i386" ? 2u : 0u) << cpu.id;
  }
  EXPECT_EQ(of("i386").code[8].text, "addl $_GLOBAL_OFFSET_TABLE_,%ecx");
}

TEST(Atlas, FindsACpuByNameOrFolderHoweverItIsWritten) {
  for (const char* name : {"x86-64", "x86_64", "X86-64"}) {
    EXPECT_EQ(of(name).id, "x86_64") << name;
  }
  EXPECT_EQ(of("AArch64").id, "aarch64");
  EXPECT_EQ(find("vax"), nullptr);
  EXPECT_EQ(find(""), nullptr);
  EXPECT_THAT(known_names(), Contains("AArch64"));
  EXPECT_THAT(known_names(), Not(Contains("aarch64"))) << "the same twice";
}

TEST(Atlas, SaysWhichLineItDoesNotUnderstand) {
  std::string error;
  const Cpu cpu =
      read_cpu("made_up", "# a comment\nname\tMade up\nslot\t0\t8\tgeneral\ta\n", &error);
  EXPECT_EQ(error, "line 3 is none of an atlas: slot\t0\t8\tgeneral\ta");
  EXPECT_EQ(cpu.name, "Made up");
  EXPECT_THAT(cpu.slots, IsEmpty());
  for (const char* wrong :
       {"frame_size\tmany", "frame_size\t8 bytes", "colour\tgreen", "slot\t0\t8\tgreen\ta\tb",
        "code\t4\t90\t1\t\tnop", "code\t0\t\t1\t\tnop", "byte_order\tmiddle", "name"}) {
    error.clear();
    read_cpu("made_up", wrong, &error);
    EXPECT_THAT(error, StartsWith("line 1 ")) << wrong;
  }
}

TEST(Differences, SayWhatIsDifferentAndHowItIsOnTheOther) {
  const auto riscv = differences(english(), of("riscv64"), of("x86-64"));
  EXPECT_THAT(riscv, Contains("A call leaves the return address in ra, which the switch has to "
                              "spill, for it calls, too. On x86-64 a call pushes it."));
  EXPECT_THAT(riscv, Contains(HasSubstr("There is no red zone")));
  EXPECT_THAT(riscv, Contains("The frame has 208 bytes, with 25 registers beside the return "
                              "address; on x86-64 64 bytes, with 8."));
  EXPECT_THAT(riscv, Contains(HasSubstr("registers fs0–fs11 are preserved by calls")));
  EXPECT_THAT(riscv, Not(Contains(HasSubstr("endian"))));
  EXPECT_THAT(riscv, Not(Contains(HasSubstr("delay slot"))));

  EXPECT_THAT(differences(english(), of("s390x"), of("x86-64")),
              Contains("A number’s highest byte comes first in memory (big endian); on x86-64 its "
                       "lowest."));
  EXPECT_THAT(differences(english(), of("ppc64le"), of("x86-64")),
              Contains(HasSubstr("The 288 bytes below the stack pointer")));
  EXPECT_THAT(differences(english(), of("mips64el"), of("x86-64")),
              Contains(HasSubstr("it stands in the delay slot")));
  EXPECT_THAT(differences(english(), of("x86-64"), of("i386")),
              Contains("The hooks get their arguments in rdi, rsi; on i386 on the stack."));
}

TEST(Differences, AreSaidOfEveryTwoAndOfNobodyWithItself) {
  for (const Cpu& cpu : all()) {
    EXPECT_THAT(differences(english(), cpu, cpu), IsEmpty());
    for (const Cpu& other : all()) {
      if (&cpu == &other) continue;
      const auto sentences = differences(english(), cpu, other);
      EXPECT_GE(sentences.size(), 3u) << cpu.id << ' ' << other.id;
      for (const std::string& sentence : sentences) {
        EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << sentence;
        EXPECT_EQ(sentence.find("«"), std::string::npos) << sentence;
        EXPECT_EQ(sentence.find("  "), std::string::npos) << sentence;
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::cpus
