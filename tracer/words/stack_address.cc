#include "tracer/words/stack_address.h"

#include <fmt/format.h>

#include "tracer/facts/address.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::words {
namespace {

// Below its base, where the ends of a thread's own stack are not known.
constexpr facts::Address kStackReach = facts::Address{64} << 20;

bool lies_on_own(const state::Thread& thread, facts::Address address) {
  const state::Stack& own = thread.own_stack;
  if (own.low == facts::kNull) return address <= 0 && address >= -kStackReach;
  return own.low <= address && address < own.high;
}

// Null: on none that is no thread's own.
const state::Stack* other_stack(const state::State& state, facts::Address address) {
  for (const auto& [id, stack] : state.stacks) {
    const facts::Address low = stack.low != facts::kNull ? stack.low : stack.lowest;
    if (low <= address && address < stack.high) return &stack;
  }
  return nullptr;
}

}  // namespace

std::string address_on(const state::State& state, const state::Thread& thread,
                       facts::Address address) {
  if (!facts::is_stack_address(address)) return facts::format_address(address);
  if (lies_on_own(thread, address)) return facts::format_address(address);
  if (const state::Stack* stack = other_stack(state, address)) {
    return facts::format_address(address - top(*stack));
  }
  // The end of the stack that is stood on belongs to it, where nothing lies on that.
  const auto here = state.stacks.find(thread.stack);
  if (here != state.stacks.end() && address == here->second.high && address == here->second.sp) {
    return facts::format_address(facts::Address{0});
  }
  if (thread.base == 0) return facts::format_address(address);
  return fmt::format("{:#x}", thread.base + static_cast<uint64_t>(address));
}

facts::Address end_of_stack(const state::State& state, facts::GreenletId greenlet) {
  const state::GreenletState* g = find(state, greenlet);
  const auto stack = state.stacks.find(g != nullptr ? g->stack : 0);
  return stack != state.stacks.end() ? stack->second.high : 0;
}

std::string raw_address_on(const state::State& state, const state::Thread& thread, uint64_t base,
                           uint64_t address) {
  const auto relative = static_cast<facts::Address>(address - base);
  constexpr facts::Address kLimit = facts::Address{1} << 60;
  const bool near = base != 0 && relative > -kLimit && relative < kLimit;
  const bool is_of_stack = near && facts::is_stack_address(relative) &&
                           (lies_on_own(thread, relative) || other_stack(state, relative));
  if (is_of_stack) return address_on(state, thread, relative);
  return fmt::format("{:#x}", address);
}

}  // namespace greenlens::words
