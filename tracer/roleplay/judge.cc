#include "tracer/roleplay/judge.h"

#include <algorithm>

#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::roleplay {
namespace {

using facts::Address;
using facts::GreenletId;
using rules::Range;

// A move that is not the next one, before its judge.
class Objection {
 public:
  Objection(const Stage& stage, std::span<const Move> made)
      : stage_(stage), plan_(stage.plan), made_(made) {}

  Verdict to(const Move& move) const {
    switch (move.kind) {
      case MoveKind::set_stack_start:
        return to_start(move);
      case MoveKind::save:
        return to_save(move);
      case MoveKind::move_sp:
        return to_sp(move);
      case MoveKind::restore:
        return to_restore(move);
      case MoveKind::relink:
        return to_relink(move);
      case MoveKind::hand_over:
        return to_hand_over(move);
    }
    return {};
  }

 private:
  bool is_made(MoveKind kind) const { return first_of(made_, kind).has_value(); }
  bool is_due(MoveKind kind) const {
    return first_of(stage_.right, kind).has_value() && !is_made(kind);
  }
  size_t saves_made() const {
    return static_cast<size_t>(std::count_if(
        made_.begin(), made_.end(), [](const Move& move) { return move.kind == MoveKind::save; }));
  }

  Verdict to_start(const Move& move) const {
    if (move.greenlet != plan_.origin) return {Reason::not_the_origin, move.greenlet, plan_.origin};
    if (plan_.origin_is_dying) return {Reason::dying_has_none, plan_.origin};
    if (is_made(MoveKind::set_stack_start)) return {Reason::start_is_set, plan_.origin};
    if (!facts::is_stack_address(move.address)) return {Reason::start_no_place, plan_.origin};
    const bool is_high = move.address > stage_.sp;
    const Range between = is_high ? Range{stage_.sp, move.address} : Range{move.address, stage_.sp};
    return {is_high ? Reason::start_too_high : Reason::start_too_low, plan_.origin, plan_.target,
            between, Crash::when_resumed};
  }

  Verdict to_save(const Move& move) const {
    if (move.greenlet == plan_.origin && plan_.origin_is_dying) {
      return {Reason::saves_dying, move.greenlet};
    }
    if (move.greenlet == plan_.target) return {Reason::saves_target, move.greenlet};
    const state::GreenletState* owner = find(stage_.state, move.greenlet);
    if (owner == nullptr || owner->thread != stage_.thread || owner->finished ||
        owner->stack_stop == facts::kNull) {
      return {Reason::has_no_slice, move.greenlet};
    }
    if (is_due(MoveKind::set_stack_start)) return {Reason::start_first, plan_.origin};
    const auto save = std::find_if(plan_.saves.begin(), plan_.saves.end(),
                                   [&](const auto& s) { return s.owner == move.greenlet; });
    if (save == plan_.saves.end()) return {Reason::not_in_the_way, move.greenlet, plan_.target};
    const auto number = static_cast<size_t>(save - plan_.saves.begin());
    if (number < saves_made()) return {Reason::saved_already, move.greenlet};
    if (number > saves_made()) {
      return {Reason::newest_first, move.greenlet, plan_.saves[saves_made()].owner};
    }
    return to_length(*save, move.address);
  }
  Verdict to_length(const rules::Save& save, Address up_to) const {
    // Main's mark: all that there is.
    if (up_to == facts::kEverything) up_to = std::max<Address>(save.to + 1, 0);
    if (!facts::is_stack_address(up_to) || up_to < save.to) {
      const Address kept = facts::is_stack_address(up_to) ? std::max(up_to, save.from) : save.from;
      return {Reason::too_few, save.owner, plan_.target, {kept, save.to}, Crash::when_resumed};
    }
    const bool is_whole = save.extent == facts::Extent::whole;
    const state::GreenletState* owner = find(stage_.state, save.owner);
    // A part that goes on past the owner's own end is both; what is not its own is worse.
    const bool is_beyond = is_whole || (owner != nullptr && up_to > slice_end(*owner));
    return {is_beyond ? Reason::beyond_slice : Reason::too_many,
            save.owner,
            owner != nullptr && is_beyond ? owner->stack_prev : plan_.target,
            {save.to, up_to}};
  }

