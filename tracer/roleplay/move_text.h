// Moves as people type them and as they are listed.
#ifndef GREENLENS_TRACER_ROLEPLAY_MOVE_TEXT_H_
#define GREENLENS_TRACER_ROLEPLAY_MOVE_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "tracer/roleplay/move.h"
#include "tracer/roleplay/stage.h"
#include "tracer/words/messages.h"

namespace greenlens::roleplay {

// The language of moves, which is the same in every language of people:
//
//   start gr2 -0x470       set gr2's stack_start
//   save gr2 -0x2c0        copy gr2's bytes to the heap, up to there
//   save gr2 432 bytes     likewise, so many
//   sp -0x340              move the stack pointer
//   restore gr1            copy gr1's bytes back
//   prev gr1 main          set gr1's stack_prev; nobody: none
//   run gr1                hand over
//
// Greenlets by their names or "#3", addresses as pictures show them. None: it is no move. Pure;
// `typed` may be anything.
std::optional<Move> parse_move(std::string_view typed, const Stage& stage);
// As parse_move() reads it.
std::string typed_move(const Stage& stage, const Move& move);

// "gr2’s stack_start = -0x470": what it does, in words.
std::string move_text(const words::Messages& messages, const Stage& stage, const Move& move);

}  // namespace greenlens::roleplay

#endif  // GREENLENS_TRACER_ROLEPLAY_MOVE_TEXT_H_
