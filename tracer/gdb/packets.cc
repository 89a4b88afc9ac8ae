#include "tracer/gdb/packets.h"

#include <array>
#include <charconv>

namespace greenlens::gdb {
namespace {

constexpr char kEscape = '}', kEscaped = 0x20;
constexpr char kRepeat = '*';
constexpr int kRepeatBase = 29;

uint8_t sum_of(std::string_view content) {
  uint8_t sum = 0;
  for (const char byte : content) sum = static_cast<uint8_t>(sum + static_cast<uint8_t>(byte));
  return sum;
}

std::string two_digits(uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {kDigits[byte >> 4], kDigits[byte & 15]};
}

std::string plain(std::string_view content) {
  std::string all;
  for (size_t i = 0; i < content.size(); ++i) {
    if (content[i] == kEscape && i + 1 < content.size()) {
      all += static_cast<char>(content[++i] ^ kEscaped);
    } else if (content[i] == kRepeat && i + 1 < content.size() && !all.empty()) {
      const int times = static_cast<unsigned char>(content[++i]) - kRepeatBase;
      if (times > 0) all.append(static_cast<size_t>(times), all.back());
    } else {
      all += content[i];
    }
  }
  return all;
}

int digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

}  // namespace

std::string packet(std::string_view content) {
  std::string all = "$";
  all += content;
  return all + "#" + two_digits(sum_of(content));
}

std::optional<std::string> Packets::next() {
  for (;;) {
    const size_t begin = bytes_.find('$');
    if (begin == bytes_.npos) {
      bytes_.clear();
      return {};
    }
    const size_t end = bytes_.find('#', begin);
    if (end == bytes_.npos || end + 2 >= bytes_.size()) {
      bytes_.erase(0, begin);
      return {};
    }
    const std::string content = bytes_.substr(begin + 1, end - begin - 1);
    const int high = digit(bytes_[end + 1]), low = digit(bytes_[end + 2]);
    bytes_.erase(0, end + 3);
    if (high >= 0 && low >= 0 && high * 16 + low == sum_of(content)) return plain(content);
  }
}

std::string bytes_of_hex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = digit(hex[i + 1]);
    if (high < 0 || low < 0) break;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string hex_of_bytes(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) hex += two_digits(static_cast<uint8_t>(byte));
  return hex;
}

std::string hex(uint64_t number) {
  std::array<char, 16> room;
  const auto end = std::to_chars(room.data(), room.data() + room.size(), number, 16).ptr;
  return {room.data(), end};
}

uint64_t number_of_hex(std::string_view hex) {
  uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
  return number;
}

}  // namespace greenlens::gdb
