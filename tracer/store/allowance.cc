#include "tracer/store/allowance.h"

#include <variant>

namespace greenlens::store {
namespace {

constexpr int kDeepest = 32;

}  // namespace

uint64_t weight_of(const facts::Event& event) {
  const uint64_t bytes =
      sizeof event + std::visit([](const auto& fact) { return weight(fact); }, event.fact);
  return bytes + (std::holds_alternative<facts::GreenletCreated>(event.fact) ? kGreenletWeight : 0);
}

bool is_outrageous(const std::string& json, uint64_t most_values) {
  int depth = 0;
  uint64_t values = 0;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;  // what it escapes does not end the string
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && ++values > most_values) {
      return true;
    }
  }
  return false;
}

}  // namespace greenlens::store
