#include "tracer/words/code_source.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

namespace greenlens::words {
namespace {

constexpr size_t kMostComment = 600;     // bytes
constexpr size_t kMostSource = 1 << 20;  // bytes: a longer one is looked through for nobody
constexpr size_t kMostAbove = 24;        // lines that are looked at

std::string_view line_without_indent(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// From 1; empty beyond the last one.
std::string_view line_at(const std::vector<std::string_view>& lines, size_t number) {
  return number >= 1 && number <= lines.size() ? lines[number - 1] : std::string_view{};
}

// The first so many lines.
std::vector<std::string_view> lines_up_to(std::string_view source, size_t count) {
  std::vector<std::string_view> lines;
  for (size_t begin = 0; begin < source.size() && lines.size() < count;) {
    const size_t end = std::min(source.find('\n', begin), source.size());
    lines.push_back(source.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// What a line that is nothing but a comment says. "# x" is one in assembly only: `#x` is not.
bool is_comment(std::string_view line, std::string_view* says) {
  line = line_without_indent(line);
  for (const std::string_view sign : {"///", "//", "/*", "*/", "* ", "# ", "; ", "@ "}) {
    if (!line.starts_with(sign)) continue;
    line.remove_prefix(sign.size());
    if (line.ends_with("*/")) line.remove_suffix(2);
    *says = line_without_indent(line);
    return true;
  }
  *says = {};
  return line == "//" || line == "*" || line == "#";
}

// What is said behind the code of a line.
std::string_view comment_behind(std::string_view line) {
  for (const std::string_view sign : {"//", "/*", " # ", "\t# ", " ; ", " @ "}) {
    const size_t at = line.find(sign);
    if (at == line.npos || line_without_indent(line.substr(0, at)).empty()) continue;
    std::string_view says = line_without_indent(line.substr(at + sign.size()));
    if (says.ends_with("*/")) says.remove_suffix(2);
    return line_without_indent(says);
  }
  return {};
}

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Half of a register, by its first letter: eax is in rax, w19 in x19.
constexpr std::pair<char, char> kHalves[] = {{'e', 'r'}, {'w', 'x'}};

bool is_part(std::string_view part, std::string_view name) {
  if (part == name) return true;
  if (part.empty() || name.size() < 2) return false;
  for (const auto& [half, whole] : kHalves) {
    if (part[0] == half && name[0] == whole && part.substr(1) == name.substr(1)) return true;
  }
  if (name[0] != 'r') return false;
  // Of rax: ax, al; of rbp: bp, bpl; of r8: r8d, r8w, r8b.
  const std::string_view two = name.substr(1);
  if (part == two) return !std::isdigit(static_cast<unsigned char>(part[0]));
  if (two.size() == 2 && two[1] == 'x' && part.size() == 2 && part[0] == two[0]) {
    return part[1] == 'l' || part[1] == 'h';
  }
  const bool numbered = std::isdigit(static_cast<unsigned char>(two[0])) != 0;
  const std::string_view whole = numbered ? name : two;
  if (part.size() != whole.size() + 1 || !part.starts_with(whole)) return false;
  const char last = part.back();
  return numbered ? last == 'd' || last == 'w' || last == 'b' : last == 'l';
}

}  // namespace

const store::CodeLine* line_of_instruction(const store::TraceInfo& info, uint64_t offset) {
  const auto found = std::lower_bound(
      info.code_lines.begin(), info.code_lines.end(), offset,
      [](const store::CodeLine& one, uint64_t wanted) { return one.offset < wanted; });
  if (found == info.code_lines.end() || found->offset != offset) return nullptr;
  if (found->source >= info.sources.size()) return nullptr;
  return info.sources[found->source].text.empty() ? nullptr : &*found;
}

std::string comment_on(std::string_view source, uint32_t line) {
  if (source.size() > kMostSource) return "";
  const std::vector<std::string_view> lines = lines_up_to(source, line);
  std::string_view says;
  says = comment_behind(line_at(lines, line));
  if (!says.empty()) return std::string(says.substr(0, kMostComment));
  size_t last = line;
  while (last > 1 && line - last < kMostAbove) {
    --last;
    const std::string_view above = line_at(lines, last);
    if (line_without_indent(above).empty()) return "";
    if (is_comment(above, &says)) break;
  }
  std::string text;
  for (size_t at = last; at >= 1 && is_comment(line_at(lines, at), &says); --at) {
    if (says.empty()) continue;
    std::string joined(says);
    if (!text.empty()) joined.append(" ").append(text);
    text = std::move(joined);
    if (text.size() > kMostComment) break;
  }
  return text;
}

namespace {

bool names_register(std::string_view instruction, std::string_view name) {
  for (size_t begin = 0; begin < instruction.size();) {
    if (!is_letter(instruction[begin])) {
      ++begin;
      continue;
    }
    size_t end = begin;
    while (end < instruction.size() && is_letter(instruction[end])) ++end;
    if (is_part(instruction.substr(begin, end - begin), name)) return true;
    begin = end;
  }
  return false;
}

bool has_register(const std::vector<std::string>& used, std::string_view name) {
  return std::any_of(used.begin(), used.end(),
                     [&](const std::string& one) { return is_part(one, name); });
}

}  // namespace

const store::CodeUse* use_of_instruction(const store::TraceInfo& info, uint64_t offset) {
  const auto found = std::lower_bound(
      info.code_uses.begin(), info.code_uses.end(), offset,
      [](const store::CodeUse& one, uint64_t wanted) { return one.offset < wanted; });
  return found != info.code_uses.end() && found->offset == offset ? &*found : nullptr;
}

RegisterUse register_use(const store::CodeUse* known, std::string_view instruction,
                         std::string_view name) {
  if (known == nullptr) return {false, false, names_register(instruction, name)};
  return {has_register(known->reads, name), has_register(known->writes, name), false};
}

}  // namespace greenlens::words
