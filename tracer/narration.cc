#include "tracer/narration.h"

#include <fmt/format.h>

namespace greenlens::tracer {

std::string format_address(Address address) {
  if (address == kNull) return "NULL";
  if (address == kStarted) return "1";
  if (address == kEverything) return "max";
  return address < 0 ? fmt::format("-{:#x}", 0 - static_cast<uint64_t>(address))
                     : fmt::format("{:#x}", address);
}

Narration narrate(const Messages& messages, const State&, const Event* event, const State&) {
  if (!event) return {messages.text("narrate.beginning"), ""};
  return {fact_name(event->fact), ""};
}

}  // namespace greenlens::tracer
