#include "tracer/words/columns.h"

#include <algorithm>

namespace greenlens::words {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

}  // namespace

size_t characters_in(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string fitted(const std::string& text, size_t columns) {
  const size_t size = characters_in(text);
  if (size <= columns) return text + std::string(columns - size, ' ');
  if (columns == 0) return "";
  size_t kept = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i]) && ++kept == columns) return text.substr(0, i) + "…";
  }
  return text;
}

std::string wrapped(const std::string& text, size_t columns) {
  std::string result, line;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    if (!line.empty() && characters_in(line) + 1 + characters_in(word) > columns) {
      result += line + '\n';
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    begin = end + 1;
  }
  return line.empty() ? result : result + line + '\n';
}

std::string table(const std::vector<TableRow>& rows, const std::vector<size_t>& left) {
  std::vector<size_t> widths(rows.front().size());
  for (const TableRow& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], characters_in(row[i]));
    }
  }
  std::string text;
  for (const TableRow& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - characters_in(row[i]), ' ');
      const bool from_left = i == 0 || std::find(left.begin(), left.end(), i) != left.end();
      line += (i > 0 ? "  " : "") + (from_left ? row[i] + blanks : blanks + row[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace greenlens::words
