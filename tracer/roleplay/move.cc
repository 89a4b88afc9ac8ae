#include "tracer/roleplay/move.h"

#include <algorithm>

namespace greenlens::roleplay {

std::vector<Move> right_moves(const rules::Plan& plan) {
  if (plan.refusal != rules::Refusal::none) return {};
  std::vector<Move> moves;
  if (!plan.origin_is_dying) {
    moves.push_back({MoveKind::set_stack_start, plan.origin, plan.origin_stack_start, 0});
  }
  for (const rules::Save& save : plan.saves) {
    moves.push_back({MoveKind::save, save.owner, save.to, 0});
  }
  if (plan.sp_moves) moves.push_back({MoveKind::move_sp, 0, plan.sp_moves->to, 0});
  if (plan.restored) moves.push_back({MoveKind::restore, plan.target, facts::kNull, 0});
  if (!plan.start) {
    moves.push_back({MoveKind::relink, plan.target, facts::kNull, plan.target_stack_prev});
  }
  moves.push_back({MoveKind::hand_over, plan.target, facts::kNull, 0});
  return moves;
}

std::optional<Move> first_of(std::span<const Move> moves, MoveKind kind) {
  const auto at =
      std::find_if(moves.begin(), moves.end(), [&](const Move& move) { return move.kind == kind; });
  return at == moves.end() ? std::nullopt : std::optional(*at);
}

}  // namespace greenlens::roleplay
