#include "tracer/step/operands.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>
#include <vector>

namespace greenlens::step {
namespace {

// A register as its row is called: "%r15" and "$sp" without what marks them, "1" in a place where
// only a register can stand as "r1".
std::string plain(std::string word) {
  std::erase_if(word, [](char c) { return c == '%' || c == '$' || c == '!'; });
  const bool is_number = !word.empty() && std::isdigit(static_cast<unsigned char>(word[0]));
  return is_number ? "r" + word : word;
}

bool is_known(const Cpu& cpu, const std::string& name) {
  return std::any_of(cpu.registers.begin(), cpu.registers.end(),
                     [&](const CpuRegister& one) { return one.name == name; });
}

std::vector<std::string> split(const std::string& text, const char* between) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = text.find_first_not_of(between, at);
    if (begin == text.npos) break;
    const size_t end = std::min(text.find_first_of(between, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

long number_of(const std::string& name) {
  const size_t digit = name.find_first_of("0123456789");
  return digit == name.npos ? 0 : std::strtol(name.c_str() + digit, nullptr, 10);
}

// "r4-r11", "d8-d15": how many that are; 1 of anything else.
size_t count_of(const std::string& word) {
  const size_t dash = word.find('-');
  if (dash == word.npos) return 1;
  const long first = number_of(word.substr(0, dash)), last = number_of(word.substr(dash + 1));
  return last >= first ? static_cast<size_t>(last - first + 1) : 1;
}

size_t bytes_of(const Cpu& cpu, const Access& access, const std::vector<std::string>& named) {
  switch (access.count) {
    case Access::Bytes::fixed:
      return access.bytes;
    case Access::Bytes::each: {
      size_t count = 0;
      for (const std::string& one : named) count += count_of(one);
      return count * access.bytes;
    }
    case Access::Bytes::range: {
      constexpr long kRegisters = 16;
      if (named.size() < 2) return access.bytes;
      const long count = (number_of(named[1]) - number_of(named[0]) + kRegisters) % kRegisters;
      return static_cast<size_t>(count + 1) * access.bytes;
    }
    case Access::Bytes::sized: {
      size_t bytes = 0;
      for (const std::string& one : named) {
        for (const auto& [letter, each] : cpu.register_bytes) bytes += one[0] == letter ? each : 0;
      }
      return bytes;
    }
  }
  return 0;
}

// "8(sp)", "[sp, #-16]": false when the text names no memory. `before` gets what stands before it.
bool read_place(const std::string& text, MemoryOperand* memory, std::string* before) {
  const size_t square = text.find('['), round = text.find('(');
  if (square != text.npos) {
    const size_t end = std::min(text.find(']', square), text.size());
    const auto parts = split(text.substr(square + 1, end - square - 1), ", ");
    if (parts.empty()) return false;
    memory->base = plain(parts[0]);
    if (parts.size() > 1 && parts[1][0] == '#') {
      memory->displacement = std::strtoll(parts[1].c_str() + 1, nullptr, 0);
    } else if (parts.size() > 1) {
      memory->index = plain(parts[1]);
    }
    *before = text.substr(0, square);
    return true;
  }
  if (round == text.npos) return false;
  size_t begin = round;
  while (begin > 0 && text[begin - 1] != ',' && text[begin - 1] != ' ') --begin;
  const size_t end = std::min(text.find(')', round), text.size());
  const auto parts = split(text.substr(round + 1, end - round - 1), ", ");
  if (parts.empty()) return false;
  memory->base = plain(parts.back());
  if (parts.size() > 1) memory->index = plain(parts[0]);
  memory->displacement = std::strtoll(text.substr(begin, round - begin).c_str(), nullptr, 0);
  *before = text.substr(0, begin);
  return true;
}

}  // namespace

void read_operands(const Cpu& cpu, Decoded* instruction) {
  const std::string& text = instruction->text;
  const size_t blank = std::min(text.find(' '), text.size());
  // "str.w": how wide the instruction itself is.
  const std::string mnemonic = text.substr(0, std::min(blank, text.find(".w ")));
  const std::vector<std::string>& calls = cpu.calls;
  if (std::find(calls.begin(), calls.end(), mnemonic) != calls.end()) instruction->calls = true;
  const auto access = std::find_if(cpu.accesses.begin(), cpu.accesses.end(),
                                   [&](const Access& one) { return one.mnemonic == mnemonic; });
  if (access == cpu.accesses.end()) return;
  MemoryOperand memory;
  std::string before;
  const bool has_place = read_place(text.substr(blank), &memory, &before);
  if (!has_place) before = text.substr(blank);
  std::vector<std::string> named = split(before, "{}, ");
  for (std::string& one : named) one = plain(one);
  // "stmia r2!, {r4, r5}": from where the first one points to.
  const bool is_block = !has_place && before.find('{') != before.npos && named.size() > 1;
  if (is_block) {
    memory.base = named.front();
    named.erase(named.begin());
  }
  if (!access->writes) {
    for (const std::string& one : named) {
      if (is_known(cpu, one)) instruction->writes.push_back(one);
    }
  }
  if (!cpu.zero.empty() && memory.base == cpu.zero) memory.base.clear();
  memory.size = bytes_of(cpu, *access, named);
  memory.reads = !access->writes;
  memory.writes = access->writes;
  instruction->memory.clear();
  if (is_block && mnemonic.ends_with("db")) {
    memory.displacement = -static_cast<int64_t>(memory.size);
  }
  if ((has_place || is_block) && memory.size != 0) instruction->memory.push_back(memory);
}

}  // namespace greenlens::step
