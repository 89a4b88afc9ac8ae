#include "tracer/step/cpu.h"

#include <algorithm>

namespace greenlens::step {
namespace {

const facts::RegisterValue* find(const Registers& registers, std::string_view name) {
  const auto found =
      std::find_if(registers.all.begin(), registers.all.end(),
                   [&](const facts::RegisterValue& one) { return one.name == name; });
  return found == registers.all.end() ? nullptr : &*found;
}

}  // namespace

uint64_t Registers::value(std::string_view name) const {
  const facts::RegisterValue* one = find(*this, name);
  return one != nullptr ? one->value : 0;
}

bool Registers::has(std::string_view name) const { return find(*this, name) != nullptr; }

uint64_t number(const Cpu& cpu, std::string_view bytes) {
  uint64_t value = 0;
  if (bytes.size() > sizeof value) return 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const size_t at = cpu.big_endian ? i : bytes.size() - 1 - i;
    value = value << 8 | static_cast<unsigned char>(bytes[at]);
  }
  return value;
}

}  // namespace greenlens::step
