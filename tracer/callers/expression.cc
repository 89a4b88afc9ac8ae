#include "tracer/callers/expression.h"

#include <cstddef>
#include <utility>

namespace greenlens::callers {
namespace {

class Calculator {
 public:
  Calculator(Bytes expression, const arch_registers& registers, const StackBytes& stack)
      : begin_(expression.at), bytes_(expression), registers_(registers), stack_(stack) {}

  void push(uint64_t value) {
    if (depth_ == kDepth) return fail();
    values_[depth_++] = static_cast<uintptr_t>(value);
  }

  bool run(uint64_t* value) {
    // Branches may go back: it is no program's to make a walk last for ever.
    for (int steps = 0; ok_ && bytes_.more() && steps < kSteps; ++steps) {
      execute(bytes_.take<uint8_t>());
    }
    if (!ok_ || !bytes_.ok || bytes_.at != bytes_.end || depth_ == 0) return false;
    *value = values_[depth_ - 1];
    return true;
  }

 private:
  // DWARF 5, section 2.5.1. Each range counts up from the one that is named.
  enum Operation : uint8_t {
    address = 0x03,
    deref = 0x06,
    const_1 = 0x08,
    const_1_signed = 0x09,
    const_2 = 0x0a,
    const_2_signed = 0x0b,
    const_4 = 0x0c,
    const_4_signed = 0x0d,
    const_8 = 0x0e,
    const_8_signed = 0x0f,
    const_number = 0x10,
    const_signed_number = 0x11,
    duplicate = 0x12,
    drop = 0x13,
    over = 0x14,
    pick = 0x15,
    swap = 0x16,
    rotate = 0x17,
    absolute = 0x19,
    bit_and = 0x1a,
    divide = 0x1b,
    minus = 0x1c,
    modulo = 0x1d,
    multiply = 0x1e,
    negate = 0x1f,
    bit_not = 0x20,
    bit_or = 0x21,
    plus = 0x22,
    plus_number = 0x23,
    shift_left = 0x24,
    shift_right = 0x25,
    shift_right_signed = 0x26,
    bit_xor = 0x27,
    branch = 0x28,
    equal = 0x29,
    greater_equal = 0x2a,
    greater = 0x2b,
    less_equal = 0x2c,
    less = 0x2d,
    unequal = 0x2e,
    skip = 0x2f,
    literals = 0x30,       // 0 to 31
    register_plus = 0x70,  // register 0 to 31
    register_number_plus = 0x92,
    deref_size = 0x94,
    nop = 0x96,
  };
  static constexpr uint8_t kInRange = 32;
  static constexpr size_t kDepth = 32;
  static constexpr int kSteps = 512;

  void fail() { ok_ = false; }

  uint64_t pop() {
    if (depth_ == 0) return fail(), 0;
    return values_[--depth_];
  }
  int64_t pop_signed() { return static_cast<intptr_t>(pop()); }

  uint64_t below_top(uint64_t count) {
    if (count >= depth_) return fail(), 0;
    return values_[depth_ - 1 - count];
  }

  void push_register(uint64_t number, int64_t distance) {
    if (number >= ARCH_WALK_REGISTERS || (registers_.known >> number & 1) == 0) return fail();
    push(registers_.values[number] + static_cast<uint64_t>(distance));
  }

  void read_stack(uint64_t bytes) {
    uint64_t value = 0;
    if (!stack_.read(pop(), bytes, &value)) return fail();
    push(value);
  }

  void jump(int64_t distance) {
    const int64_t to = (bytes_.at - begin_) + distance;
    if (to < 0 || to > bytes_.end - begin_) return fail();
    bytes_.at = begin_ + to;
  }

