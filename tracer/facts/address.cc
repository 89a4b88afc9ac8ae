#include "tracer/facts/address.h"

#include <fmt/format.h>

#include <algorithm>

#include "tracer/facts/fields.h"

namespace greenlens::facts {

std::string format_address(Address address) {
  if (address == kNull) return "NULL";
  if (address == kStarted) return "1";
  if (address == kEverything) return "max";
  const auto magnitude = static_cast<uint64_t>(address);
  return address < 0 ? fmt::format("-{:#x}", 0 - magnitude) : fmt::format("{:#x}", magnitude);
}

Address end_of(Address start, uint64_t bytes) {
  if (start == kNull || start >= kAddressLimit) return start;
  const auto room = static_cast<uint64_t>(kAddressLimit) - static_cast<uint64_t>(start);
  return start + static_cast<Address>(std::min(bytes, room));
}

}  // namespace greenlens::facts
