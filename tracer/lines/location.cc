#include "tracer/lines/location.h"

#include <dwarf.h>

#include <cstdlib>
#include <vector>

namespace greenlens::lines {
namespace {

// What an expression may ask for.
struct Frame {
  const Thread& thread;
  Dwarf_Die* function;
  Dwfl_Module* module;
  Dwarf_Addr bias;
  Dwarf_Addr pc() const { return thread.pc - bias; }
};

std::optional<uint64_t> memory_of(const Location& location) {
  if (location.kind != Location::Kind::memory) return {};
  return location.value;
}

Location evaluate(const Frame& frame, const Dwarf_Op* ops, size_t count, bool is_base);

// The stack pointer as it was before the call.
std::optional<uint64_t> call_frame(const Frame& frame) {
  Dwarf_Addr bias = 0;
  for (const bool of_exceptions : {true, false}) {
    Dwarf_CFI* cfi = of_exceptions ? dwfl_module_eh_cfi(frame.module, &bias)
                                   : dwfl_module_dwarf_cfi(frame.module, &bias);
    Dwarf_Frame* found = nullptr;
    if (cfi == nullptr || dwarf_cfi_addrframe(cfi, frame.thread.pc - bias, &found) != 0) continue;
    Dwarf_Op* ops = nullptr;
    size_t count = 0;
    std::optional<uint64_t> address;
    if (dwarf_frame_cfa(found, &ops, &count) == 0) {
      address = memory_of(evaluate(frame, ops, count, /*is_base=*/true));
    }
    std::free(found);
    if (address) return address;
  }
  return {};
}

std::optional<uint64_t> frame_base(const Frame& frame) {
  Dwarf_Attribute attribute;
  if (dwarf_attr_integrate(frame.function, DW_AT_frame_base, &attribute) == nullptr) return {};
  Dwarf_Op* ops = nullptr;
  size_t count = 0;
  if (dwarf_getlocation_addr(&attribute, frame.pc(), &ops, &count, 1) != 1) return {};
  const Location base = evaluate(frame, ops, count, /*is_base=*/true);
  if (base.kind == Location::Kind::in_register) return base.value;
  return memory_of(base);
}

// A small stack machine: the operations that compilers use for variables. `is_base`: of a frame's
// base, which may not ask for itself.
Location evaluate(const Frame& frame, const Dwarf_Op* ops, size_t count, bool is_base) {
  constexpr size_t kMostOperations = 64;
  std::vector<uint64_t> stack;
  const auto pop = [&]() -> std::optional<uint64_t> {
    if (stack.empty()) return {};
    const uint64_t top = stack.back();
    stack.pop_back();
    return top;
  };
  const auto in_register = [&](int number) -> Location {
    const std::optional<uint64_t> value = frame.thread.value(number);
    if (!value || count != 1) return {};
    return {Location::Kind::in_register, *value, number};
  };
  const auto push_register = [&](int number, Dwarf_Word offset) {
    const std::optional<uint64_t> value = frame.thread.value(number);
    if (value) stack.push_back(*value + offset);
    return value.has_value();
  };
  if (count == 0 || count > kMostOperations) return {};
  for (size_t i = 0; i < count; ++i) {
    const Dwarf_Op& op = ops[i];
    const int atom = op.atom;
    if (atom >= DW_OP_reg0 && atom <= DW_OP_reg31) return in_register(atom - DW_OP_reg0);
    if (atom == DW_OP_regx) return in_register(static_cast<int>(op.number));
    if (atom >= DW_OP_lit0 && atom <= DW_OP_lit31) {
      stack.push_back(static_cast<uint64_t>(atom - DW_OP_lit0));
    } else if (atom >= DW_OP_breg0 && atom <= DW_OP_breg31) {
      if (!push_register(atom - DW_OP_breg0, op.number)) return {};
    } else if (atom == DW_OP_bregx) {
      if (!push_register(static_cast<int>(op.number), op.number2)) return {};
    } else if (atom == DW_OP_addr) {
      stack.push_back(op.number + frame.bias);
    } else if (atom == DW_OP_fbreg || atom == DW_OP_call_frame_cfa) {
      const bool wants_base = atom == DW_OP_fbreg;
      if (wants_base && is_base) return {};
      const std::optional<uint64_t> base = wants_base ? frame_base(frame) : call_frame(frame);
      if (!base) return {};
      stack.push_back(*base + (wants_base ? op.number : 0));
    } else if (atom == DW_OP_const1u || atom == DW_OP_const1s || atom == DW_OP_const2u ||
               atom == DW_OP_const2s || atom == DW_OP_const4u || atom == DW_OP_const4s ||
               atom == DW_OP_const8u || atom == DW_OP_const8s || atom == DW_OP_constu ||
               atom == DW_OP_consts) {
      stack.push_back(op.number);
    } else if (atom == DW_OP_plus_uconst) {
      const auto a = pop();
      if (!a) return {};
      stack.push_back(*a + op.number);
    } else if (atom == DW_OP_plus || atom == DW_OP_minus) {
      const auto b = pop(), a = pop();
      if (!a || !b) return {};
      stack.push_back(atom == DW_OP_plus ? *a + *b : *a - *b);
    } else if (atom == DW_OP_deref) {
      const auto a = pop();
      if (!a) return {};
      const std::string bytes = frame.thread.read(*a, frame.thread.pointer_size);
      if (bytes.size() != frame.thread.pointer_size) return {};
      stack.push_back(number(frame.thread, bytes));
    } else if (atom == DW_OP_stack_value) {
      const auto a = pop();
      if (!a || i + 1 != count) return {};
      return {Location::Kind::known, *a, 0};
    } else {
      return {};
    }
  }
  if (stack.empty()) return {};
  return {Location::Kind::memory, stack.back(), 0};
}

}  // namespace

Location location_of(Dwarf_Die* variable, Dwarf_Die* function, Dwfl_Module* module, Dwarf_Addr bias,
                     const Thread& thread) {
  Dwarf_Attribute attribute;
  Dwarf_Word constant = 0;
  if (dwarf_formudata(dwarf_attr_integrate(variable, DW_AT_const_value, &attribute), &constant) ==
      0) {
    return {Location::Kind::known, constant, 0};
  }
  if (dwarf_attr_integrate(variable, DW_AT_location, &attribute) == nullptr) return {};
  Dwarf_Op* ops = nullptr;
  size_t count = 0;
  const Frame frame{thread, function, module, bias};
  if (dwarf_getlocation_addr(&attribute, frame.pc(), &ops, &count, 1) != 1) return {};
  return evaluate(frame, ops, count, /*is_base=*/false);
}

}  // namespace greenlens::lines
