#include "tracer/callers/walk.h"

#include "tracer/callers/expression.h"
#include "tracer/callers/function_entry.h"

namespace greenlens::callers {
namespace {

void set(arch_registers* registers, uint64_t number, uint64_t value) {
  if (number >= ARCH_WALK_REGISTERS) return;
  registers->values[number] = value;
  registers->known |= uint64_t{1} << number;
}

void forget(arch_registers* registers, uint64_t number) {
  if (number < ARCH_WALK_REGISTERS) registers->known &= ~(uint64_t{1} << number);
}

bool knows(const arch_registers& registers, uint64_t number) {
  return number < ARCH_WALK_REGISTERS && (registers.known >> number & 1) != 0;
}

// A block whose end was checked when it was found.
Bytes expression_of(const Rule& rule) {
  Bytes bytes{rule.expression, rule.expression + 16, true};
  const uint64_t length = bytes.number();
  return {bytes.at, bytes.at + length, bytes.ok};
}

}  // namespace

Walk::Walk(const arch_registers& from, uint64_t stop, KnownRules* known)
    : registers_(from),
      stack_{from.values[cpu_.sp], stop},
      known_(known != nullptr && known->take() ? known : nullptr) {
  if (stack_.low < stop) stack_.low -= static_cast<uint64_t>(cpu_.red_zone);
}

Walk::~Walk() {
  if (known_ != nullptr) known_->give_back();
}

// `at`: where it lies, 0 when it does not lie anywhere.
bool Walk::value(const Rule& rule, uint64_t frame, uint64_t* at, uint64_t* value) const {
  *at = 0;
  switch (rule.kind) {
    case Rule::Kind::undefined:
      return false;
    case Rule::Kind::memory:
      *at = frame + static_cast<uint64_t>(rule.offset);
      return stack_.read_word(*at, value);
    case Rule::Kind::frame_offset:
      *value = frame + static_cast<uint64_t>(rule.offset);
      return true;
    case Rule::Kind::in_register:
      if (!knows(registers_, rule.other)) return false;
      *value = registers_.values[rule.other] + static_cast<uint64_t>(rule.offset);
      return true;
    case Rule::Kind::memory_expression:
      return evaluate(expression_of(rule), registers_, stack_, &frame, at) &&
             stack_.read_word(*at, value);
    case Rule::Kind::value_expression:
      return evaluate(expression_of(rule), registers_, stack_, &frame, value);
  }
  return false;
}

bool Walk::step() {
  saved_count_ = 0;
  return_address_at_ = 0;
  if (cpu_.has_unwind_information == 0) return false;
  // A call may be the last thing that a function does: what lies behind is another one's.
  const uint64_t code = interrupted_ ? pc() : pc() - 1;
  Rules rules;
  if (known_ != nullptr && known_->find(code, &rules)) return step_by(rules);
  FunctionEntry entry;
  if (!find_function(code, &entry)) {
    return is_code(pc()) ? step_out_of_signal() : step_out_of_nowhere();
  }
  if (!rules_at(entry, code, &rules)) return false;
  if (known_ != nullptr) known_->add(code, entry, rules);
  return step_by(rules);
}

bool Walk::step_by(const Rules& rules) {
  uint64_t frame = 0;
  uint64_t at = 0;
  if (rules.frame.kind == Rule::Kind::value_expression) {
    if (!evaluate(expression_of(rules.frame), registers_, stack_, nullptr, &frame)) return false;
  } else if (!value(rules.frame, 0, &at, &frame)) {
    return false;
  }
  frame = static_cast<uintptr_t>(frame);
  arch_registers caller = registers_;
  const auto sp = static_cast<uint64_t>(cpu_.sp);
  set(&caller, sp, frame - static_cast<uint64_t>(cpu_.cfa_above_sp));
  for (size_t i = 0; i < rules.count; ++i) {
    const Rule& rule = rules.registers[i];
    uint64_t held = 0;
    if (!value(rule, frame, &at, &held)) {
      forget(&caller, rule.number);
      continue;
    }
    set(&caller, rule.number, held);
    if (at == 0) continue;
    if (rule.number == rules.return_address) {
      return_address_at_ = at;
    } else if (rule.number != sp) {
      saved_[saved_count_++] = {rule.number, at};
    }
  }
  // On some CPUs its number is beyond those that are followed.
  const Rule* returns = rules.of(rules.return_address);
  if (returns != nullptr) {
    if (!value(*returns, frame, &at, &caller.pc)) return false;
  } else if (interrupted_ && knows(caller, rules.return_address)) {
    // It has called nobody, and still has it in a register.
    caller.pc = caller.values[rules.return_address];
  } else {
    return false;
  }
  caller.pc = arch_return_address(caller.pc);
  return go(caller, rules.is_signal_trampoline);
}

bool Walk::step_out_of_signal() {
  size_t bytes = 0;
  const void* context = arch_signal_context(pc(), sp(), &bytes);
  const auto at = reinterpret_cast<uintptr_t>(context);
  if (context == nullptr || at < stack_.low || at > stack_.high || bytes > stack_.high - at) {
    return false;
  }
  arch_registers caller{};
  arch_interrupted(context, &caller);
  return go(caller, true);
}

// Somebody has called what is no code, a null pointer for instance, and nothing has been executed
// there.
bool Walk::step_out_of_nowhere() {
  if (!interrupted_) return false;
  arch_registers caller = registers_;
  const auto number = static_cast<uint64_t>(cpu_.return_address);
  if (cpu_.return_address == ARCH_RETURN_ADDRESS_ON_STACK) {
    if (!stack_.read_word(sp(), &caller.pc)) return false;
    return_address_at_ = sp();
    caller.values[cpu_.sp] += sizeof(void*);
  } else if (knows(caller, number)) {
    caller.pc = caller.values[number];
  }
  caller.pc = arch_return_address(caller.pc);
  return is_code(caller.pc - 1) && go(caller, false);
}

bool Walk::go(const arch_registers& to, bool interrupted) {
  const uint64_t before = sp();
  const uint64_t after = to.values[cpu_.sp];
  // A function that keeps nothing on the stack can have been interrupted, but has called nobody.
  const bool is_above = after > before || (after == before && interrupted_ && to.pc != pc());
  if (to.pc == 0 || !is_above || after > stack_.high) return false;
  registers_ = to;
  interrupted_ = interrupted;
  return true;
}

}  // namespace greenlens::callers
