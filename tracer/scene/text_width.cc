// Advance widths of Inter and Inter Bold 4.0 as in their hmtx tables, without kerning, so that a
// text is never wider than said here. JetBrains Mono is 0.6 em for every letter.
//
// ASCII, which nearly all texts consist of, is a plain array. Behind it stand the signs of the
// catalogue of words (assets/messages) and some that programs like to print.
#include "tracer/scene/text_width.h"

#include <algorithm>
#include <cstddef>

#include "tracer/facts/shown.h"

namespace greenlens::scene {
namespace {

constexpr int kUnitsPerEm = 2816;

// From U+0020 to U+007E.
constexpr int kRegular[] = {
    792,  784,  1136, 1776, 1796, 2288, 1800, 624,  1020, 1020, 1408, 1856, 788,  1296, 776,  1004,
    1760, 1308, 1704, 1792, 1808, 1712, 1756, 1608, 1736, 1756, 776,  788,  1856, 1856, 1856, 1428,
    2636, 1904, 1832, 2048, 2024, 1684, 1652, 2092, 2084, 744,  1528, 1836, 1584, 2504, 2120, 2144,
    1788, 2144, 1800, 1796, 1808, 2088, 1904, 2672, 1808, 1872, 1760, 1020, 1004, 1020, 1320, 1272,
    1400, 1588, 1748, 1572, 1748, 1640, 1016, 1716, 1664, 668,  668,  1532, 668,  2448, 1648, 1680,
    1716, 1716, 1048, 1472, 1024, 1636, 1568, 2288, 1520, 1568, 1524, 1020, 920,  1020, 1856,
};
constexpr int kBold[] = {
    653,  914,  1105, 1829, 1844, 2420, 1898, 588,  1152, 1152, 1590, 1914, 853,  1320, 838,  1098,
    1938, 1378, 1774, 1857, 1909, 1815, 1859, 1675, 1861, 1859, 838,  853,  1914, 1914, 1914, 1584,
    2902, 2106, 1861, 2118, 2048, 1725, 1647, 2142, 2101, 790,  1605, 1942, 1598, 2576, 2070, 2202,
    1824, 2204, 1848, 1844, 1882, 2054, 2106, 2917, 2012, 2040, 1878, 1152, 1098, 1152, 1373, 1342,
    1400, 1634, 1789, 1654, 1789, 1683, 1086, 1783, 1758, 766,  766,  1638, 766,  2568, 1751, 1728,
    1781, 1781, 1151, 1582, 1094, 1751, 1650, 2394, 1616, 1650, 1610, 1152, 1052, 1152, 1914,
};
static_assert(sizeof(kRegular) == sizeof(kBold) && sizeof(kBold) / sizeof(int) == 95);

struct Special {
  unsigned code;
  int regular, bold;
};
constexpr Special kSpecial[] = {
    {0x00b7, 776, 838},    // ·
    {0x2013, 1408, 1408},  // –
    {0x2014, 2816, 2816},  // —
    {0x2026, 2312, 2250},  // …
    {0x2192, 2688, 2688},  // →
    {0x2190, 2688, 2688},  // ←
    {0x2193, 2688, 2688},  // ↓
    {0x2191, 2688, 2688},  // ↑
    {0x2019, 520, 642},    // ’
    {0x2018, 560, 682},    // ‘
    {0x201c, 1072, 1187},  // “
    {0x201d, 1072, 1185},  // ”
    {0x00d7, 1856, 1914},  // ×
    {0x25cf, 2576, 2576},  // ●
    {0x25cb, 2576, 2576},  // ○
    {0x2717, 2480, 2480},  // ✗
    {0x2016, 1008, 1421},  // ‖
    {0x2022, 1584, 1306},  // •
    {0x2212, 1856, 1914},  // −
    {0x25c0, 2576, 2691},  // ◀
    {0x25b6, 2576, 2691},  // ▶
    {0x00e9, 1640, 1683},  // é
};

// The code point at `at`, which moves behind it. Bytes that are not UTF-8 count one by one: names
// and printed lines are the traced program's, and may hold anything.
unsigned next_code_point(const std::string& text, size_t* at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte((*at)++);
  const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  unsigned code = more == 3   ? first & 0x07
                  : more == 2 ? first & 0x0f
                  : more == 1 ? first & 0x1f
                              : first;
  for (int i = 0; i < more && *at < text.size() && (byte(*at) & 0xc0) == 0x80; ++i) {
    code = code << 6 | (byte((*at)++) & 0x3f);
  }
  return code;
}

// Hangul, kana, Han, full-width forms: one em. Some narrower scripts lie in between and count as
// wide too; U+2000 to U+2E7F, punctuation, arrows and signs, do not.
bool is_wide(unsigned code) { return code >= 0x1100 && (code < 0x2000 || code >= 0x2e80); }

// The window writes them as \x1b (gui/fonts.h), which is wider than they are elsewhere.
bool is_picture_of_control(unsigned code) { return code >= 0x2400 && code <= 0x2421; }

float ems(unsigned code, Face face) {
  if (is_picture_of_control(code)) return 2.4f;
  if (is_wide(code)) return 1;
  if (face == Face::mono) return 0.6f;
  const bool bold = face == Face::bold;
  if (code >= 0x20 && code <= 0x7e) {
    return static_cast<float>((bold ? kBold : kRegular)[code - 0x20]) / kUnitsPerEm;
  }
  for (const Special& special : kSpecial) {
    if (special.code == code) {
      return static_cast<float>(bold ? special.bold : special.regular) / kUnitsPerEm;
    }
  }
  return 0.7f;  // other letters: about as wide as a capital
}

}  // namespace

float text_width(const std::string& text, float size, Face face) {
  // What is longer is cut before it is shown, and is wider than any picture already.
  const size_t end = std::min(text.size(), facts::kMostShown);
  float width = 0;
  for (size_t at = 0; at < end;) width += ems(next_code_point(text, &at), face);
  return width * size;
}

Box letters(const Text& text) {
  const float width = text_width(text.text, text.size, text.face);
  float x = text.at.x;
  if (text.align == Align::center) x -= width / 2;
  if (text.align == Align::right) x -= width;
  return {x, text.at.y - text.size * 0.73f, width, text.size * 0.9f};
}

size_t bytes_that_fit(const std::string& text, const std::string& behind, float size, Face face,
                      float width) {
  const float last = text_width(behind, 1, face);
  float ems_so_far = 0;
  size_t fitting = 0;
  for (size_t at = 0; at < text.size(); fitting = at) {
    ems_so_far += ems(next_code_point(text, &at), face);
    if ((ems_so_far + last) * size > width) return fitting;
  }
  return fitting;
}

}  // namespace greenlens::scene
