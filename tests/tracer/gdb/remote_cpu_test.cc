// What is known of CPUs beside their switches: it fits the atlas, this machine's own description,
// and the heads of programs.
#include "tracer/gdb/remote_cpu.h"

#include <elf.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "tracer/cpus/atlas.h"
#include "tracer/step/binutils.h"
#include "tracer/step/decoder.h"
#include "tracer/step/native_cpu.h"
#include "tracer/step/operands.h"

namespace greenlens::gdb {
namespace {

TEST(RemoteCpu, IsKnownOfEachCpuThatThereIsASwitchFor) {
  for (const cpus::Cpu& one : cpus::all()) {
    const RemoteCpu* known = find_remote_cpu(one.name);
    ASSERT_NE(known, nullptr) << one.id;
    EXPECT_EQ(known->id, one.id);
    EXPECT_EQ(known->cpu.pointer_size, static_cast<size_t>(one.pointer_size)) << one.id;
    EXPECT_EQ(known->cpu.big_endian, one.big_endian) << one.id;
    EXPECT_EQ(known->cpu.registers[known->cpu.sp].name, one.conventions.stack_pointer) << one.id;
    const bool pushes = one.conventions.link_register.empty();
    EXPECT_EQ(known->cpu.pushed_by_call, pushes ? known->cpu.pointer_size : 0) << one.id;
  }
  EXPECT_EQ(find_remote_cpu("z80"), nullptr);
}

// A teaching kernel may be for a CPU that nobody has written a switch for here.
TEST(RemoteCpu, IsKnownOfSomeThatTheAtlasDoesNotHave) {
  const RemoteCpu* known = find_remote_cpu("riscv32");
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(cpus::find("riscv32"), nullptr);
  EXPECT_EQ(known->cpu.name, "riscv32");
  EXPECT_EQ(known->cpu.pointer_size, 4u);
  EXPECT_EQ(known->cpu.link, "ra");
  EXPECT_EQ(known->cpu.preserved.size(), 12u);
  for (const step::CpuRegister& one : known->cpu.registers) EXPECT_EQ(one.size, 4) << one.name;
}

// Those that are longer than a number are not compared.
TEST(RemoteCpu, HasARegisterForEachThatACallPreserves) {
  for (const std::string& id : remote_cpu_names()) {
    const RemoteCpu& known = *find_remote_cpu(id);
    EXPECT_EQ(known.stub_names.size(), known.cpu.registers.size()) << id;
    for (const step::Preserved& wanted : known.cpu.preserved) {
      if (wanted.size > 8) continue;
      const bool is_there =
          std::any_of(known.cpu.registers.begin(), known.cpu.registers.end(),
                      [&](const step::CpuRegister& one) { return one.name == wanted.name; });
      EXPECT_TRUE(is_there) << id << " " << wanted.name;
    }
  }
}

TEST(RemoteCpu, SaysOfThisOneWhatItSaysItself) {
  const step::Cpu here = step::native_cpu();
  const RemoteCpu* known = find_remote_cpu(here.name);
  ASSERT_NE(known, nullptr);
  if (!step::can_step()) GTEST_SKIP() << "nothing is said here of stepping";
  EXPECT_EQ(known->cpu.abi, here.abi);
  EXPECT_EQ(known->cpu.link, here.link);
  EXPECT_EQ(known->cpu.pushed_by_call, here.pushed_by_call);
  EXPECT_EQ(known->cpu.disassembler.architecture, here.disassembler.architecture);
  EXPECT_EQ(known->cpu.disassembler.mode, here.disassembler.mode);
  EXPECT_EQ(known->cpu.disassembler.syntax, here.disassembler.syntax);
  ASSERT_EQ(known->cpu.registers.size(), here.registers.size());
  for (size_t i = 0; i < here.registers.size(); ++i) {
    EXPECT_EQ(known->cpu.registers[i].name, here.registers[i].name);
    EXPECT_EQ(known->cpu.registers[i].size, here.registers[i].size);
    EXPECT_EQ(known->cpu.registers[i].dwarf, here.registers[i].dwarf);
    EXPECT_EQ(known->cpu.registers[i].status, here.registers[i].status);
  }
  std::array<char, 64> head{};
  std::ifstream("/proc/self/exe", std::ios::binary).read(head.data(), head.size());
  EXPECT_EQ(cpu_of_program({head.data(), head.size()}), known);
}

TEST(RemoteCpu, IsReadFromTheHeadOfAProgram) {
  std::string head(64, '\0');
  head.replace(0, 4, ELFMAG);
  head[EI_CLASS] = ELFCLASS64;
  head[EI_DATA] = ELFDATA2MSB;
  head[19] = EM_S390;
  ASSERT_NE(cpu_of_program(head), nullptr);
  EXPECT_EQ(cpu_of_program(head)->id, "s390x");
  head[EI_DATA] = ELFDATA2LSB;  // the other way round it is none
  EXPECT_EQ(cpu_of_program(head), nullptr);
  for (size_t bytes = 0; bytes < 20; ++bytes) {
    EXPECT_EQ(cpu_of_program(head.substr(0, bytes)), nullptr);
  }
  EXPECT_EQ(cpu_of_program("#!/bin/sh\nexit 0\n a script"), nullptr);
}

TEST(RemoteCpu, SaysWhichLineIsNotUnderstood) {
  const auto refused = [](const std::string& text) {
    RemoteCpu cpu;
    std::string error;
    return read_remote_cpu(text, &cpu, &error) ? "" : error;
  };
  EXPECT_EQ(refused("register\tpc\t8\t-\t0\tpc\npc\tpc\nsp\tpc\n"), "");
  EXPECT_THAT(refused("is\tz80\n"), testing::HasSubstr("line 1"));
  EXPECT_THAT(refused("preserved\ts0\t4\n"), testing::HasSubstr("line 1"));
  EXPECT_THAT(refused("nonsense\n"), testing::HasSubstr("line 1"));
  EXPECT_THAT(refused("pc\tpc\nregister\tpc\t8\n"), testing::HasSubstr("line 2"));
  EXPECT_THAT(refused("pc\tpc\nsp\tsp\n"), testing::HasSubstr("pc and sp"));
}

// --- what instructions do, by their words

step::Decoded touched(const char* cpu, const char* text) {
  step::Decoded one;
  one.text = text;
  step::read_operands(find_remote_cpu(cpu)->cpu, &one);
  return one;
}

TEST(Operands, AreReadFromTheWordsOfEachCpu) {
  const struct {
    const char *cpu, *text, *base;
    int64_t displacement;
    size_t size;
    bool writes;
  } rows[] = {
      {"riscv64", "sd s0,16(a0)", "a0", 16, 8, true},
      {"riscv64", "flw fs0,-8(sp)", "sp", -8, 4, false},
      {"riscv32", "sw s0,16(a0)", "a0", 16, 4, true},
      {"riscv64", "sw s2,16(zero)", "", 16, 4, true},
      {"aarch64", "stp x29, x30, [sp, #-0x10]!", "sp", -16, 16, true},
      {"aarch64", "ldp d8, d9, [x1, #0x68]", "x1", 0x68, 16, false},
      {"aarch64", "ldr x30, [sp], #0x10", "sp", 0, 8, false},
      {"aarch64", "str w1, [x0]", "x0", 0, 4, true},
      {"arm", "str lr, [r0, #4]", "r0", 4, 4, true},
      {"arm", "str.w lr, [sp, #0x64]", "sp", 0x64, 4, true},
      {"arm", "stm r2!, {r4, r5, r6, r7, r8, r9, r10, r11}", "r2", 0, 32, true},
      {"arm", "ldmdb r3!, {r4, r5}", "r3", -8, 8, false},
      {"arm", "vstmia r2, {d8-d15}", "r2", 0, 64, true},
      {"ppc64le", "std r0, 0x10(r1)", "r1", 16, 8, true},
      {"ppc64le", "lfd f14, 0xb0(r4)", "r4", 0xb0, 8, false},
      {"s390x", "stmg %r6, %r15, 0x30(%r15)", "r15", 48, 80, true},
      {"s390x", "lmg %r14, %r1, 0(%r3)", "r3", 0, 32, false},
      {"s390x", "stfpc 160(%r15)", "r15", 160, 4, true},
      {"mips64el", "sd $ra, 8($sp)", "sp", 8, 8, true},
      {"mips64el", "ldc1 $f24, 0x10($a1)", "a1", 16, 8, false},
  };
  for (const auto& row : rows) {
    const step::Decoded one = touched(row.cpu, row.text);
    ASSERT_EQ(one.memory.size(), 1u) << row.cpu << " " << row.text;
    EXPECT_EQ(one.memory[0].base, row.base) << row.text;
    EXPECT_EQ(one.memory[0].displacement, row.displacement) << row.text;
    EXPECT_EQ(one.memory[0].size, row.size) << row.text;
    EXPECT_EQ(one.memory[0].writes, row.writes) << row.text;
    EXPECT_EQ(one.memory[0].reads, !row.writes) << row.text;
  }
  EXPECT_THAT(touched("aarch64", "ldp x19, x20, [x1, #16]").writes,
              testing::ElementsAre("x19", "x20"));
  EXPECT_THAT(touched("riscv64", "ld sp,8(a1)").writes, testing::ElementsAre("sp"));
}

TEST(Operands, AreNoneOfWhatTouchesNoMemory) {
  for (const char* text : {"add sp,sp,-48", "ret", "", "sd", "sd (", "sd ra,(", "sd ra,8()", "?"}) {
    EXPECT_TRUE(touched("riscv64", text).memory.empty()) << text;
  }
  for (const char* text : {"stp", "stp x0, [", "stp x0, x1, []", "ldr x0, ]["}) {
    EXPECT_TRUE(touched("aarch64", text).memory.empty()) << text;
  }
}

TEST(Binutils, SayEachInstructionOfTheirs) {
  const auto all = step::read_disassembly(
      "\n/proc/1/fd/3:     file format binary\n\n0000000000000000 <.data>:\n"
      "   0:\t7179                \tadd\tsp,sp,-48\n"
      "   2:\tf406                \tsd\tra,40(sp)\n"
      "   6:\t00000517          \tauipc\ta0,0x0 # 0x6\n"
      "  1a:\tbff5                \tj\t0x16\n"
      "garbage\n  1c:\t0000\n");
  EXPECT_THAT(
      all, testing::ElementsAre(testing::Pair(0, "add sp,sp,-48"), testing::Pair(2, "sd ra,40(sp)"),
                                testing::Pair(6, "auipc a0,0x0"), testing::Pair(0x1a, "j 0x16")));
}

}  // namespace
}  // namespace greenlens::gdb
