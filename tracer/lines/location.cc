#include "tracer/lines/location.h"

#include <dwarf.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "tracer/drain/debug_info.h"

namespace greenlens::lines {
namespace {

struct Frame {
  const Thread& thread;
  Dwarf_Die* function;
  Dwarf_Frame* unwound;  // the call frame information there; null: there is none
  Dwarf_Addr bias;
  Dwarf_Addr pc() const { return thread.pc - bias; }
};

// Whose expression it is. A frame's base may ask for the call frame, a variable for both.
enum class Of : uint8_t { call_frame, base, variable };
Location evaluate(const Frame& frame, Dwarf_Attribute* attribute, const Dwarf_Op* ops, size_t count,
                  Of whose);

std::optional<uint64_t> memory_of(const Location& location) {
  if (location.kind != Location::Kind::memory) return {};
  return location.value;
}

// The stack pointer as it was before the call.
std::optional<uint64_t> call_frame(const Frame& frame) {
  Dwarf_Op* ops = nullptr;
  size_t count = 0;
  if (frame.unwound == nullptr || dwarf_frame_cfa(frame.unwound, &ops, &count) != 0) return {};
  return memory_of(evaluate(frame, nullptr, ops, count, Of::call_frame));
}

std::optional<uint64_t> frame_base(const Frame& frame) {
  Dwarf_Attribute attribute;
  if (dwarf_attr_integrate(frame.function, DW_AT_frame_base, &attribute) == nullptr) return {};
  Dwarf_Op* ops = nullptr;
  size_t count = 0;
  if (dwarf_getlocation_addr(&attribute, frame.pc(), &ops, &count, 1) != 1) return {};
  const Location base = evaluate(frame, &attribute, ops, count, Of::base);
  if (base.kind == Location::Kind::in_register) return base.value;
  return memory_of(base);
}

bool is_between(int atom, int first, int last) { return first <= atom && atom <= last; }
bool is_constant(int atom) { return is_between(atom, DW_OP_const1u, DW_OP_consts); }

// A small stack machine: the operations that compilers use for variables.
class Evaluation {
 public:
  Evaluation(const Frame& frame, Dwarf_Attribute* attribute, Of whose)
      : frame_(frame), attribute_(attribute), whose_(whose) {}

  // False: it is not understood, or something is not known.
  bool execute(const Dwarf_Op& op) {
    const int atom = op.atom;
    if (is_between(atom, DW_OP_lit0, DW_OP_lit31)) return push(uint64_t(atom - DW_OP_lit0));
    if (is_constant(atom)) return push(op.number);
    if (attribute_ != nullptr) {
      const std::optional<uint64_t> address = drain::address_named(attribute_, op);
      if (address) return push(*address + frame_.bias);
    }
    if (is_between(atom, DW_OP_breg0, DW_OP_breg31)) {
      return push_sum(frame_.thread.value(atom - DW_OP_breg0), op.number);
    }
    if (atom == DW_OP_bregx) {
      return push_sum(frame_.thread.value(static_cast<int>(op.number)), op.number2);
    }
    if (atom == DW_OP_fbreg) {
      return whose_ == Of::variable && push_sum(frame_base(frame_), op.number);
    }
    if (atom == DW_OP_call_frame_cfa) {
      return whose_ != Of::call_frame && push_sum(call_frame(frame_), 0);
    }
    if (atom == DW_OP_plus_uconst) return push_sum(pop(), op.number);
    if (atom == DW_OP_plus || atom == DW_OP_minus) {
      const std::optional<uint64_t> b = pop();
      return b && push_sum(pop(), atom == DW_OP_plus ? *b : 0 - *b);
    }
    return atom == DW_OP_deref && follow(pop());
  }
  std::optional<uint64_t> pop() {
    if (stack_.empty()) return {};
    const uint64_t top = stack_.back();
    stack_.pop_back();
    return top;
  }

 private:
  bool push(uint64_t value) {
    stack_.push_back(value);
    return true;
  }
  bool push_sum(std::optional<uint64_t> value, uint64_t offset) {
    return value && push(*value + offset);
  }
  bool follow(std::optional<uint64_t> address) {
    if (!address) return false;
    const std::string bytes = frame_.thread.read(*address, frame_.thread.pointer_size);
    return bytes.size() == frame_.thread.pointer_size && push(number(frame_.thread, bytes));
  }

  const Frame& frame_;
  Dwarf_Attribute* attribute_;  // that has the operations; null: none has
  const Of whose_;
  std::vector<uint64_t> stack_;
};

// The register that it lies in; none: it is no register's.
std::optional<int> register_of(const Dwarf_Op& op) {
  if (is_between(op.atom, DW_OP_reg0, DW_OP_reg31)) return op.atom - DW_OP_reg0;
  if (op.atom == DW_OP_regx) return static_cast<int>(op.number);
  return {};
}

Location evaluate(const Frame& frame, Dwarf_Attribute* attribute, const Dwarf_Op* ops, size_t count,
                  Of whose) {
  constexpr size_t kMostOperations = 64;
  if (count == 0 || count > kMostOperations) return {};
  if (const std::optional<int> its = register_of(ops[0])) {
    const std::optional<uint64_t> value = frame.thread.value(*its);
    if (!value || count != 1) return {};
    return {Location::Kind::in_register, *value, *its};
  }
  Evaluation evaluation(frame, attribute, whose);
  for (size_t i = 0; i < count; ++i) {
    const bool is_value = ops[i].atom == DW_OP_stack_value;
    if (is_value && i + 1 == count) {
      const std::optional<uint64_t> value = evaluation.pop();
      return value ? Location{Location::Kind::known, *value, 0} : Location{};
    }
    if (!evaluation.execute(ops[i])) return {};
  }
  const std::optional<uint64_t> address = evaluation.pop();
  return address ? Location{Location::Kind::memory, *address, 0} : Location{};
}

// Of the code there; to be given back with free(). Null: nothing is known.
Dwarf_Frame* unwound_at(Dwfl_Module* module, uint64_t pc) {
  Dwarf_Addr bias = 0;
  for (const bool of_exceptions : {true, false}) {
    Dwarf_CFI* cfi =
        of_exceptions ? dwfl_module_eh_cfi(module, &bias) : dwfl_module_dwarf_cfi(module, &bias);
    Dwarf_Frame* found = nullptr;
    if (cfi != nullptr && dwarf_cfi_addrframe(cfi, pc - bias, &found) == 0) return found;
  }
  return nullptr;
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
  if (dwarf_getlocation_addr(&attribute, thread.pc - bias, &ops, &count, 1) != 1) return {};
  const std::unique_ptr<Dwarf_Frame, decltype(&std::free)> unwound(unwound_at(module, thread.pc),
                                                                   &std::free);
  return evaluate({thread, function, unwound.get(), bias}, &attribute, ops, count, Of::variable);
}

}  // namespace greenlens::lines
