#include "tracer/facts/address.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "tracer/facts/fields.h"

namespace greenlens::facts {

std::string format_address(Address address) {
  if (address == kNull) return "NULL";
  if (address == kStarted) return "1";
  if (address == kEverything) return "max";
  const auto magnitude = static_cast<uint64_t>(address);
  return address < 0 ? fmt::format("-{:#x}", 0 - magnitude) : fmt::format("{:#x}", magnitude);
}

std::optional<Address> parse_address(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  std::string low(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (low == "null") return kNull;
  if (low == "max") return kEverything;
  const bool is_below = low.starts_with('-');
  std::string_view digits = std::string_view(low).substr(is_below ? 1 : 0);
  const bool is_hex = digits.starts_with("0x");
  if (is_hex) digits.remove_prefix(2);
  uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, is_hex ? 16 : 10);
  if (digits.empty() || read.ec != std::errc() || read.ptr != end) return {};
  if (value > static_cast<uint64_t>(kAddressLimit)) return {};
  return is_below ? -static_cast<Address>(value) : static_cast<Address>(value);
}

Address end_of(Address start, uint64_t bytes) {
  if (start == kNull || start >= kAddressLimit) return start;
  const auto room = static_cast<uint64_t>(kAddressLimit) - static_cast<uint64_t>(start);
  return start + static_cast<Address>(std::min(bytes, room));
}

}  // namespace greenlens::facts
