// Whether a move is right, and if not, why not: what it would overwrite or leave behind, whose that
// is, and when the program would crash. The rule book (tracer/rules) decides; nothing here is
// worked out a second way.
#ifndef GREENLENS_TRACER_ROLEPLAY_JUDGE_H_
#define GREENLENS_TRACER_ROLEPLAY_JUDGE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "tracer/roleplay/move.h"
#include "tracer/roleplay/stage.h"

namespace greenlens::roleplay {

// Each has a sentence, roleplay.refused.<its name>.
enum class Reason : uint8_t {
  none,  // the move is right
  // --- stack_start
  not_the_origin,  // another one's: only where the leaving one ends is new
  dying_has_none,  // who has ended is no slice any more
  start_is_set,
  start_no_place,  // no address of the stack
  start_too_high,  // bytes between sp and it would be nobody's
  start_too_low,   // bytes below sp would be its own, and sp would be wrong for good
  start_first,     // something else comes before it is known where the origin's slice begins
  // --- saving
  saves_target,
  saves_dying,
  has_no_slice,    // unstarted, dead, another thread's, unknown
  not_in_the_way,  // it lies above the target's end
  saved_already,
  newest_first,  // somebody newer is in the way as well
  too_few,       // what is missing would be overwritten
  too_many,      // what lies above the target's end is in nobody's way
  beyond_slice,  // above its stack_stop the bytes are another one's
  // --- sp
  nothing_moves,  // on a first start there is nowhere to go
  unsaved,        // bytes in the way are not in the heap yet
  sp_is_there,
  sp_too_high,
  sp_too_low,
  sp_first,  // something else comes before it has moved
  // --- restoring
  not_the_target,
  no_copy,
  restored_already,
  restore_first,
  // --- relinking, handing over
  wrong_prev,
  relinked_already,
  relink_first,
  is_over,
};
constexpr std::array<const char*, 31> enum_names(Reason) {
  return {"none",          "not_the_origin",   "dying_has_none",
          "start_is_set",  "start_no_place",   "start_too_high",
          "start_too_low", "start_first",      "saves_target",
          "saves_dying",   "has_no_slice",     "not_in_the_way",
          "saved_already", "newest_first",     "too_few",
          "too_many",      "beyond_slice",     "nothing_moves",
          "unsaved",       "sp_is_there",      "sp_too_high",
          "sp_too_low",    "sp_first",         "not_the_target",
          "no_copy",       "restored_already", "restore_first",
          "wrong_prev",    "relinked_already", "relink_first",
          "is_over"};
}

// What would come of it: nothing that is lost; a crash as soon as the target runs; one when `who`
// is resumed; or later switches that follow the chain from `who` miss somebody, or never end.
enum class Crash : uint8_t { never, at_once, when_resumed, later };
constexpr std::array<const char*, 4> enum_names(Crash) {
  return {"never", "at_once", "when_resumed", "later"};
}

struct Verdict {
  Reason reason = Reason::none;
  facts::GreenletId who = 0;  // whose bytes or field; 0: nobody's
  facts::GreenletId by = 0;   // who would overwrite them, or is meant instead
  rules::Range bytes{};       // of the stack; NULL: none
  Crash crash = Crash::never;
  bool is_right() const { return reason == Reason::none; }
  bool operator==(const Verdict&) const = default;
};

// `made`: the right moves that were made so far, in their order. Takes any move. Pure.
Verdict judge(const Stage& stage, std::span<const Move> made, const Move& move);

// The move that comes next; none: it is all done.
std::optional<Move> next_move(const Stage& stage, std::span<const Move> made);
inline bool is_over(const Stage& stage, std::span<const Move> made) {
  return !next_move(stage, made);
}

}  // namespace greenlens::roleplay

#endif  // GREENLENS_TRACER_ROLEPLAY_JUDGE_H_
