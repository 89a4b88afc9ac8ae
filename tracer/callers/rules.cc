#include "tracer/callers/rules.h"

#include <algorithm>

namespace greenlens::callers {
namespace {

using Kind = Rule::Kind;

Rule* place_of(Rules* rules, uint64_t number) {
  return std::lower_bound(rules->registers, rules->registers + rules->count, number,
                          [](const Rule& rule, uint64_t wanted) { return rule.number < wanted; });
}

void remove(Rules* rules, uint64_t number) {
  Rule* at = place_of(rules, number);
  Rule* end = rules->registers + rules->count;
  if (at == end || at->number != number) return;
  std::copy(at + 1, end, at);
  --rules->count;
}

class Machine {
 public:
  Machine(const FunctionEntry& entry, uint64_t code, Rules* rules)
      : entry_(entry), code_(code), place_(entry.begin), rules_(rules) {}

  bool run() {
    if (!run(entry_.common)) return false;
    initial_.become(*rules_);
    return run(entry_.own);
  }

 private:
  // DWARF 5, section 6.4.2, and what GNU tools add. The first three have an operand in their low
  // six bits.
  enum Instruction : uint8_t {
    advance = 0x40,
    offset = 0x80,
    restore = 0xc0,
    nop = 0x00,
    set_place = 0x01,
    advance_1 = 0x02,
    advance_2 = 0x03,
    advance_4 = 0x04,
    offset_extended = 0x05,
    restore_extended = 0x06,
    undefined = 0x07,
    same_value = 0x08,
    in_register = 0x09,
    remember = 0x0a,
    recall = 0x0b,
    frame = 0x0c,
    frame_register = 0x0d,
    frame_offset = 0x0e,
    frame_expression = 0x0f,
    expression = 0x10,
    offset_signed = 0x11,
    frame_signed = 0x12,
    frame_offset_signed = 0x13,
    value_offset = 0x14,
    value_offset_signed = 0x15,
    value_expression = 0x16,
    toggle_return_address_signed = 0x2d,  // AArch64: told by the address itself
    arguments_size = 0x2e,
    negative_offset = 0x2f,
  };
  static constexpr size_t kRemembered = 2;  // compilers need one

  bool run(Bytes bytes) {
    while (bytes.more() && place_ <= code_) {
      if (!execute(bytes.take<uint8_t>(), &bytes)) return false;
    }
    return bytes.ok;
  }

  bool execute(uint8_t instruction, Bytes* bytes) {
    const uint8_t low = instruction & 0x3f;
    switch (instruction & 0xc0) {
      case advance:
        return move_on(low);
      case offset:
        return set(low, Kind::memory, scaled(bytes->number()));
      case restore:
        return back_to_initial(low);
    }
    switch (instruction) {
      case nop:
      case toggle_return_address_signed:
        return true;
      case set_place:
        return false;  // no compiler writes it
      case advance_1:
        return move_on(bytes->take<uint8_t>());
      case advance_2:
        return move_on(bytes->take<uint16_t>());
      case advance_4:
        return move_on(bytes->take<uint32_t>());
      case restore_extended:
        return back_to_initial(bytes->number());
      case remember:
        if (remembered_ == kRemembered) return false;
        memory_[remembered_++].become(*rules_);
        return true;
      case recall:
        if (remembered_ == 0) return false;
        rules_->become(memory_[--remembered_]);
        return true;
      case arguments_size:
        bytes->number();
        return true;
      case frame:
      case frame_register:
      case frame_offset:
      case frame_expression:
      case frame_signed:
      case frame_offset_signed:
        return set_frame(instruction, bytes);
      case undefined:
      case same_value:
      case in_register:
      case expression:
      case offset_extended:
      case offset_signed:
      case negative_offset:
      case value_offset:
      case value_offset_signed:
      case value_expression:
        return set_register(instruction, bytes);
    }
    return false;
  }

