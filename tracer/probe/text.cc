#include "tracer/probe/text.h"

#include <algorithm>
#include <cstdio>

namespace greenlens::probe {

std::string hexadecimal(uint64_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "%#llx", static_cast<unsigned long long>(number));
  return number == 0 ? "0x0" : text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string first_error(const std::string& said) {
  std::string first;
  for (size_t at = 0; at < said.size();) {
    const size_t end = std::min(said.find('\n', at), said.size());
    std::string line = said.substr(at, end - at);
    if (first.empty()) first = line;
    if (line.find("rror:") != line.npos || line.find("undefined reference") != line.npos ||
        line.find("multiple definition") != line.npos) {
      return line;
    }
    at = end + 1;
  }
  return first;
}

}  // namespace greenlens::probe
