#include "tracer/cpus/cpu.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace greenlens::cpus {
namespace {

bool is_digit(unsigned char c) { return std::isdigit(c) != 0; }

// A register's name as letters and a number; the name and -1 where it does not end with one.
std::pair<std::string, int> parted(const std::string& name) {
  const auto first = std::find_if(name.begin(), name.end(), is_digit);
  if (first == name.end() || !std::all_of(first, name.end(), is_digit)) return {name, -1};
  return {std::string(name.begin(), first), std::stoi(std::string(first, name.end()))};
}

using Parts = std::vector<std::string_view>;

Parts split(std::string_view line) {
  Parts parts;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find('\t', begin), line.size());
    parts.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// False when it is no number, or has something behind it.
template <typename T>
bool read_number(std::string_view text, T* number) {
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return wrong == std::errc() && end == text.data() + text.size();
}

bool read_kind(std::string_view text, Kind* kind) {
  for (const Kind one : kKinds) {
    if (text != name_of(one)) continue;
    *kind = one;
    return true;
  }
  return false;
}

bool read_slot(const Parts& parts, Cpu* cpu) {
  Slot slot;
  if (parts.size() != 6 || !read_number(parts[1], &slot.offset) ||
      !read_number(parts[2], &slot.size) || !read_kind(parts[3], &slot.kind)) {
    return false;
  }
  slot.name = parts[4];
  slot.purpose = parts[5];
  cpu->slots.push_back(slot);
  return true;
}

bool read_instruction(const Parts& parts, Cpu* cpu) {
  Instruction one;
  if (parts.size() != 6 || !read_number(parts[1], &one.offset) ||
      !read_number(parts[3], &one.line) || one.offset != code_size(*cpu)) {
    return false;
  }
  one.bytes = parts[2];
  one.size = static_cast<uint32_t>((one.bytes.size() + 1) / 3);  // two digits and a blank each
  one.mark = parts[4];
  one.text = parts[5];
  cpu->code.push_back(one);
  return one.size > 0;
}

bool read_field(std::string_view name, std::string_view value, Cpu* cpu) {
  Conventions& conventions = cpu->conventions;
  const std::pair<std::string_view, std::string*> texts[] = {
      {"name", &cpu->name},
      {"abi", &cpu->abi},
      {"source", &cpu->source},
      {"stack_pointer", &conventions.stack_pointer},
      {"link_register", &conventions.link_register},
      {"arguments", &conventions.arguments},
      {"callers_area", &conventions.callers_area},
      {"own_address", &conventions.own_address},
      {"data_register", &conventions.data_register},
      {"signs_return", &conventions.signs_return}};
  for (const auto& [known, text] : texts) {
    if (known != name) continue;
    *text = value;
    return true;
  }
  const std::pair<std::string_view, int*> numbers[] = {{"pointer_size", &cpu->pointer_size},
                                                       {"stack_alignment", &cpu->stack_alignment},
                                                       {"frame_size", &cpu->frame_size},
                                                       {"red_zone", &conventions.red_zone},
                                                       {"below_frame", &conventions.below_frame}};
  for (const auto& [known, number] : numbers) {
    if (known == name) return read_number(value, number);
  }
  const std::pair<std::string_view, bool*> flags[] = {
      {"byte_order", &cpu->big_endian},
      {"back_chain", &conventions.back_chain},
      {"executes_behind_branches", &conventions.executes_behind_branches}};
  for (const auto& [known, flag] : flags) {
    if (known != name) continue;
    *flag = value == "1" || value == "big";
    return *flag || value == "little";
  }
  return false;
}

bool read_line(std::string_view line, Cpu* cpu) {
  if (line.empty() || line.front() == '#') return true;
  const Parts parts = split(line);
  if (parts[0] == "slot") return read_slot(parts, cpu);
  if (parts[0] == "code") return read_instruction(parts, cpu);
  return parts.size() == 2 && read_field(parts[0], parts[1], cpu);
}

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::general:
      return "general";
    case Kind::floating:
      return "floating";
    case Kind::vector:
      return "vector";
    case Kind::control:
      return "control";
    case Kind::return_address:
      return "return";
  }
  return "";
}

Cpu read_cpu(std::string_view id, std::string_view text, std::string* error) {
  Cpu cpu;
  cpu.id = id;
  bool said = error == nullptr;
  for (size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (read_line(line, &cpu) || said) continue;
    said = true;
    *error = "line " + std::to_string(number) + " is none of an atlas: " + std::string(line);
  }
  return cpu;
}

uint32_t code_size(const Cpu& cpu) {
  return cpu.code.empty() ? 0 : cpu.code.back().offset + cpu.code.back().size;
}

const Instruction& move_of_sp(const Cpu& cpu) {
  static const Instruction none;
  const auto found = std::find_if(cpu.code.begin(), cpu.code.end(),
                                  [](const Instruction& one) { return one.mark == "move sp"; });
  return found != cpu.code.end() ? *found : none;
}

int count(const Cpu& cpu, Kind kind) {
  return static_cast<int>(std::count_if(cpu.slots.begin(), cpu.slots.end(),
                                        [&](const Slot& slot) { return slot.kind == kind; }));
}

std::string names(const Cpu& cpu, Kind kind) {
  std::vector<std::pair<std::string, int>> parts;
  for (const Slot& slot : cpu.slots) {
    if (slot.kind == kind) parts.push_back(parted(slot.name));
  }
  std::sort(parts.begin(), parts.end());
  std::string list;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto& [letters, number] = parts[i];
    list += (list.empty() ? "" : ", ") + letters + (number < 0 ? "" : std::to_string(number));
    size_t last = i;
    while (number >= 0 && last + 1 < parts.size() && parts[last + 1].first == letters &&
           parts[last + 1].second == parts[last].second + 1) {
      ++last;
    }
    if (last == i) continue;
    list += (last == i + 1 ? ", " : "–") + letters + std::to_string(parts[last].second);
    i = last;
  }
  return list;
}

}  // namespace greenlens::cpus
