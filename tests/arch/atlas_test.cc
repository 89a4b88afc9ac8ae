// The atlas of every machine says of this CPU what the CPU says itself, and has the very code that
// was compiled here.
#include "tests/arch/atlas.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "arch/arch.h"

namespace {

struct Line {
  size_t offset = 0;
  std::vector<std::string> bytes;
  int line = 0;
  std::string mark, text;
};

struct Atlas {
  std::string description;  // as atlas_describe() writes it
  std::vector<Line> code;
};

Line code_line(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '\t') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  parts.resize(6);
  Line line{std::stoul(parts[1]), {}, std::stoi(parts[3]), parts[4], parts[5]};
  std::istringstream bytes(parts[2]);
  for (std::string byte; bytes >> byte;) line.bytes.push_back(byte);
  return line;
}

Atlas atlas() {
  const std::filesystem::path source(std::string(GREENLENS_SOURCE_DIR "/") +
                                     arch_describe()->switch_source);
  std::ifstream file(source.parent_path() / "atlas.txt");
  Atlas read;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("code\t")) {
      read.code.push_back(code_line(line));
    } else if (!line.starts_with('#')) {
      read.description += line + '\n';
    }
  }
  return read;
}

// The words of `code` between two marks, the first one's own among them.
std::string words_between(const Atlas& atlas, const std::string& from, const std::string& to) {
  std::string words;
  bool within = false;
  for (const Line& line : atlas.code) {
    within = line.mark == from || (within && line.mark != to);
    if (within) words += line.text + '\n';
  }
  return words;
}

TEST(Atlas, SaysOfThisCpuWhatItSaysItself) {
  char* text = nullptr;
  size_t size = 0;
  FILE* to = open_memstream(&text, &size);
  ASSERT_NE(to, nullptr);
  atlas_describe(to);
  std::fclose(to);
  EXPECT_EQ(atlas().description, std::string(text, size))
      << "arch/<cpu>/atlas.txt has to be made anew: tests/arch/atlas.cmake says how";
  std::free(text);
}

TEST(Atlas, HasTheBytesThatWereCompiledHere) {
  const arch_description* arch = arch_describe();
  size_t at = 0, of_the_linker = 0;
  for (const Line& line : atlas().code) {
    ASSERT_EQ(line.offset, at) << line.text;
    size_t known = 0;
    for (const std::string& byte : line.bytes) {
      ASSERT_LT(at, arch->code_size);
      if (byte == "..") {
        ++of_the_linker;
      } else {
        EXPECT_EQ(std::stoi(byte, nullptr, 16), arch->code[at])
            << "byte " << at << ", " << line.text;
        ++known;
      }
      ++at;
    }
    EXPECT_TRUE(known == line.bytes.size() || known >= 2) << line.text << " could be anything";
    EXPECT_FALSE(line.text.empty());
  }
  EXPECT_EQ(at, arch->code_size);
  EXPECT_EQ(of_the_linker % 4, 0u);
  EXPECT_LE(of_the_linker, arch->code_size / 16);
}

TEST(Atlas, MarksTheBlocksWhereTheyBegin) {
  const arch_description* arch = arch_describe();
  int marks = 0, line_before = 0;
  for (const Line& line : atlas().code) {
    EXPECT_GT(line.line, line_before) << line.text;
    line_before = line.line;
    if (line.mark.empty()) continue;
    ASSERT_LT(marks, arch->mark_count);
    const arch_mark& mark = arch->marks[marks++];
    EXPECT_EQ(line.mark, mark.name);
    EXPECT_EQ(line.offset, static_cast<size_t>(mark.address - arch->code));
    EXPECT_EQ(line.line, mark.line);
  }
  EXPECT_EQ(marks, arch->mark_count);
}

// What is said of registers is seen in the code.
TEST(Atlas, ItsConventionsAreThoseOfTheCode) {
  const arch_conventions& conventions = arch_describe()->conventions;
  const Atlas all = atlas();
  const auto has = [](const std::string& words, const std::string& name) {
    return words.find(name) != words.npos;
  };
  const std::string spill = words_between(all, "spill", "call save");
  const std::string move = words_between(all, "move sp", "call restore");
  const std::string hooks = move + words_between(all, "call restore", "reload");
  EXPECT_PRED2(has, move.substr(0, move.find('\n')), conventions.stack_pointer);
  if (conventions.link_register != nullptr) {
    EXPECT_PRED2(has, spill, conventions.link_register);
  }
  std::istringstream arguments(conventions.arguments != nullptr ? conventions.arguments : "");
  for (std::string name; std::getline(arguments >> std::ws, name, ',');) {
    EXPECT_PRED2(has, hooks, name);
  }
  if (conventions.own_address != nullptr) {
    EXPECT_PRED2(has, hooks, conventions.own_address);
  }
  if (conventions.signs_return != nullptr) {
    EXPECT_EQ(all.code.front().text, conventions.signs_return);
  }
  if (conventions.below_frame != 0) {
    EXPECT_PRED2(has, hooks, std::to_string(conventions.below_frame));
  }
}

// Each name that sorts slots sorts some, so that none is a slip of the pen.
TEST(Atlas, EveryKindThatIsNamedHasItsSlots) {
  const arch_conventions& conventions = arch_describe()->conventions;
  const std::string description = atlas().description;
  const auto has = [&](const std::string& kind) {
    return description.find('\t' + kind + '\t') != description.npos;
  };
  EXPECT_TRUE(has("return"));
  EXPECT_TRUE(has("general"));
  EXPECT_EQ(has("floating"), conventions.floating != nullptr);
  EXPECT_EQ(has("vector"), conventions.vectors != nullptr);
  std::istringstream control(conventions.control);
  for (std::string name; std::getline(control >> std::ws, name, ',');) {
    EXPECT_NE(description.find("\tcontrol\t" + name + '\t'), description.npos) << name;
  }
  if (conventions.data_register != nullptr) {
    EXPECT_NE(description.find("\tgeneral\t" + std::string(conventions.data_register) + '\t'),
              description.npos);
  }
}

}  // namespace
