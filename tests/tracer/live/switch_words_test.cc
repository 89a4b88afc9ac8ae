// Code that a program could not put into words is put into words by who records it.
#include "tracer/live/switch_words.h"

#include <gtest/gtest.h>

#include <string>

#include "tracer/cpus/atlas.h"

namespace greenlens::live {
namespace {

// As a program without a disassembler has it: a piece from each mark to the next, and what the
// linker fills in filled in.
store::TraceInfo in_pieces(const cpus::Cpu& cpu) {
  store::TraceInfo info;
  info.arch.name = cpu.name;
  for (const cpus::Instruction& one : cpu.code) {
    if (info.arch.code.empty() || !one.mark.empty()) {
      store::Instruction piece;
      piece.offset = one.offset;
      piece.mark = one.mark;
      info.arch.code.push_back(std::move(piece));
    }
    for (size_t i = 0; i < one.size; ++i) {
      const std::string byte = one.bytes.substr(i * 3, 2);
      const int value = byte == ".." ? 0x5a : std::stoi(byte, nullptr, 16);
      info.arch.code.back().bytes += static_cast<char>(value);
    }
  }
  return info;
}

TEST(SwitchWords, EachCpusCodeHasTheWordsOfTheAtlasAndTheBytesOfTheProgram) {
  for (const cpus::Cpu& cpu : cpus::all()) {
    store::TraceInfo info = in_pieces(cpu);
    std::string bytes, found;
    for (const store::Instruction& piece : info.arch.code) bytes += piece.bytes;
    find_switch_words(&info);
    ASSERT_EQ(info.arch.code.size(), cpu.code.size()) << cpu.id;
    for (size_t i = 0; i < cpu.code.size(); ++i) {
      const store::Instruction& one = info.arch.code[i];
      EXPECT_EQ(one.offset, cpu.code[i].offset) << cpu.id;
      EXPECT_EQ(one.text, cpu.code[i].text) << cpu.id;
      EXPECT_EQ(one.mark, cpu.code[i].mark) << cpu.id;
      EXPECT_EQ(one.source_line, one.mark.empty() ? 0 : cpu.code[i].line) << cpu.id;
      found += one.bytes;
    }
    EXPECT_EQ(found, bytes) << cpu.id;
  }
}

TEST(SwitchWords, OtherCodeIsGivenNoWordsThatAreNotItsOwn) {
  const store::TraceInfo right = in_pieces(cpus::all().back());
  for (size_t i = 0; i < right.arch.code.size(); ++i) {
    store::TraceInfo wrong = right;
    wrong.arch.code[i].bytes[0] = static_cast<char>(wrong.arch.code[i].bytes[0] ^ 1);
    find_switch_words(&wrong);
    ASSERT_EQ(wrong.arch.code.size(), right.arch.code.size());
    for (const store::Instruction& piece : wrong.arch.code) {
      EXPECT_NE(piece.text.find("another version"), piece.text.npos) << i << ": " << piece.text;
    }
  }
  store::TraceInfo longer = right;
  longer.arch.code.back().bytes += '\0';
  find_switch_words(&longer);
  EXPECT_EQ(longer.arch.code.size(), right.arch.code.size());
}

TEST(SwitchWords, WhatHasWordsKeepsThem) {
  store::TraceInfo info = in_pieces(cpus::all().front());
  for (store::Instruction& piece : info.arch.code) piece.text = "its own words";
  const size_t count = info.arch.code.size();
  find_switch_words(&info);
  ASSERT_EQ(info.arch.code.size(), count);
  for (const store::Instruction& piece : info.arch.code) EXPECT_EQ(piece.text, "its own words");
}

}  // namespace
}  // namespace greenlens::live
