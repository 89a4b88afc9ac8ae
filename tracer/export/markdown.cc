#include "tracer/export/markdown.h"

#include <algorithm>
#include <cctype>

#include "tracer/facts/shown.h"

namespace greenlens::exports::md {

std::string plain(std::string_view text) {
  const auto is_word = [&](size_t i) {
    return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0);
  };
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool in_name = text[i] == '_' && i > 0 && is_word(i - 1) && is_word(i + 1);
    const bool marks = std::string_view("\\`*_{}[]<>#|~&$!").find(text[i]) != text.npos;
    if (marks && !in_name) escaped += '\\';
    escaped += text[i];
  }
  return escaped;
}

std::string as_own_line(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return "";
  std::string escaped = plain(text.substr(first));
  const size_t digits = escaped.find_first_not_of("0123456789");
  const bool is_sign = escaped[0] == '-' || escaped[0] == '+' || escaped[0] == '=';
  const bool is_number =
      digits > 0 && digits != escaped.npos && (escaped[digits] == '.' || escaped[digits] == ')');
  if (is_sign || is_number) escaped.insert(is_sign ? 0 : digits, 1, '\\');
  return escaped;
}

std::string block(const std::string& lines, const char* language) {
  size_t longest = 0, here = 0;
  for (const char c : lines) {
    here = c == '`' ? here + 1 : 0;
    longest = std::max(longest, here);
  }
  const std::string fence(std::max<size_t>(3, longest + 1), '`');
  const char* end = lines.empty() || lines.back() == '\n' ? "" : "\n";
  return '\n' + fence + language + '\n' + lines + end + fence + '\n';
}

std::string source_line(const store::TraceInfo& info, const facts::SourceLine& at) {
  for (const store::SourceText& source : info.sources) {
    if (source.file != at.file) continue;
    std::string_view rest = source.text;
    for (uint32_t n = 1; n < at.line; ++n) {
      const size_t end = rest.find('\n');
      if (end == std::string_view::npos) return "";
      rest.remove_prefix(end + 1);
    }
    std::string line;
    for (const char c : rest.substr(0, rest.find('\n'))) {
      line += c == '\t' ? std::string(4, ' ') : std::string(1, c);
    }
    return facts::shown(line);
  }
  return "";
}

}  // namespace greenlens::exports::md
