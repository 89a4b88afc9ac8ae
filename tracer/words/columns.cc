#include "tracer/words/columns.h"

#include <algorithm>
#include <string_view>

#include "tracer/facts/shown.h"
#include "tracer/words/line_breaks.h"

namespace greenlens::words {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

}  // namespace

size_t characters_in(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

size_t columns_in(const std::string& text) {
  size_t columns = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const facts::Character first = facts::first_character(rest);
    columns += is_wide(first.code) ? 2 : 1;
    rest.remove_prefix(std::max<size_t>(first.bytes, 1));
  }
  return columns;
}

std::string fitted(const std::string& text, size_t columns) {
  const size_t size = columns_in(text);
  if (size <= columns) return text + std::string(columns - size, ' ');
  if (columns == 0) return "";
  size_t kept = 0;
  for (size_t at = 0; at < text.size();) {
    const facts::Character first = facts::first_character(std::string_view(text).substr(at));
    const size_t more = is_wide(first.code) ? 2 : 1;
    // Where a wide one would be cut in two a blank stands behind the ellipsis.
    if (kept + more > columns - 1) return fitted(text.substr(0, at) + "…", columns);
    kept += more;
    at += std::max<size_t>(first.bytes, 1);
  }
  return text;
}

std::string wrapped(const std::string& text, size_t columns) {
  std::string result, line;
  size_t size = 0;
  for (const Piece& piece : pieces_of(text)) {
    const size_t blank = piece.behind_blank && !line.empty() ? 1 : 0;
    const std::string word(piece.text);
    const size_t more = columns_in(word);
    if (!line.empty() && size + blank + more > columns) {
      result += line + '\n';
      line = word;
      size = more;
      continue;
    }
    line += (blank != 0 ? " " : "") + word;
    size += blank + more;
  }
  return line.empty() ? result : result + line + '\n';
}

std::string table(const std::vector<TableRow>& rows, const std::vector<size_t>& left) {
  std::vector<size_t> widths(rows.front().size());
  for (const TableRow& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], columns_in(row[i]));
    }
  }
  std::string text;
  for (const TableRow& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - columns_in(row[i]), ' ');
      const bool from_left = i == 0 || std::find(left.begin(), left.end(), i) != left.end();
      line += (i > 0 ? "  " : "") + (from_left ? row[i] + blanks : blanks + row[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace greenlens::words
