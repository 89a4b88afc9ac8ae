#include "tracer/facts/shown.h"

#include <fmt/format.h>

#include <algorithm>

namespace greenlens::facts {
namespace {

enum class Feeds { are_shown, stay };  // line feeds and tabs

// Room for the ellipsis and the size, so that what was cut once is not cut again.
constexpr size_t kRoomForSize = 48;
constexpr size_t kMostBeforeSize = kMostShown - kRoomForSize;

constexpr uint32_t kDelete = 0x7f;
constexpr uint32_t kPictures = 0x2400;  // U+2400 is that of NUL
constexpr uint32_t kPictureOfDelete = 0x2421;

bool is_plain(char c) { return c >= ' ' && static_cast<unsigned char>(c) < kDelete; }

// Of anything longer or with other characters it depends.
bool is_shown_as_it_is(std::string_view text) {
  if (text.size() > kMostShown) return false;
  for (const char c : text) {
    if (!is_plain(c)) return false;
  }
  return true;
}

std::string_view plain_front(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_plain);
  return text.substr(0, static_cast<size_t>(end - text.begin()));
}

void put_picture(std::string* out, uint32_t picture) {
  *out += static_cast<char>(0xe0 | picture >> 12);
  *out += static_cast<char>(0x80 | (picture >> 6 & 0x3f));
  *out += static_cast<char>(0x80 | (picture & 0x3f));
}

void put_byte(std::string* out, char byte) {
  *out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
}

// Puts the character at the front, as it is shown; returns how many bytes it had.
size_t put_first(std::string* out, std::string_view text, Feeds feeds) {
  const Character first = first_character(text);
  if (first.bytes == 0) {
    put_byte(out, text[0]);
    return 1;
  }
  const bool feed = first.code == '\n' || first.code == '\t';
  if (first.code < ' ' && !(feed && feeds == Feeds::stay)) {
    put_picture(out, kPictures + first.code);
  } else if (first.code == kDelete) {
    put_picture(out, kPictureOfDelete);
  } else if (acts_unseen(first.code)) {
    *out += fmt::format("\\u{{{:x}}}", first.code);
  } else {
    out->append(text.substr(0, first.bytes));
  }
  return first.bytes;
}

}  // namespace

Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  // Which the first byte can be, and from which code point on it needs so many.
  const size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  constexpr uint32_t kLeast[] = {0x80, 0x800, 0x10000};
  if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes) return {};
  uint32_t code = lead & (0x7fu >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return {};
    code = code << 6 | (next & 0x3f);
  }
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < kLeast[bytes - 2] || code > 0x10ffff || surrogate) return {};
  return {code, bytes};
}

bool acts_unseen(uint32_t code) {
  struct Range {
    uint32_t first, last;
  };
  constexpr Range kRanges[] = {
      {0x7f, 0x9f},        // DEL and C1
      {0x061c, 0x061c},    // Arabic letter mark
      {0x200e, 0x200f},    // left-to-right and right-to-left marks
      {0x2028, 0x202e},    // line and paragraph separators; embeddings and overrides
      {0x2066, 0x206f},    // isolates; what was for shaping once
      {0xfdd0, 0xfdef},    // no characters
      {0xfeff, 0xfeff},    // a byte order mark
      {0xfff9, 0xfffb},    // interlinear annotation
      {0xe0000, 0xe007f},  // tags
  };
  if ((code & 0xfffe) == 0xfffe) return true;  // the last two of each plane are no characters
  return std::any_of(std::begin(kRanges), std::end(kRanges), [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

bool is_shown_as(std::string_view text, std::string_view shown) {
  return is_shown_as_it_is(text) ? text == shown : facts::shown(text) == shown;
}

std::string shown(std::string_view text) {
  if (is_shown_as_it_is(text)) return std::string(text);
  std::string out;
  size_t cut = 0;  // where there is still room for the size
  for (size_t at = 0; at < text.size();) {
    if (out.size() < kMostBeforeSize) {
      const std::string_view plain = plain_front(text.substr(at, kMostBeforeSize - out.size()));
      out += plain;
      at += plain.size();
      if (at == text.size()) break;
    }
    if (out.size() <= kMostBeforeSize) cut = out.size();
    at += put_first(&out, text.substr(at), Feeds::are_shown);
    if (out.size() <= kMostShown) continue;
    out.resize(cut);
    return out + fmt::format("… [{} B]", text.size());
  }
  return out;
}

std::string shown_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    at += put_first(&out, text.substr(at), Feeds::stay);
  }
  return out;
}

std::string as_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t bytes = first_character(text.substr(at)).bytes;
    if (bytes == 0) put_byte(&out, text[at]);
    out.append(text.substr(at, bytes));
    at += std::max<size_t>(bytes, 1);
  }
  return out;
}

std::string beginning(std::string_view text, size_t most_bytes) {
  constexpr std::string_view kMore = "…";
  if (text.size() <= most_bytes) return std::string(text);
  size_t end = most_bytes - std::min(most_bytes, kMore.size());
  // Not in the middle of a character: its further bytes are 10xxxxxx.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)).append(kMore);
}

}  // namespace greenlens::facts
