#include "tracer/lessons/lines.h"

#include <cstdint>

#include "tracer/facts/shown.h"

namespace greenlens::lessons {
namespace {

// Of the scripts of China, Japan and Korea, with their punctuation.
bool is_wide(uint32_t code) {
  constexpr uint32_t kFirstRadical = 0x2e80;
  return code >= kFirstRadical;
}

uint32_t last_character(std::string_view text) {
  size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
  return facts::first_character(text.substr(at)).code;
}

}  // namespace

std::string tidy_line(std::string_view line) {
  std::string tidy;
  for (const char sign : line) {
    const bool blank = sign == ' ' || sign == '\t' || sign == '\r';
    if (!blank) {
      tidy += sign;
    } else if (!tidy.empty() && tidy.back() != ' ') {
      tidy += ' ';
    }
  }
  if (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
  return tidy;
}

bool joins_closely(std::string_view before, std::string_view behind) {
  return !before.empty() && !behind.empty() && is_wide(last_character(before)) &&
         is_wide(facts::first_character(behind).code);
}

void join_line(std::string_view line, std::string* paragraph) {
  if (line.empty()) return;
  if (!paragraph->empty() && !joins_closely(*paragraph, line)) *paragraph += ' ';
  *paragraph += line;
}

}  // namespace greenlens::lessons
