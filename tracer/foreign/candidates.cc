#include "tracer/foreign/candidates.h"

#include <algorithm>
#include <array>
#include <string>

#include "arch/arch.h"

namespace greenlens::foreign {
namespace {

// What compilers restore the stack pointer from in functions with a frame of their own.
constexpr std::array<std::string_view, 4> kFrameRegisters = {"%rbp", "%ebp", "%r10", "%rsp"};
constexpr std::array<std::string_view, 5> kMoves = {"mov", "lea", "xchg", "pop", "add"};

bool starts_with_one(std::string_view text) {
  return std::any_of(kMoves.begin(), kMoves.end(),
                     [&](std::string_view move) { return text.starts_with(move); });
}

}  // namespace

bool may_leave_the_stack(std::string_view text) {
  const arch_stepping& cpu = arch_describe()->stepping;
  if (cpu.register_count == 0) return false;
  const std::string sp = std::string("%") + cpu.registers[cpu.sp].name;
  const bool writes_last = text.ends_with(", " + sp) || text == "pop " + sp || text == "popq " + sp;
  const bool exchanges = text.starts_with("xchg") && text.find(sp) != text.npos;
  if (!starts_with_one(text) || (!writes_last && !exchanges)) return false;
  const size_t comma = text.rfind(", ");
  const std::string_view source = text.substr(0, comma == text.npos ? 0 : comma);
  if (text.starts_with("add") && source.find('$') != source.npos) return false;
  return std::none_of(kFrameRegisters.begin(), kFrameRegisters.end(), [&](std::string_view frame) {
    return !exchanges && source.find(frame) != source.npos;
  });
}

}  // namespace greenlens::foreign
