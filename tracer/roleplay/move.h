// What somebody does who performs a switch: the moves of slp_switch and its two hooks, by hand.
#ifndef GREENLENS_TRACER_ROLEPLAY_MOVE_H_
#define GREENLENS_TRACER_ROLEPLAY_MOVE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/rules/plan.h"

namespace greenlens::roleplay {

enum class MoveKind : uint8_t {
  set_stack_start,  // of `greenlet`, to `address`
  save,             // the bytes of `greenlet` that are still in place, up to `address`
  move_sp,          // to `address`
  restore,          // the copy of `greenlet`
  relink,           // the stack_prev of `greenlet`, to `other`; 0: nobody
  hand_over,        // `greenlet` runs from now on
};
constexpr std::array<const char*, 6> enum_names(MoveKind) {
  return {"set_stack_start", "save", "move_sp", "restore", "relink", "hand_over"};
}
inline constexpr std::array<MoveKind, 6> kMoveKinds = {
    MoveKind::set_stack_start, MoveKind::save,   MoveKind::move_sp,
    MoveKind::restore,         MoveKind::relink, MoveKind::hand_over};

// What a kind does not need is 0 and NULL.
struct Move {
  MoveKind kind = MoveKind::hand_over;
  facts::GreenletId greenlet = 0;
  facts::Address address = facts::kNull;
  facts::GreenletId other = 0;
  bool operator==(const Move&) const = default;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("move", &Move::kind), f("greenlet", &Move::greenlet);
    f("address", &Move::address), f("other", &Move::other);
  }
};

// A plan as moves, in their order. Empty when it is a refusal.
std::vector<Move> right_moves(const rules::Plan& plan);

// The first move of that kind; none: there is none.
std::optional<Move> first_of(std::span<const Move> moves, MoveKind kind);

}  // namespace greenlens::roleplay

#endif  // GREENLENS_TRACER_ROLEPLAY_MOVE_H_