  bool set_frame(uint8_t instruction, Bytes* bytes) {
    Rule& rule = rules_->frame;
    if (instruction == frame_expression) {
      rule = {Kind::value_expression, 0, 0, {}};
      rule.expression = bytes->at;
      bytes->block();
      return true;
    }
    if (instruction == frame || instruction == frame_signed || instruction == frame_register) {
      rule.other = static_cast<uint16_t>(bytes->number());
    }
    if (instruction == frame || instruction == frame_offset) {
      rule.offset = static_cast<int64_t>(bytes->number());
    } else if (instruction == frame_signed || instruction == frame_offset_signed) {
      rule.offset = bytes->signed_number() * entry_.data_unit;
    }
    rule.kind = Kind::in_register;
    return true;
  }

  bool set_register(uint8_t instruction, Bytes* bytes) {
    const uint64_t number = bytes->number();
    switch (instruction) {
      case undefined:
        return set(number, Kind::undefined, 0);
      case same_value:
        return remove(rules_, number), true;
      case in_register: {
        Rule* rule = made(number);
        if (rule == nullptr) return false;
        const auto other = static_cast<uint16_t>(bytes->number());
        *rule = {Kind::in_register, rule->number, other, {}};
        return true;
      }
      case expression:
      case value_expression: {
        Rule* rule = made(number);
        if (rule == nullptr) return false;
        const Kind kind =
            instruction == expression ? Kind::memory_expression : Kind::value_expression;
        *rule = {kind, rule->number, 0, {}};
        rule->expression = bytes->at;
        bytes->block();
        return true;
      }
      case offset_extended:
        return set(number, Kind::memory, scaled(bytes->number()));
      case offset_signed:
        return set(number, Kind::memory, bytes->signed_number() * entry_.data_unit);
      case negative_offset:
        return set(number, Kind::memory, -scaled(bytes->number()));
      case value_offset:
        return set(number, Kind::frame_offset, scaled(bytes->number()));
      case value_offset_signed:
        return set(number, Kind::frame_offset, bytes->signed_number() * entry_.data_unit);
    }
    return false;
  }

  int64_t scaled(uint64_t factor) const { return static_cast<int64_t>(factor) * entry_.data_unit; }

  bool move_on(uint64_t steps) { return place_ += steps * entry_.code_unit, true; }

  // The rule for a register, new if there was none; nullptr when there is no room.
  Rule* made(uint64_t number) {
    Rule* at = place_of(rules_, number);
    Rule* end = rules_->registers + rules_->count;
    if (at != end && at->number == number) return at;
    if (rules_->count == Rules::kMost || number > UINT16_MAX) return nullptr;
    std::copy_backward(at, end, end + 1);
    ++rules_->count;
    at->number = static_cast<uint16_t>(number);
    return at;
  }

  bool set(uint64_t number, Kind kind, int64_t by) {
    Rule* rule = made(number);
    if (rule == nullptr) return false;
    *rule = {kind, rule->number, 0, {by}};
    return true;
  }

  bool back_to_initial(uint64_t number) {
    const Rule* before = initial_.of(number);
    if (before == nullptr) return remove(rules_, number), true;
    Rule* rule = made(number);
    if (rule == nullptr) return false;
    *rule = *before;
    return true;
  }

  const FunctionEntry& entry_;
  const uint64_t code_;
  uint64_t place_;
  Rules* rules_;
  Rules initial_;
  Rules memory_[kRemembered];
  size_t remembered_ = 0;
};

}  // namespace

void Rules::become(const Rules& other) {
  frame = other.frame;
  count = other.count;
  return_address = other.return_address;
  is_signal_trampoline = other.is_signal_trampoline;
  std::copy(other.registers, other.registers + other.count, registers);
}

const Rule* Rules::of(uint64_t number) const {
  for (size_t i = 0; i < count; ++i) {
    if (registers[i].number == number) return &registers[i];
  }
  return nullptr;
}

bool rules_at(const FunctionEntry& entry, uint64_t code, Rules* rules) {
  rules->frame = {};
  rules->count = 0;
  rules->return_address = entry.return_address;
  rules->is_signal_trampoline = entry.is_signal_trampoline;
  return Machine(entry, code, rules).run();
}

}  // namespace greenlens::callers
