// RFC 4648's text as bytes: what pages carry, and what browsers answer with.
#ifndef GREENLENS_TESTS_SUPPORT_BASE64_H_
#define GREENLENS_TESTS_SUPPORT_BASE64_H_

#include <cstdint>
#include <string>

namespace greenlens::testing {

inline std::string from_base64(const std::string& text) {
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<uint32_t>(letters.find(c));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 255);
  }
  return bytes;
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_SUPPORT_BASE64_H_
