// The picture in switch.S, the table of frame.c and the code say the same.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "arch/arch.h"

namespace {

std::vector<std::string> lines_of_switch() {
  std::ifstream file(std::string(GREENLENS_SOURCE_DIR "/") + arch_describe()->switch_source);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

TEST(FramePicture, EqualsTheTable) {
  // "//   | rbx             | 40   ..."
  std::regex row(R"(//\s+\|\s*(.*?)\s*\|\s*(\d+)(\s.*)?)");
  std::map<int, std::string> picture;
  for (const std::string& line : lines_of_switch()) {
    std::smatch match;
    if (std::regex_match(line, match, row)) picture[std::stoi(match[2])] = match[1];
  }
  std::map<int, std::string> table;
  const arch_description* arch = arch_describe();
  for (int i = 0; i < arch->slot_count; ++i) table[arch->slots[i].offset] = arch->slots[i].name;
  EXPECT_EQ(picture, table);
}

// One column a state, with the frames' limits where the table says: o is the origin's sp, t the
// target's.
TEST(FramePicture, ShowsEveryStateOfAResumeAndOfAFirstStart) {
  const std::string size = std::to_string(arch_describe()->frame_size);
  const std::vector<std::regex> expected = {
      std::regex("//   before +spilled +in save +sp moved +in restore +reloaded"),
      std::regex("//.*[+:] t\\+" + size),
      std::regex("//.*[+:] t"),
      std::regex("//.*[+:] o\\+" + size),
      std::regex("//.*[+:] o"),
      std::regex("//   in save +reloaded +returned 1 +later: the"),
      std::regex("//.*[+] stack_stop"),
      std::regex("//.*[|] o\\+" + size),
      std::regex("//.*[|] o"),
  };
  size_t found = 0;
  for (const std::string& line : lines_of_switch()) {
    if (found < expected.size() && std::regex_match(line, expected[found])) ++found;
  }
  EXPECT_EQ(found, expected.size());
}

// Assembly is to be read: a third of it, at the least, says why.
TEST(Switch, IsExplainedInProse) {
  int lines = 0, prose = 0;
  for (const std::string& line : lines_of_switch()) {
    lines += !line.empty();
    prose += std::regex_search(line, std::regex("^ *//"));
  }
  EXPECT_GE(3 * prose, lines);
}

TEST(FrameTable, AscendsWithoutOverlapUpToTheReturnAddress) {
  const arch_description* arch = arch_describe();
  int end = 0;
  for (int i = 0; i < arch->slot_count; ++i) {
    EXPECT_GE(arch->slots[i].offset, end) << arch->slots[i].name;
    end = arch->slots[i].offset + arch->slots[i].size;
  }
  EXPECT_EQ(end, arch->frame_size);
  EXPECT_STREQ(arch->slots[arch->slot_count - 1].purpose, "return address");
  // Not of stack_alignment: an ABI may keep the return address inside the caller's frame.
  EXPECT_EQ(arch->frame_size % arch->pointer_size, 0);
}

TEST(FrameTable, HoldsEveryWordThatTheProbeKnows) {
  const arch_description* arch = arch_describe();
  for (int word = 0; word < arch_probe_words(); ++word) {
    bool found = false;
    for (int i = 0; i < arch->slot_count; ++i) {
      found |= std::string(arch->slots[i].name) == arch_probe_name(word);
    }
    EXPECT_TRUE(found) << arch_probe_name(word);
  }
}

TEST(Marks, NameTheLinesAndAddressesOfTheBlocksInOrder) {
  const arch_description* arch = arch_describe();
  std::vector<std::string> lines = lines_of_switch();
  std::vector<std::string> names;
  const unsigned char* previous = arch->code;
  for (int i = 0; i < arch->mark_count; ++i) {
    names.push_back(arch->marks[i].name);
    EXPECT_GT(arch->marks[i].address, previous);
    previous = arch->marks[i].address;
    std::string label = arch->marks[i].name;
    for (char& c : label) c = c == ' ' ? '_' : c;
    size_t line = static_cast<size_t>(arch->marks[i].line);
    ASSERT_LT(line, lines.size());
    EXPECT_EQ(lines[line - 2], "MARK(" + label + ")");  // lines count from 1; the block is below
    EXPECT_TRUE(std::regex_search(lines[line - 1], std::regex("^ +[a-z]"))) << lines[line - 1];
  }
  EXPECT_LT(previous, arch->code + arch->code_size);
  EXPECT_EQ(names,
            (std::vector<std::string>{"spill", "call save", "move sp", "call restore", "reload"}));
}

TEST(Probe, OffersADifferentValueForNeighbouringSeedsWithinItsMask) {
  for (int word = 0; word < arch_probe_words(); ++word) {
    for (unsigned seed = 0; seed < 64; ++seed) {
      EXPECT_NE(arch_probe_value(word, seed) & arch_probe_mask(word),
                arch_probe_value(word, seed + 1) & arch_probe_mask(word))
          << arch_probe_name(word) << " seed " << seed;
    }
  }
}

}  // namespace
