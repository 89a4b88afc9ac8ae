#include "tracer/foreign/output.h"

#include <utility>

namespace greenlens::foreign {

std::vector<std::string> Lines::take(std::string_view bytes) {
  std::vector<std::string> lines;
  for (const char byte : bytes) {
    if (byte != '\n') begun_ += byte;
    if (byte == '\n' || begun_.size() == kLongest) lines.push_back(std::exchange(begun_, {}));
  }
  return lines;
}

std::string Lines::rest() { return std::exchange(begun_, {}); }

}  // namespace greenlens::foreign