  // What has to be done before sp may move: as every later move finds it.
  Verdict before_sp() const {
    if (is_due(MoveKind::set_stack_start)) {
      return {Reason::start_first, plan_.origin, plan_.target, {}, Crash::when_resumed};
    }
    if (saves_made() == plan_.saves.size()) return {};
    const rules::Save& save = plan_.saves[saves_made()];
    return {Reason::unsaved, save.owner, plan_.target, {save.from, save.to}, Crash::when_resumed};
  }
  Verdict before_restoring() const {
    if (const Verdict verdict = before_sp(); !verdict.is_right()) return verdict;
    if (is_due(MoveKind::move_sp)) {
      return {Reason::sp_first, plan_.target, 0, plan_.restored.value_or(Range()), Crash::at_once};
    }
    return {};
  }
  Verdict before_relinking() const {
    if (const Verdict verdict = before_restoring(); !verdict.is_right()) return verdict;
    if (is_due(MoveKind::restore)) {
      return {Reason::restore_first, plan_.target, 0, *plan_.restored, Crash::at_once};
    }
    return {};
  }

  Verdict to_sp(const Move& move) const {
    if (plan_.start) return {Reason::nothing_moves, plan_.target};
    if (const Verdict verdict = before_sp(); !verdict.is_right()) return verdict;
    if (is_made(MoveKind::move_sp)) return {Reason::sp_is_there, plan_.target};
    const Address right = plan_.sp_moves->to;
    const bool is_high = !facts::is_stack_address(move.address) || move.address > right;
    const Range between = !facts::is_stack_address(move.address) ? Range()
                          : is_high                              ? Range{right, move.address}
                                                                 : Range{move.address, right};
    return {is_high ? Reason::sp_too_high : Reason::sp_too_low, plan_.target, 0, between,
            Crash::at_once};
  }
  Verdict to_restore(const Move& move) const {
    if (plan_.start) return {Reason::nothing_moves, plan_.target};
    if (move.greenlet != plan_.target) return wrong_one(move);
    if (const Verdict verdict = before_restoring(); !verdict.is_right()) return verdict;
    if (!plan_.restored) return {Reason::no_copy, plan_.target};
    return {Reason::restored_already, plan_.target};
  }
  Verdict to_relink(const Move& move) const {
    if (plan_.start) return {Reason::nothing_moves, plan_.target};
    if (move.greenlet != plan_.target) return wrong_one(move);
    if (const Verdict verdict = before_relinking(); !verdict.is_right()) return verdict;
    if (is_made(MoveKind::relink)) return {Reason::relinked_already, plan_.target};
    return {Reason::wrong_prev, plan_.target, move.other, {}, Crash::later};
  }
  Verdict to_hand_over(const Move& move) const {
    if (move.greenlet != plan_.target) return wrong_one(move);
    if (const Verdict verdict = before_relinking(); !verdict.is_right()) return verdict;
    return {Reason::relink_first, plan_.target, 0, {}, Crash::later};
  }
  Verdict wrong_one(const Move& move) const {
    return {Reason::not_the_target, move.greenlet, plan_.target, {}, Crash::at_once};
  }

  const Stage& stage_;
  const rules::Plan& plan_;
  const std::span<const Move> made_;
};

}  // namespace

std::optional<Move> next_move(const Stage& stage, std::span<const Move> made) {
  if (made.size() >= stage.right.size()) return {};
  return stage.right[made.size()];
}

Verdict judge(const Stage& stage, std::span<const Move> made, const Move& move) {
  const std::optional<Move> next = next_move(stage, made);
  if (!next) return {Reason::is_over};
  if (move == *next) return {};
  return Objection(stage, made).to(move);
}

}  // namespace greenlens::roleplay
