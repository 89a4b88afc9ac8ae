// Code that a program could not put into words is put into words by who records it.
#include "tracer/live/switch_words.h"

#include <gtest/gtest.h>

#include <string>

#include "tracer/cpus/atlas.h"
#include "tracer/gdb/remote_cpu.h"

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
    find_switch_words(nullptr, &info);
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
    find_switch_words(nullptr, &wrong);
    ASSERT_EQ(wrong.arch.code.size(), right.arch.code.size());
    for (const store::Instruction& piece : wrong.arch.code) {
      EXPECT_NE(piece.text.find("does not have this code"), piece.text.npos)
          << i << ": " << piece.text;
    }
  }
  store::TraceInfo longer = right;
  longer.arch.code.back().bytes += '\0';
  find_switch_words(nullptr, &longer);
  EXPECT_EQ(longer.arch.code.size(), right.arch.code.size());
}

// A switch that somebody has changed is disassembled, by whoever knows that CPU here.
TEST(SwitchWords, CodeThatTheAtlasDoesNotHaveIsDisassembled) {
  size_t known = 0;
  for (const cpus::Cpu& cpu : cpus::all()) {
    const gdb::RemoteCpu* remote = gdb::find_remote_cpu(cpu.id);
    if (remote == nullptr) continue;
    store::TraceInfo right = in_pieces(cpu), pieces = right;
    pieces.arch.code.back().bytes += right.arch.code.back().bytes;  // twice the same
    store::TraceInfo changed = pieces;
    find_switch_words(nullptr, &right);
    find_switch_words(&remote->cpu, &changed);
    const bool is_known = changed.arch.code.size() > pieces.arch.code.size();
    if (!is_known) continue;  // no disassembler for it here
    ++known;
    ASSERT_GT(changed.arch.code.size(), right.arch.code.size()) << cpu.id;
    std::string bytes, all;
    for (const store::Instruction& piece : pieces.arch.code) all += piece.bytes;
    for (const store::Instruction& one : changed.arch.code) {
      EXPECT_EQ(one.offset, bytes.size()) << cpu.id;
      EXPECT_NE(one.text, "") << cpu.id;
      bytes += one.bytes;
    }
    EXPECT_EQ(bytes, all) << cpu.id;
    for (size_t i = 0; i < right.arch.code.size(); ++i) {
      EXPECT_EQ(changed.arch.code[i].offset, right.arch.code[i].offset) << cpu.id;
      EXPECT_EQ(changed.arch.code[i].mark, right.arch.code[i].mark) << cpu.id;
    }
  }
  EXPECT_GE(known, 5u);
}

TEST(SwitchWords, WhatHasWordsKeepsThem) {
  store::TraceInfo info = in_pieces(cpus::all().front());
  for (store::Instruction& piece : info.arch.code) piece.text = "its own words";
  const size_t count = info.arch.code.size();
  find_switch_words(nullptr, &info);
  ASSERT_EQ(info.arch.code.size(), count);
  for (const store::Instruction& piece : info.arch.code) EXPECT_EQ(piece.text, "its own words");
}

}  // namespace
}  // namespace greenlens::live
