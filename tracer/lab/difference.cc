#include "tracer/lab/difference.h"

#include <algorithm>

namespace greenlens::lab {
namespace {

constexpr std::string_view kBlank = " \t\r";

// Without comments and space around it; empty: nothing for a compiler.
std::string code_of(const std::string& line) {
  std::string code = line.substr(0, line.find("//"));
  const size_t from = code.find_first_not_of(kBlank);
  if (from == code.npos) return "";
  return code.substr(from, code.find_last_not_of(kBlank) - from + 1);
}

// Of assembly: no directive, label, or line of the preprocessor's.
bool is_instruction(const std::string& line) {
  const std::string code = code_of(line);
  const bool none = code.empty() || code[0] == '.' || code[0] == '#' || code.ends_with(':');
  return !none && code.find('(') != 0 && !code.starts_with("MARK(");
}

struct Numbered {
  int number = 0;
  std::string line, code;
};

std::vector<Numbered> numbered(std::string_view text) {
  std::vector<Numbered> all;
  int number = 0;
  for (std::string& line : lines_of(text)) {
    std::string code = code_of(line);
    ++number;
    if (!code.empty()) all.push_back({number, std::move(line), std::move(code)});
  }
  return all;
}

// How many lines two tails have in common, for each pair of tails.
class Common {
 public:
  Common(const std::vector<Numbered>& a, const std::vector<Numbered>& b)
      : width_(b.size() + 1), counts_((a.size() + 1) * width_) {
    for (size_t i = a.size(); i-- > 0;) {
      for (size_t k = b.size(); k-- > 0;) {
        counts_[i * width_ + k] =
            a[i].code == b[k].code ? of(i + 1, k + 1) + 1 : std::max(of(i + 1, k), of(i, k + 1));
      }
    }
  }
  uint32_t of(size_t i, size_t k) const { return counts_[i * width_ + k]; }

 private:
  size_t width_;
  std::vector<uint32_t> counts_;
};

// What is too long to be compared line by line is different as a whole.
constexpr size_t kMostLines = 4000;

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<Difference> differences(const std::string& file, std::string_view right,
                                    std::string_view other) {
  const std::vector<Numbered> a = numbered(right), b = numbered(other);
  std::vector<Difference> found;
  if (a.size() > kMostLines || b.size() > kMostLines) return found;
  const Common common(a, b);
  for (size_t i = 0, k = 0; i < a.size() || k < b.size();) {
    if (i < a.size() && k < b.size() && a[i].code == b[k].code) {
      ++i, ++k;
      continue;
    }
    const bool goes = i < a.size() && (k == b.size() || common.of(i + 1, k) >= common.of(i, k + 1));
    const int stands_at = k < b.size() ? b[k].number : b.empty() ? 1 : b.back().number;
    if (goes) {
      found.push_back({file, '-', a[i].number, stands_at, a[i].line});
      ++i;
    } else {
      found.push_back({file, '+', b[k].number, b[k].number, b[k].line});
      ++k;
    }
  }
  return found;
}

std::optional<uint64_t> instruction_at(int line, std::string_view source,
                                       const store::ArchInfo& arch) {
  // A mark is the line that its block begins with.
  const store::Instruction* mark = nullptr;
  for (const store::Instruction& one : arch.code) {
    const auto at = static_cast<int>(one.source_line);
    if (at != 0 && at <= line) mark = &one;
  }
  if (arch.code.empty()) return std::nullopt;
  if (mark == nullptr) return arch.code.front().offset;
  const std::vector<std::string> lines = lines_of(source);
  size_t before = 0;  // instructions between the two
  for (int n = static_cast<int>(mark->source_line); n < line; ++n) {
    const auto i = static_cast<size_t>(n - 1);
    if (i < lines.size() && is_instruction(lines[i])) ++before;
  }
  const auto index = static_cast<size_t>(mark - arch.code.data()) + before;
  if (index >= arch.code.size()) return std::nullopt;
  return arch.code[index].offset;
}

}  // namespace greenlens::lab
