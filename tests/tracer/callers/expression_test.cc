// DWARF expressions, as unwind information has them.
#include "tracer/callers/expression.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace greenlens::callers {
namespace {

using Code = std::vector<uint8_t>;

struct Result {
  bool ok;
  uint64_t value;
  bool operator==(const Result&) const = default;
};
[[maybe_unused]] void PrintTo(const Result& result, std::ostream* out) {
  *out << (result.ok ? "" : "nothing, not ") << result.value;
}

uintptr_t on_the_stack[2] = {41, 0xfedc};

Result result_of(const Code& code, const uint64_t* frame = nullptr) {
  arch_registers registers{};
  registers.known = 0b110;
  registers.values[1] = 1000;
  registers.values[2] = reinterpret_cast<uintptr_t>(on_the_stack);
  const StackBytes stack{reinterpret_cast<uintptr_t>(on_the_stack),
                         reinterpret_cast<uintptr_t>(on_the_stack + 2)};
  uint64_t value = 0;
  const bool ok =
      evaluate({code.data(), code.data() + code.size()}, registers, stack, frame, &value);
  return {ok, ok ? value : 0};
}

// With a number of two bytes behind the first byte, in this CPU's order.
Code with_two(uint8_t operation, int16_t number, const Code& rest = {}) {
  Code code(3 + rest.size());
  code[0] = operation;
  std::memcpy(code.data() + 1, &number, sizeof number);
  std::copy(rest.begin(), rest.end(), code.begin() + 3);
  return code;
}
Code joined(Code first, const Code& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

constexpr Result kNothing{false, 0};
Result is(int64_t value) { return {true, static_cast<uintptr_t>(value)}; }

TEST(Expression, Calculates) {
  EXPECT_EQ(result_of({0x35}), is(5));                        // lit5
  EXPECT_EQ(result_of({0x08, 200}), is(200));                 // const1u
  EXPECT_EQ(result_of({0x09, 0xff}), is(-1));                 // const1s
  EXPECT_EQ(result_of(with_two(0x0a, 300)), is(300));         // const2u
  EXPECT_EQ(result_of({0x10, 0x80, 0x01}), is(128));          // constu
  EXPECT_EQ(result_of({0x11, 0x7e}), is(-2));                 // consts
  EXPECT_EQ(result_of({0x37, 0x35, 0x1c}), is(2));            // 7 - 5
  EXPECT_EQ(result_of({0x35, 0x37, 0x1c, 0x19}), is(2));      // abs(5 - 7)
  EXPECT_EQ(result_of({0x37, 0x35, 0x22, 0x1f}), is(-12));    // -(7 + 5)
  EXPECT_EQ(result_of({0x37, 0x35, 0x1e, 0x23, 5}), is(40));  // 7 * 5 + 5
  EXPECT_EQ(result_of({0x37, 0x32, 0x1b}), is(3));            // 7 / 2
  EXPECT_EQ(result_of({0x37, 0x32, 0x1d}), is(1));            // 7 % 2
  EXPECT_EQ(result_of({0x33, 0x34, 0x24}), is(48));           // 3 << 4
  EXPECT_EQ(result_of({0x09, 0xf0, 0x32, 0x26}), is(-4));     // -16 >> 2
  EXPECT_EQ(result_of({0x36, 0x33, 0x1a}), is(2));            // 6 & 3
  EXPECT_EQ(result_of({0x36, 0x33, 0x21}), is(7));            // 6 | 3
  EXPECT_EQ(result_of({0x36, 0x33, 0x27}), is(5));            // 6 ^ 3
  EXPECT_EQ(result_of({0x30, 0x20}), is(-1));                 // ~0
  EXPECT_EQ(result_of({0x31, 0x32, 0x2d}), is(1));            // 1 < 2
  EXPECT_EQ(result_of({0x31, 0x32, 0x2a}), is(0));            // 1 >= 2
}

TEST(Expression, ArrangesItsStack) {
  EXPECT_EQ(result_of({0x31, 0x32, 0x12, 0x22}), is(4));     // 1 2 dup +
  EXPECT_EQ(result_of({0x31, 0x32, 0x13}), is(1));           // 1 2 drop
  EXPECT_EQ(result_of({0x31, 0x32, 0x14}), is(1));           // 1 2 over
  EXPECT_EQ(result_of({0x31, 0x32, 0x33, 0x15, 2}), is(1));  // 1 2 3 pick 2
  EXPECT_EQ(result_of({0x31, 0x33, 0x16, 0x1c}), is(2));     // 1 3 swap -
  EXPECT_EQ(result_of({0x31, 0x32, 0x33, 0x17}), is(2));     // 1 2 3 rot: 3 1 2
  EXPECT_EQ(result_of({0x31, 0x32, 0x33, 0x17, 0x13}), is(1));
  EXPECT_EQ(result_of({0x31, 0x32, 0x33, 0x17, 0x13, 0x13}), is(3));
}

TEST(Expression, ReadsRegistersAndTheStack) {
  EXPECT_EQ(result_of({0x71, 5}), is(1005));       // breg1 5
  EXPECT_EQ(result_of({0x92, 1, 0x7f}), is(999));  // bregx 1 -1
  EXPECT_EQ(result_of({0x72, 0, 0x06}), is(41));   // breg2 0, deref
  EXPECT_EQ(result_of({0x72, sizeof(uintptr_t), 0x06}), is(0xfedc));
  const uint64_t frame = 77;
  EXPECT_EQ(result_of({0x23, 3}, &frame), is(80));
}

TEST(Expression, Branches) {
  EXPECT_EQ(result_of(joined({0x35, 0x31}, with_two(0x28, 1, {0x13, 0x36}))), is(6));  // taken: 5 6
  EXPECT_EQ(result_of(with_two(0x2f, 1, {0x31, 0x32})), is(2));  // skips the 1
}

TEST(Expression, EndsWhereItMakesNoSense) {
  EXPECT_EQ(result_of({}), kNothing);
  EXPECT_EQ(result_of({0x22}), kNothing);                                  // nothing to add
  EXPECT_EQ(result_of({0x31, 0x30, 0x1b}), kNothing);                      // 1 / 0
  EXPECT_EQ(result_of({0x31, 0x30, 0x1d}), kNothing);                      // 1 % 0
  EXPECT_EQ(result_of({0xff}), kNothing);                                  // no such operation
  EXPECT_EQ(result_of({0x08}), kNothing);                                  // cut off
  EXPECT_EQ(result_of({0x73, 0}), kNothing);                               // not known
  EXPECT_EQ(result_of({0x92, 99, 0}), kNothing);                           // nor followed
  EXPECT_EQ(result_of({0x72, 0x7f, 0x06}), kNothing);                      // below the stack
  EXPECT_EQ(result_of({0x72, 2 * sizeof(uintptr_t), 0x06}), kNothing);     // above it
  EXPECT_EQ(result_of({0x72, 0, 0x94, 3}), kNothing);                      // three bytes
  EXPECT_EQ(result_of(joined({0x31}, with_two(0x2f, -3))), kNothing);      // for ever
  EXPECT_EQ(result_of(joined({0x31}, with_two(0x2f, 0x7f00))), kNothing);  // far beyond
  EXPECT_EQ(result_of(Code(40, 0x31)), kNothing);                          // too many
}

}  // namespace
}  // namespace greenlens::callers
