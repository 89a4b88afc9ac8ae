#include "tracer/words/line_breaks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tracer/facts/shown.h"

namespace greenlens::words {
namespace {

constexpr std::array<std::pair<uint32_t, uint32_t>, 13> kWide = {{{0x1100, 0x115f},
                                                                  {0x2e80, 0x303e},
                                                                  {0x3041, 0x33ff},
                                                                  {0x3400, 0x4dbf},
                                                                  {0x4e00, 0x9fff},
                                                                  {0xa000, 0xa4cf},
                                                                  {0xac00, 0xd7a3},
                                                                  {0xf900, 0xfaff},
                                                                  {0xfe30, 0xfe6f},
                                                                  {0xff00, 0xff60},
                                                                  {0xffe0, 0xffe6},
                                                                  {0x1f300, 0x1faff},
                                                                  {0x20000, 0x3fffd}}};

constexpr std::u32string_view kNeverFirst = U"，。、：；！？）」』】》〉”’…—·％,.:;!?)]}%";
constexpr std::u32string_view kNeverLast = U"（「『【《〈“‘([{";

// A byte that is no UTF-8 is a character of its own.
facts::Character next(std::string_view text) {
  const facts::Character first = facts::first_character(text);
  return first.bytes != 0 ? first : facts::Character{0xfffd, 1};
}

void add_word(std::string_view word, bool behind_blank, std::vector<Piece>* pieces) {
  size_t begin = 0;
  for (size_t at = 0; at < word.size();) {
    const facts::Character now = next(word.substr(at));
    at += now.bytes;
    if (at < word.size() && may_break_between(now.code, next(word.substr(at)).code)) {
      pieces->push_back({word.substr(begin, at - begin), behind_blank && begin == 0});
      begin = at;
    }
  }
  pieces->push_back({word.substr(begin), behind_blank && begin == 0});
}

}  // namespace

bool is_wide(uint32_t code) {
  return std::any_of(kWide.begin(), kWide.end(), [&](const auto& range) {
    return code >= range.first && code <= range.second;
  });
}

bool has_wide(std::string_view text) {
  while (!text.empty()) {
    const facts::Character first = next(text);
    if (is_wide(first.code)) return true;
    text.remove_prefix(first.bytes);
  }
  return false;
}

bool may_break_between(uint32_t before, uint32_t after) {
  return (is_wide(before) || is_wide(after)) && kNeverFirst.find(after) == kNeverFirst.npos &&
         kNeverLast.find(before) == kNeverLast.npos;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(' ', begin), text.size());
    add_word(text.substr(begin, end - begin), begin > 0, &pieces);
    begin = end + 1;
  }
  return pieces;
}

}  // namespace greenlens::words