  void execute(uint8_t operation) {
    if (operation >= literals && operation < literals + kInRange) return push(operation - literals);
    if (operation >= register_plus && operation < register_plus + kInRange) {
      return push_register(operation - register_plus, bytes_.signed_number());
    }
    if (operation >= const_1 && operation <= const_signed_number) return constant(operation);
    if (operation >= equal && operation <= unequal && operation != skip) return compare(operation);
    switch (operation) {
      case address:
        return push(bytes_.take<uintptr_t>());
      case deref:
        return read_stack(sizeof(void*));
      case deref_size:
        return read_stack(bytes_.take<uint8_t>());
      case duplicate:
        return push(below_top(0));
      case drop:
        pop();
        return;
      case over:
        return push(below_top(1));
      case pick:
        return push(below_top(bytes_.take<uint8_t>()));
      case swap:
        if (depth_ < 2) return fail();
        return std::swap(values_[depth_ - 1], values_[depth_ - 2]);
      case rotate:
        if (depth_ < 3) return fail();
        std::swap(values_[depth_ - 1], values_[depth_ - 2]);
        return std::swap(values_[depth_ - 2], values_[depth_ - 3]);
      case register_number_plus: {
        const uint64_t number = bytes_.number();
        return push_register(number, bytes_.signed_number());
      }
      case plus_number:
        return push(pop() + bytes_.number());
      case absolute: {
        const int64_t value = pop_signed();
        return push(value < 0 ? -static_cast<uint64_t>(value) : static_cast<uint64_t>(value));
      }
      case negate:
        return push(-pop());
      case bit_not:
        return push(~pop());
      case skip:
        return jump(bytes_.take<int16_t>());
      case branch: {
        const auto distance = bytes_.take<int16_t>();
        if (pop() != 0) jump(distance);
        return;
      }
      case nop:
        return;
    }
    return combine(operation);
  }

  void constant(uint8_t operation) {
    switch (operation) {
      case const_1:
        return push(bytes_.take<uint8_t>());
      case const_1_signed:
        return push_signed(bytes_.take<int8_t>());
      case const_2:
        return push(bytes_.take<uint16_t>());
      case const_2_signed:
        return push_signed(bytes_.take<int16_t>());
      case const_4:
        return push(bytes_.take<uint32_t>());
      case const_4_signed:
        return push_signed(bytes_.take<int32_t>());
      case const_8:
      case const_8_signed:
        return push(bytes_.take<uint64_t>());
      case const_number:
        return push(bytes_.number());
      case const_signed_number:
        return push_signed(bytes_.signed_number());
    }
  }
  void push_signed(int64_t value) { push(static_cast<uint64_t>(value)); }

  void compare(uint8_t operation) {
    const int64_t right = pop_signed();
    const int64_t left = pop_signed();
    switch (operation) {
      case equal:
        return push(left == right);
      case greater_equal:
        return push(left >= right);
      case greater:
        return push(left > right);
      case less_equal:
        return push(left <= right);
      case less:
        return push(left < right);
      case unequal:
        return push(left != right);
    }
  }

  void combine(uint8_t operation) {
    const uint64_t right = pop();
    const uint64_t left = pop();
    constexpr uint64_t kBits = 8 * sizeof(void*);
    switch (operation) {
      case bit_and:
        return push(left & right);
      case bit_or:
        return push(left | right);
      case bit_xor:
        return push(left ^ right);
      case plus:
        return push(left + right);
      case minus:
        return push(left - right);
      case multiply:
        return push(left * right);
      case divide:
        if (right == 0 || right == static_cast<uintptr_t>(-1)) return fail();
        return push_signed(static_cast<intptr_t>(left) / static_cast<intptr_t>(right));
      case modulo:
        if (right == 0) return fail();
        return push(left % right);
      case shift_left:
        return push(right < kBits ? left << right : 0);
      case shift_right:
        return push(right < kBits ? left >> right : 0);
      case shift_right_signed:
        return push_signed(static_cast<intptr_t>(left) >> (right < kBits ? right : kBits - 1));
    }
    fail();
  }

  const uint8_t* const begin_;
  Bytes bytes_;
  const arch_registers& registers_;
  const StackBytes& stack_;
  uint64_t values_[kDepth];
  size_t depth_ = 0;
  bool ok_ = true;
};

}  // namespace

bool evaluate(Bytes expression, const arch_registers& registers, const StackBytes& stack,
              const uint64_t* frame, uint64_t* value) {
  Calculator calculator(expression, registers, stack);
  if (frame != nullptr) calculator.push(*frame);
  return calculator.run(value);
}

}  // namespace greenlens::callers
