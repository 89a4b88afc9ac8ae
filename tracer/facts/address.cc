#include "tracer/facts/address.h"

#include <fmt/format.h>

namespace greenlens::facts {

std::string format_address(Address address) {
  if (address == kNull) return "NULL";
  if (address == kStarted) return "1";
  if (address == kEverything) return "max";
  const auto magnitude = static_cast<uint64_t>(address);
  return address < 0 ? fmt::format("-{:#x}", 0 - magnitude) : fmt::format("{:#x}", magnitude);
}

}  // namespace greenlens::facts
