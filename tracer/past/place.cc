#include "tracer/past/place.h"

#include <charconv>

#include "tracer/facts/address.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

constexpr facts::Address kFarthest = facts::Address{1} << 60;

// "0x28", "40"; with a sign before it where an address may have one.
std::optional<facts::Address> number_of(std::string_view text, bool may_be_negative) {
  const bool negative = may_be_negative && text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool is_hex = text.starts_with("0x");
  if (is_hex) text.remove_prefix(2);
  uint64_t value = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), value, is_hex ? 16 : 10);
  const bool all = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!all || value > uint64_t{kFarthest}) return {};
  const auto number = static_cast<facts::Address>(value);
  return negative ? -number : number;
}

bool lies_between(facts::Address at, facts::Address low, facts::Address high) {
  return low <= at && at < high;
}

NoPlace on_the_stack(const state::State& state, facts::Address at, uint64_t size, Place* place) {
  const state::Thread& thread = told_by(state);
  for (const state::StackRange& range : stack_ranges(state, thread.own_stack)) {
    if (!lies_between(at, range.low, range.high) || range.owner == 0) continue;
    const bool stale = range.occupancy == state::Occupancy::stale;
    *place = {range.owner, at, size, stale ? LiesIn::left_behind : LiesIn::stack};
    return NoPlace::none;
  }
  return NoPlace::nobody_there;
}

NoPlace register_of(const state::State& state, facts::GreenletId greenlet, std::string_view name,
                    uint64_t size, Place* place) {
  const state::GreenletState* g = find(state, greenlet);
  for (const facts::SavedRegister& one : g->registers) {
    if (one.name != name || !facts::is_stack_address(one.at)) continue;
    return find_place(state, greenlet, one.at, size, place);
  }
  return NoPlace::no_such_register;
}

}  // namespace

NoPlace find_place(const state::State& state, facts::GreenletId greenlet, facts::Address at,
                   uint64_t size, Place* place) {
  // So that nobody's sums overflow: a trace may say anything.
  if (at < -kFarthest || at > kFarthest) return NoPlace::not_in_slice;
  if (greenlet == 0) return on_the_stack(state, at, size, place);
  const state::GreenletState* g = find(state, greenlet);
  if (g == nullptr) return NoPlace::no_such_greenlet;
  const facts::Address copied = facts::end_of(g->stack_start, g->stack_saved);
  if (g->stack_saved > 0 && lies_between(at, g->stack_start, copied)) {
    *place = {greenlet, at, size, LiesIn::heap};
    return NoPlace::none;
  }
  const state::InPlace there = in_place(state, *g);
  if (!lies_between(at, there.low, there.high)) return NoPlace::not_in_slice;
  *place = {greenlet, at, size, LiesIn::stack};
  return NoPlace::none;
}

NoPlace find_place_named(const state::State& state, std::string_view name, uint64_t size,
                         Place* place) {
  if (const auto address = number_of(name, true))
    return find_place(state, 0, *address, size, place);
  const size_t sign = name.find_last_of("+:.");
  if (sign == std::string_view::npos || sign == 0) return NoPlace::not_a_place;
  const facts::GreenletId greenlet = find_named(state, name.substr(0, sign));
  if (greenlet == 0) return NoPlace::no_such_greenlet;
  const std::string_view rest = name.substr(sign + 1);
  if (name[sign] == '.') return register_of(state, greenlet, rest, size, place);
  const auto number = number_of(rest, name[sign] == ':');
  if (!number) return NoPlace::not_a_place;
  if (name[sign] == ':') return find_place(state, greenlet, *number, size, place);
  const facts::Address start = find(state, greenlet)->stack_start;
  if (!facts::is_stack_address(start)) return NoPlace::not_in_slice;
  return find_place(state, greenlet, facts::end_of(start, static_cast<uint64_t>(*number)), size,
                    place);
}

}  // namespace greenlens::past
